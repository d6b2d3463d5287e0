import { setImmediate } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import type { Edit } from '../../core/categories/edit.ts'
import { createJudge, type Judge } from '../../core/categories/judge.ts'
import type { Ruleset, Subject } from '../../core/categories/rules.ts'
import type { Takers } from '../../core/categories/takers.ts'
import { type CategorySums, noTime, type TitleSums, toCategoryTotals } from '../../core/categories/totals.ts'
import type { DeviceKey } from '../../core/devices.ts'
import { addDays, type Day } from '../../core/time.ts'
import { toDeviceTime } from '../../core/usage.ts'
import { readJudge } from '../store/categories/ruleset.ts'
import type { Period } from '../store/categories/sums.ts'
import { readSumsOfAll, toTaken } from '../store/categories/takers.ts'
import { findSubjectsJudgedAnew, findTitledDays } from '../store/categories/titled-days.ts'
import { readDayMaker } from '../store/days.ts'
import { readTimeFacts } from '../store/facts.ts'
import type { Store } from '../store/store.ts'
import { readTouched } from './read-touched.ts'
import { splitTitles } from './split-titles.ts'

/** What a change of the rules would do to the figures of a period. */
export interface RulesPreview {
  readonly now: Ruleset
  readonly next: Ruleset
  /** Categories whose time would be another, null for what no rule sorts; the largest change first. */
  readonly differences: readonly Difference[]
  /** Apps that would go from one category to another, as a whole; null for none. */
  readonly moved: readonly Moved[]
  /** Whose time it is now, and would be. */
  readonly takers: Takers
  readonly nextTakers: Takers
}

export interface Difference {
  readonly category: number | null
  readonly before: CategorySums
  readonly after: CategorySums
}

export interface Moved extends Subject {
  readonly from: number | null
  readonly to: number | null
}

/** Works out what a change would do, to the millisecond, and does nothing. @throws what `edit` throws */
export async function previewRules(store: Store, orgId: number, edit: Edit, period: Period): Promise<RulesPreview> {
  const judge = await readJudge(store, orgId)
  const next = createJudge(edit(judge.ruleset))
  const { sums, takers } = await readSumsOfAll(store, orgId, period)
  const before = toCategoryTotals(sums, judge)
  const changes = await judgeAnew(store, orgId, judge, next, period)
  const after = toCategoryTotals({ ...sums, titles: [...sums.titles, ...changes] }, next)
  const titles = [...takers.titles, ...changes.map((change) => ({ ...toTaken(change), ruleId: change.ruleId }))]
  const ids = [...new Set([...before.keys(), ...after.keys()])]
  const differences = ids
    .map((category) => ({ category, before: before.get(category) ?? noTime, after: after.get(category) ?? noTime }))
    .filter((one) => sizeOf(one) > 0)
    .sort((a, b) => sizeOf(b) - sizeOf(a))
  const moved = [...sums.subjects.values()].flatMap((subject) => {
    const [from, to] = [judge, next].map((each) => each.ruleOf(subject)?.categoryId ?? null)
    return from === to ? [] : [{ ...subject, from: from!, to: to! }]
  })
  const nextTakers = { ...takers, titles }
  return { now: judge.ruleset, next: next.ruleset, differences, moved, takers, nextTakers }
}

const figures = ['foregroundMs', 'activeMs', 'watchingMs', 'cpuMs'] as const

const sizeOf = ({ before, after }: Difference) =>
  figures.reduce((sum, name) => sum + Math.abs((after[name] ?? 0) - (before[name] ?? 0)), 0)

/** What rules on titles took on a computer, more or less than now. */
interface TitleChange extends TitleSums {
  readonly deviceId: number
}

/** What rules on titles would take otherwise: of days with windows that would be judged otherwise, made from their facts. */
async function judgeAnew(
  store: Store,
  orgId: number,
  judge: Judge,
  next: Judge,
  { from, to }: Period,
): Promise<readonly TitleChange[]> {
  const subjects = await findSubjectsJudgedAnew(store, orgId, judge, next)
  const dates = new Map<number, Set<Day>>()
  for (const { deviceId, day } of await findTitledDays(store, orgId, subjects))
    for (const each of [-1, 0, 1].map((days) => addDays(day, days)))
      if (each >= from && each <= to) dates.set(deviceId, (dates.get(deviceId) ?? new Set()).add(each))
  const changes: TitleChange[] = []
  for (const [deviceId, days] of dates)
    for (const day of days) {
      await setImmediate() // screens and uploads go first
      changes.push(...(await readChange(store, { orgId, deviceId }, day, next)))
    }
  return changes
}

/** What a day would have more, and, less than zero, what it would have no more. */
async function readChange(store: Store, device: DeviceKey, day: Day, next: Judge) {
  const maker = await readDayMaker(store, device)
  const { facts } = await readTouched(store, day, [device], maker, readTimeFacts)
  const splits = (await splitTitles(store, device, [day], toDeviceTime(facts[0]!, maker), next)).get(day)
  if (!splits) return []
  const { titleDays: n } = store.t
  const { deviceId } = device
  const stored = await store.db
    .select()
    .from(n)
    .where(and(eq(n.orgId, device.orgId), eq(n.deviceId, device.deviceId), eq(n.day, day)))
  const less = (ms: number | null) => (ms === null ? null : -ms)
  return [
    ...stored.map(
      ({ subjectId, ruleId, foregroundMs, activeMs, watchingMs }): TitleChange => ({
        ...{ subjectId, ruleId, deviceId },
        foregroundMs: -foregroundMs,
        activeMs: less(activeMs),
        watchingMs: less(watchingMs),
      }),
    ),
    ...splits.map(
      ({ subject, rule, ...time }): TitleChange => ({ ...{ subjectId: subject, ruleId: rule, deviceId }, ...time }),
    ),
  ]
}
