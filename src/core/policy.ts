import type { PrivacyRule, PrivacySettings } from './privacy.ts'
import { coverWeek, type WeeklyHours } from './weekly-hours.ts'

/** What an organisation asks to be left out. It only takes away from what the person's own settings let through. */
export interface Policy {
  /** False: no titles are kept. */
  readonly titles: boolean
  /** All that match count. */
  readonly rules: readonly PrivacyRule[]
  /** Undefined: at any time. */
  readonly workingHours: WeeklyHours | undefined
}

/** What a later policy may let through that an earlier one took away. */
export const loosenings = ['titles', 'rules', 'hours'] as const
export type Loosening = (typeof loosenings)[number]

/** In what a policy asks for less than the one before it; empty if it takes away at least as much. */
export function findLoosened(before: Policy, after: Policy): Loosening[] {
  const rules = new Set(after.rules.map(toText))
  const loosened: Record<Loosening, boolean> = {
    titles: after.titles && !before.titles,
    rules: !before.rules.every((rule) => rules.has(toText(rule))),
    hours: !isWithin(after.workingHours, before.workingHours),
  }
  return loosenings.filter((kind) => loosened[kind])
}

/** The same for the same rule, however its fields are ordered. */
const toText = ({ app, title, domain, hours, action }: PrivacyRule) =>
  JSON.stringify([app ?? null, title ?? null, domain ?? null, hours ?? null, action])

/** Whether hours lie within others. */
function isWithin(hours: WeeklyHours | undefined, others: WeeklyHours | undefined): boolean {
  if (others === undefined) return true
  const [inner, outer] = [coverWeek(hours), coverWeek(others)]
  return inner.every((covered, minute) => !covered || outer[minute])
}

/** The person's own settings with all that several policies take away. */
export const tighten = (own: PrivacySettings, policies: readonly Policy[]): PrivacySettings => ({
  titles: own.titles && policies.every(({ titles }) => titles),
  rules: own.rules,
  also: [...(own.also ?? []), ...policies.flatMap(({ rules }) => rules)],
})
