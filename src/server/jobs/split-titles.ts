import type { Judge } from '../../core/categories/judge.ts'
import { splitByTitles } from '../../core/categories/split.ts'
import type { DeviceKey } from '../../core/devices.ts'
import type { Interval } from '../../core/spans.ts'
import { type Day, dayNumber } from '../../core/time.ts'
import { cutToDay, type DeviceTime } from '../../core/usage.ts'
import { readJudge } from '../store/categories/ruleset.ts'
import { readSubjects } from '../store/categories/titled-days.ts'
import { readTitles, type TitleSplits } from '../store/categories/titles.ts'
import { readTitlesFrom } from '../store/expired.ts'
import { readShifts } from '../store/shifts.ts'
import type { Store } from '../store/store.ts'

/**
 * What rules on titles take of some days of a device, as far as their titles are here. Where no window has one it costs a look into
 * an index.
 * @param time what the facts of these days say
 * @param judge those rules; the organisation's own if undefined
 */
export async function splitTitles(
  store: Store,
  device: DeviceKey,
  dates: readonly Day[],
  time: DeviceTime,
  judge?: Judge,
): Promise<TitleSplits> {
  const [from, shifts] = await Promise.all([readTitlesFrom(store, device.orgId), readShifts(store, device)])
  const whole = [...dates].sort().filter((day) => dayNumber(day) >= from)
  if (whole.length === 0) return new Map()
  const recorded = whole.flatMap((day) => cutToDay(time, day, time.recorded))
  const spans = recorded.length > 0 ? await readTitles(store, device, hull(recorded), shifts) : []
  if (spans.length === 0) return new Map(whole.map((day) => [day, []]))
  const rules = judge ?? (await readJudge(store, device.orgId))
  const subjects = await readSubjects(store, device.orgId, [...new Set(spans.map(({ subject }) => subject))])
  const order = rules.ruleset.rules.map(({ id }) => id)
  const ruleOf = (subject: number, title: string) => {
    const known = subjects.get(subject)
    return known && rules.titleRuleOf(known, title)?.id
  }
  return new Map(whole.map((day) => [day, splitByTitles(day, time, spans, ruleOf, order)]))
}

/** From the first instant of some intervals to the last. */
const hull = (intervals: readonly Interval[]): Interval =>
  intervals.reduce((a, b) => ({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) }))
