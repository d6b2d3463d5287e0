import { type AppSpan, knownMs } from '../presence.ts'
import { type Interval, intersect, subtract, totalMs, union } from '../spans.ts'
import type { Day } from '../time.ts'
import { cutToDay, type DeviceTime } from '../usage.ts'

/** A window with what it showed. */
export interface TitledSpan extends AppSpan {
  readonly title: string
}

/** What of an app's time in front, on a day, a rule on titles took. Null is unknown. */
export interface TitleSplit {
  readonly subject: number
  readonly rule: number
  readonly foregroundMs: number
  readonly activeMs: number | null
  readonly watchingMs: number | null
}

/** Which rule takes a window; undefined: that of its app. */
export type JudgeTitle = (subject: number, title: string) => number | undefined

/**
 * Cuts what an app did in front by the titles of its windows. No instant is counted twice: where two windows of an app were told
 * at once, the rule that comes first has it.
 *     window    [ Inbox   )[ YouTube    )[ Inbox )
 *     foreground   [ ######################## )
 *     rule 7              [ ########### )
 * @param order of the rules
 */
export function splitByTitles(
  day: Day,
  time: DeviceTime,
  spans: readonly TitledSpan[],
  judge: JudgeTitle,
  order: readonly number[],
): TitleSplit[] {
  const found = groupByRule(spans, judge)
  if (found.size === 0) return []
  const recorded = cutToDay(time, day, time.recorded)
  const { told, apps } = time.stretches
  const cut = (intervals: readonly Interval[]) => intersect(intervals, recorded)
  const toldActive = cut(intersect(told.window, told.input))
  const toldWatching = cut(told.watching)
  return [...found].flatMap(([subject, byRule]) => {
    const app = apps.get(subject)
    if (!app) return []
    let free = cut(app.foreground)
    const splits: TitleSplit[] = []
    for (const rule of order) {
      if (!byRule.has(rule)) continue
      const pieces = intersect(byRule.get(rule)!, free)
      free = subtract(free, pieces)
      if (pieces.length === 0) continue
      const activeMs = knownMs(toldActive, intersect(app.active, pieces))
      const watchingMs = knownMs(toldWatching, intersect(app.watching, pieces))
      splits.push({ subject, rule, foregroundMs: totalMs(pieces), activeMs, watchingMs })
    }
    return splits
  })
}

function groupByRule(spans: readonly TitledSpan[], judge: JudgeTitle): Map<number, Map<number, Interval[]>> {
  const verdicts = new Map<string, number | undefined>()
  const found = new Map<number, Map<number, Interval[]>>()
  for (const { subject, title, start, end } of spans) {
    const place = `${subject} ${title}`
    if (!verdicts.has(place)) verdicts.set(place, judge(subject, title))
    const rule = verdicts.get(place)
    if (rule === undefined) continue
    const byRule = found.get(subject) ?? new Map<number, Interval[]>()
    found.set(subject, byRule)
    const known = byRule.get(rule)
    if (known) known.push({ start, end })
    else byRule.set(rule, [{ start, end }])
  }
  for (const byRule of found.values()) for (const [rule, intervals] of byRule) byRule.set(rule, union(intervals))
  return found
}
