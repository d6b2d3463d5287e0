import type { Locale } from '../../../../core/texts/language.ts'
import { toLabel } from '../../../../core/view/label.ts'
import type { ScopedPolicy } from '../../../../protocol/combined-policy.ts'
import type { PolicyRule } from '../../../../protocol/policy.ts'
import { counted } from '../../../words/count.ts'
import { policySays } from '../../../words/policy-says.ts'
import { toWeeklyText } from './weekly-text.ts'

type Settings = ScopedPolicy['settings']

/** Patterns are somebody's words: none takes more room than a line. */
const shown = (pattern: string) => toLabel(pattern, 80)

/** A schedule as people read it; what is none stays as it was written. */
export const hoursText = (hours: string, locale: Locale): string => toWeeklyText(hours, locale) ?? shown(hours)

/** `App “keepassxc*”: nothing is kept.` */
export function toRuleText({ app, title, domain, hours, action }: PolicyRule, locale: Locale): string {
  const says = policySays[locale]
  const windows = [
    title !== undefined && says.titled(shown(title)),
    domain !== undefined && says.showing(shown(domain)),
  ].filter((one) => one !== false)
  const what =
    windows.length > 0
      ? [says.windows, ...(app === undefined ? [] : [says.ofApp(shown(app))]), ...windows].join(' ')
      : app === undefined
        ? says.everything
        : says.app(shown(app))
  const when = hours === undefined ? '' : says.within(hoursText(hours, locale))
  return says.rule({ what, when, kept: says.actions[action] })
}

/** What a policy says without its rules, each thing a sentence. Of what it does not speak there is none. */
function toSentences({ paused, titles, workingHours }: Settings, isNear: boolean, locale: Locale): string[] {
  const says = policySays[locale]
  const open = isNear ? { paused: says.notPaused, titles: says.titlesOpen, hours: says.anyTime } : undefined
  return [
    paused === undefined ? undefined : paused ? says.paused : open?.paused,
    titles === undefined ? undefined : titles ? open?.titles : says.titlesNever,
    workingHours === undefined
      ? undefined
      : workingHours === null
        ? open?.hours
        : says.hours(hoursText(workingHours, locale)),
  ].filter((one) => one !== undefined)
}

/** All that a policy means for people. @param isNear of a person or a computer, where what is open counts instead of what holds for everybody */
export function toPolicyText(settings: Settings, isNear: boolean, locale: Locale): string[] {
  const { rules } = settings
  const none = rules?.length === 0 && isNear ? [policySays[locale].noRules] : []
  return [...toSentences(settings, isNear, locale), ...none, ...(rules ?? []).map((rule) => toRuleText(rule, locale))]
}

/** The same in a line or two, the rules counted. Empty where nothing is asked. */
export function toPolicySummary(settings: Settings, isNear: boolean, locale: Locale): string {
  const says = policySays[locale]
  const { rules } = settings
  const count = rules?.length ?? 0
  const told =
    rules === undefined || (count === 0 && !isNear)
      ? []
      : [
          count === 0
            ? says.noRules
            : count === 1
              ? says.oneRule
              : says.moreRules(counted(locale, count, '', says.rules)),
        ]
  return [...toSentences(settings, isNear, locale), ...told].join(' ')
}
