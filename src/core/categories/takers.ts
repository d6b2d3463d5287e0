import { fewestPeople } from '../report/org-report.ts'
import type { Part } from '../tell-sums.ts'
import type { Judge } from './judge.ts'
import type { Subject } from './rules.ts'

/** How long an app was used on a computer. */
export interface Taken {
  readonly subjectId: number
  readonly deviceId: number
  /** In front, and watching: where it is none, nobody is known to have used it. */
  readonly ms: number
}

/** What of that a rule on titles took; less than zero where it would take less than now. */
export interface TakenByTitle extends Taken {
  readonly ruleId: number
}

/** Whose the time of apps is, and what rules on titles took of it. */
export interface Takers {
  readonly subjects: ReadonlyMap<number, Subject>
  /** By device. */
  readonly owners: ReadonlyMap<number, string>
  readonly apps: readonly Taken[]
  readonly titles: readonly TakenByTitle[]
}

/** How an app's time on a computer is split among the rules. */
export interface Share {
  readonly subjectId: number
  readonly userId: string
  /** The rule that takes the app as a whole; null: none does. */
  readonly own: number | null
  readonly ownMs: number
  /** Milliseconds that rules on titles took; mostly there are none. */
  readonly byTitle: ReadonlyMap<number, number>
}

const none: ReadonlyMap<number, number> = new Map()

/** Splits what each computer took as `toCategoryTotals` splits all of it; in the order of the apps. */
export function toShares({ subjects, owners, apps, titles }: Takers, judge: Judge): Share[] {
  const taken = groupTitles(titles, new Set(judge.ruleset.rules.map(({ id }) => id)))
  const owns = new Map<number, number | null>()
  const ownOf = (subjectId: number, subject: Subject) => {
    const known = owns.get(subjectId)
    if (known !== undefined) return known
    const own = judge.ruleOf(subject)?.id ?? null
    owns.set(subjectId, own)
    return own
  }
  return apps.flatMap(({ subjectId, deviceId, ms }) => {
    const [subject, userId] = [subjects.get(subjectId), owners.get(deviceId)]
    if (!subject || userId === undefined) return []
    const byTitle = taken.get(subjectId)?.get(deviceId) ?? none
    const left = [...byTitle.values()].reduce((rest, part) => rest - part, ms)
    return [{ subjectId, userId, own: ownOf(subjectId, subject), ownMs: left, byTitle }]
  })
}

/** By subject, device and rule. What a rule took that is gone by now is the app's again. */
function groupTitles(titles: readonly TakenByTitle[], rules: ReadonlySet<number>) {
  const bySubject = new Map<number, Map<number, Map<number, number>>>()
  for (const { subjectId, deviceId, ruleId, ms } of titles) {
    if (!rules.has(ruleId)) continue
    const byDevice = bySubject.get(subjectId) ?? new Map<number, Map<number, number>>()
    bySubject.set(subjectId, byDevice)
    const byRule = byDevice.get(deviceId) ?? new Map<number, number>()
    byDevice.set(deviceId, byRule)
    byRule.set(ruleId, (byRule.get(ruleId) ?? 0) + ms)
  }
  return bySubject
}

/** What is added up of somebody's time, with as many of its people as matter. */
export interface Gathered extends Part {
  size: number
  readonly people: Set<string>
  readonly around: Set<string>
}

export const startPart = (key: string): Gathered => ({ key, size: 0, people: new Set(), around: new Set() })

/** @param ms where it is none, they are around it, and none of it is theirs */
export function addTo(part: Gathered, userId: string, ms: number): void {
  // More than five are a crowd like five.
  if (part.around.size < fewestPeople) part.around.add(userId)
  if (ms <= 0) return
  part.size += ms
  if (part.people.size < fewestPeople) part.people.add(userId)
}
