import type { App } from '../../core/apps.ts'
import type { PresenceOptions } from '../../core/presence.ts'
import { addPresence, type PresenceTotals } from '../../core/presence-totals.ts'
import type { Interval } from '../../core/spans.ts'
import { addDays, type Day } from '../../core/time.ts'
import { addUnrecorded, type Unrecorded } from '../../core/unrecorded.ts'
import { addUsage, type UsageTotals } from '../../core/usage.ts'
import type { JournalDb } from './open.ts'
import { type LocalDay, localDayAt, readDay, readKnown } from './read.ts'

/** Several days of this device together, with the names of its apps. */
export interface LocalPeriod extends PresenceTotals {
  /** The first and the last day that were added; both undefined if the journal tells of none of the days asked for. */
  readonly from: Day | undefined
  readonly to: Day | undefined
  readonly recordedMs: number
  readonly dueMs: number
  readonly unrecorded: Unrecorded
  readonly apps: readonly (App & UsageTotals & { readonly days: number })[]
  /** The first and the last instant this journal tells of; both 0 in an empty journal. */
  readonly known: Interval
}

/** The days from `from` to `to`, both included, as far as this computer's journal knows them. */
export function readDays(db: JournalDb, from: Day, to: Day, options: PresenceOptions): LocalPeriod {
  const known = readKnown(db)
  const first = later(from, localDayAt(db, known.start))
  const last = earlier(to, localDayAt(db, known.end - 1))
  const days: LocalDay[] = []
  if (known.end > 0)
    for (let day = first; day <= last; day = addDays(day, 1)) days.push(readDay(db, day, options, known))
  return { from: days[0]?.day, to: days.at(-1)?.day, ...mergeDays(days), known }
}

const later = (a: Day, b: Day) => (a > b ? a : b)
const earlier = (a: Day, b: Day) => (a < b ? a : b)

/** Sums; an app's `days` are those on which it has anything to show. */
export function mergeDays(days: readonly LocalDay[]): Omit<LocalPeriod, 'from' | 'to' | 'known'> {
  const byKey = new Map<string, LocalPeriod['apps'][number]>()
  for (const app of days.flatMap(({ apps }) => apps)) {
    const known = byKey.get(app.key)
    byKey.set(app.key, known ? { ...app, ...addUsage(known, app), days: known.days + 1 } : { ...app, days: 1 })
  }
  return {
    recordedMs: days.reduce((sum, { recordedMs }) => sum + recordedMs, 0),
    dueMs: days.reduce((sum, { dueMs }) => sum + dueMs, 0),
    unrecorded: addUnrecorded(days.map(({ unrecorded }) => unrecorded)),
    ...addPresence(days),
    apps: [...byKey.values()],
  }
}
