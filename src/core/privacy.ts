import type { App } from './apps.ts'
import { matchesGlob } from './glob.ts'
import { findDomains } from './redact/addresses.ts'
import { fold, foldCase } from './redact/fold.ts'
import { type Redactor, redact, titleLength } from './redact/redact.ts'
import { toPlainText } from './text.ts'
import { isWithinHours, type WeeklyHours } from './weekly-hours.ts'

/**
 * What becomes of what a rule matches. `drop`: it is as if it were not there. `redact`: the title becomes `[private]`. `hash`: the
 * title becomes a keyed fingerprint, so that it can be counted and not be read. `domain`: only the hosts that the title names are
 * kept. `keep`: no later rule is asked.
 */
export const ruleActions = ['drop', 'redact', 'hash', 'domain', 'keep'] as const
export type RuleAction = (typeof ruleActions)[number]

/** A rule matches what fits all that it says; one that says nothing but its action matches everything. */
export interface PrivacyRule {
  /** The app's key or its name, whole; `*` stands for anything. */
  readonly app?: string | undefined
  /** Stands somewhere in the title; `*` stands for anything between. */
  readonly title?: string | undefined
  /** A host that the title names, or one below it; `*` stands for anything. */
  readonly domain?: string | undefined
  readonly hours?: WeeklyHours | undefined
  readonly action: RuleAction
}

/** When something is judged, on whose clocks. */
export interface Moment {
  readonly at: number
  /** IANA name of the zone the device is in. */
  readonly zone: string
}

/** What may be kept, and what had a say in it. */
export interface Verdict {
  /** Nothing of the window is kept, not even whose it is. */
  readonly dropped: boolean
  /** Undefined if no title is kept. */
  readonly title: string | undefined
  /** The rule that matched, counted from 0. */
  readonly rule: number | undefined
  readonly redacted: readonly Redactor[]
}

/** What a title that a rule redacts is kept as. */
export const privateTitle = '[private]'

export interface PrivacySettings {
  readonly titles: boolean
  /** The first one that matches counts. */
  readonly rules: readonly PrivacyRule[]
}

/**
 * The number of the rule by which an app is left out altogether; undefined if none does. Only rules are asked that look at nothing
 * but the app and the time, so that all of an app goes or none of it.
 */
export function findDropRule({ rules }: PrivacySettings, app: App, moment: Moment): number | undefined {
  const seen = { names: namesOf(app), text: '', domains: [], moment }
  const index = rules.findIndex((rule) => looksAtAppOnly(rule) && matches(rule, seen))
  return rules[index]?.action === 'drop' ? index : undefined
}

const looksAtAppOnly = ({ title, domain }: PrivacyRule) => title === undefined && domain === undefined

/**
 * What of a window may be kept. Pure.
 * @param title as the window shows it: hostile, and of any length
 * @param fingerprint of a text, by a key that nobody else has
 */
export function judgeWindow(
  settings: PrivacySettings,
  { app, title }: { readonly app: App; readonly title?: string | undefined },
  moment: Moment,
  fingerprint: (text: string) => string,
): Verdict {
  const plain = title?.slice(0, 4 * titleLength) ?? ''
  const { text } = fold(plain)
  const seen = { names: namesOf(app), text: text.toLowerCase(), domains: findDomains(text), moment }
  const first = settings.rules.findIndex((rule) => matches(rule, seen))
  const rule = findDropRule(settings, app, moment) ?? (first < 0 ? undefined : first)
  const action = rule === undefined ? 'keep' : settings.rules[rule]!.action
  const verdict = { dropped: action === 'drop', title: undefined, rule, redacted: [] }
  if (verdict.dropped || !settings.titles || text.trim() === '') return verdict
  return { ...verdict, ...keepTitle(action, plain, seen.domains, fingerprint) }
}

/** Whether a window's title has to be known: to be kept, or because a rule looks at it. */
export const needsTitles = ({ titles, rules }: PrivacySettings): boolean => titles || !rules.every(looksAtAppOnly)

/** Of two verdicts on one window what both let through: where one drops it, or they do not agree on its title, that is gone. */
export function stricter(a: Verdict, b: Verdict): Verdict {
  if (a.dropped) return a
  return b.dropped || a.title === b.title ? b : { ...b, title: undefined }
}

function keepTitle(
  action: RuleAction,
  title: string,
  domains: readonly string[],
  fingerprint: (text: string) => string,
): Pick<Verdict, 'title'> & Partial<Verdict> {
  if (action === 'redact') return { title: privateTitle }
  if (action === 'hash') return { title: `#${fingerprint(toPlainText(title, titleLength))}` }
  if (action === 'domain') return { title: toPlainText(domains.join(' '), titleLength) || undefined }
  const { text, found } = redact(title)
  return { title: text || undefined, redacted: found }
}

/** What a rule is held against: text and domains in plain lower-case letters. */
interface Seen {
  /** The app's key and its name. */
  readonly names: readonly string[]
  readonly text: string
  readonly domains: readonly string[]
  readonly moment: Moment
}

function matches({ app, title, domain, hours }: PrivacyRule, seen: Seen): boolean {
  if (app !== undefined && !seen.names.some((name) => matchesGlob(foldCase(app), name))) return false
  if (title !== undefined && !matchesGlob(`*${foldCase(title)}*`, seen.text)) return false
  if (domain !== undefined && !seen.domains.some((host) => matchesGlob(`*.${foldCase(domain)}`, `.${host}`)))
    return false
  return hours === undefined || isWithinHours(hours, seen.moment.at, seen.moment.zone)
}

const namesOf = ({ key, name }: App) => [foldCase(key), foldCase(name)]
