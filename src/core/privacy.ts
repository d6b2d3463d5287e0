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
  /** Held besides, as an organisation's: all that match count, and they only ever take away. Numbered after `rules`. */
  readonly also?: readonly PrivacyRule[] | undefined
}

/** Every rule by its number in a verdict. */
export const allRules = ({ rules, also = [] }: PrivacySettings): readonly PrivacyRule[] => [...rules, ...also]

/**
 * The number of the rule by which an app is left out altogether; undefined if none does. Only rules are asked that look at nothing
 * but the app and the time, so that all of an app goes or none of it.
 */
export function findDropRule({ rules, also = [] }: PrivacySettings, app: App, moment: Moment): number | undefined {
  const seen = { names: namesOf(app), text: '', domains: [], moment }
  const index = rules.findIndex((rule) => looksAtAppOnly(rule) && matches(rule, seen))
  if (rules[index]?.action === 'drop') return index
  const besides = also.findIndex((rule) => rule.action === 'drop' && looksAtAppOnly(rule) && matches(rule, seen))
  return besides < 0 ? undefined : rules.length + besides
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
  const text = title?.slice(0, 4 * titleLength) ?? ''
  const folded = fold(text).text
  const seen = { names: namesOf(app), text: folded.toLowerCase(), domains: findDomains(folded), moment }
  const found = findRules(settings, app, seen)
  const rule = found.at(-1)?.index
  const verdict = { dropped: found.some(({ action }) => action === 'drop'), title: undefined, rule, redacted: [] }
  if (verdict.dropped || !settings.titles || folded.trim() === '') return verdict
  const actions = found.length > 0 ? found.map(({ action }) => action) : (['keep'] as const)
  const kept = actions.map((action) => keepTitle(action, text, seen.domains, fingerprint))
  return { ...verdict, ...strictest(actions, kept) }
}

interface FoundRule {
  readonly index: number
  readonly action: RuleAction
}

/** The rules that have a say: one's own that counts, and all others that match; one that drops everything stands last. */
function findRules(settings: PrivacySettings, app: App, seen: Seen): FoundRule[] {
  const { rules, also = [] } = settings
  const drop = findDropRule(settings, app, seen.moment)
  if (drop !== undefined) return [{ index: drop, action: 'drop' }]
  const own = rules.findIndex((rule) => matches(rule, seen))
  const found = [
    ...(own < 0 ? [] : [{ index: own, action: rules[own]!.action }]),
    ...also.flatMap((rule, i) => (matches(rule, seen) ? [{ index: rules.length + i, action: rule.action }] : [])),
  ]
  return found.sort((a, b) => Number(a.action === 'drop') - Number(b.action === 'drop'))
}

/** What all of several ways to keep a title let through: nothing where one lets nothing through or two do not agree. */
function strictest(actions: readonly RuleAction[], kept: readonly KeptTitle[]): KeptTitle {
  if (kept.length === 1) return kept[0]!
  if (kept.some(({ title }) => title === undefined)) return { title: undefined }
  const made = kept.filter((_, i) => actions[i] === 'hash' || actions[i] === 'domain')
  if (new Set(made.map(({ title }) => title)).size > 1) return { title: undefined }
  if (actions.includes('redact')) return { title: privateTitle }
  return made[0] ?? kept[0]!
}

/** Whether a window's title has to be known: to be kept, or because a rule looks at it. */
export const needsTitles = (settings: PrivacySettings): boolean =>
  settings.titles || !allRules(settings).every(looksAtAppOnly)

/** Of two verdicts on one window what both let through: where one drops it, or they do not agree on its title, that is gone. */
export function stricter(a: Verdict, b: Verdict): Verdict {
  if (a.dropped) return a
  return b.dropped || a.title === b.title ? b : { ...b, title: undefined }
}

type KeptTitle = Pick<Verdict, 'title'> & Partial<Verdict>

function keepTitle(
  action: RuleAction,
  title: string,
  domains: readonly string[],
  fingerprint: (text: string) => string,
): KeptTitle {
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
