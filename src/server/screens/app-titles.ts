import { and, eq, gt, gte, lt, sql } from 'drizzle-orm'
import type { Days } from '../../core/ranges.ts'
import { type Interval, intersect, subtract, totalMs } from '../../core/spans.ts'
import { addDays, startOfDay } from '../../core/time.ts'
import { batchLimits, type WindowDetail } from '../../protocol/batches.ts'
import type { Device } from '../store/devices.ts'
import { readPresence } from '../store/facts.ts'
import { type OfStreams, readShifted, readShifts, type Shifts, shiftInterval } from '../store/shifts.ts'
import type { Store } from '../store/store.ts'
import type { Asked } from './asked.ts'

/** Titles are kept for a month, and a year of them would be much to read. */
const mostDays = 31
const mostTitles = 50

/** What windows of an app showed in the last days of a period, and for how long while the session was not locked; longest first. */
export async function readTitleSums(
  store: Store,
  { user, seesTitles }: Asked,
  devices: readonly Device[],
  subjectId: number,
  { first, last }: Days,
) {
  if (!seesTitles) return { found: [], are: 'withheld' as const }
  const from = addDays(last, 1 - mostDays)
  const interval = {
    start: startOfDay(from > first ? from : first, user.zone),
    end: startOfDay(addDays(last, 1), user.zone),
  }
  const sums = new Map<string, { foregroundMs: number; lastAt: number }>()
  for (const device of devices)
    for (const [title, windows] of await readWindows(store, device, subjectId, interval)) {
      const known = sums.get(title) ?? { foregroundMs: 0, lastAt: 0 }
      const lastAt = Math.max(known.lastAt, ...windows.map(({ end }) => end))
      sums.set(title, { foregroundMs: known.foregroundMs + totalMs(windows), lastAt })
    }
  const found = [...sums].map(([title, sum]) => ({ title, ...sum })).filter(({ foregroundMs }) => foregroundMs > 0)
  found.sort((a, b) => b.foregroundMs - a.foregroundMs || b.lastAt - a.lastAt)
  return { found: found.slice(0, mostTitles), are: found.length > 0 ? ('shown' as const) : ('none' as const) }
}

async function readWindows(store: Store, { orgId, id }: Device, subjectId: number, interval: Interval) {
  const device = { orgId, deviceId: id }
  const shifts = await readShifts(store, device)
  const rows = await readTitled(store, device, subjectId, interval, shifts)
  const byTitle = new Map<string, Interval[]>()
  for (const { title, ...row } of rows) {
    const known = byTitle.get(title)
    if (known) known.push(row)
    else byTitle.set(title, [row])
  }
  if (byTitle.size === 0) return byTitle
  const { locks } = await readPresence(store, device, interval, shifts, ['lock'])
  return new Map([...byTitle].map(([title, spans]) => [title, subtract(intersect(spans, [interval]), locks)]))
}

function readTitled(
  { db, t: { spans: s } }: Store,
  { orgId, deviceId }: { readonly orgId: number; readonly deviceId: number },
  subjectId: number,
  interval: Interval,
  shifts: Shifts,
) {
  const read = async ({ start, end }: Interval, ofStreams: OfStreams) => {
    const rows = await db
      .select({ start: s.start, end: s.end, detail: s.detail })
      .from(s)
      .where(
        and(
          eq(s.orgId, orgId),
          eq(s.deviceId, deviceId),
          eq(s.subjectId, subjectId),
          // In the words of the index that only rows with a title are in.
          sql`${s.source} = 'window' and ${s.detail} is not null`,
          gte(s.start, start - batchLimits.spanMs),
          lt(s.start, end),
          gt(s.end, start),
          ofStreams(s.streamId),
        ),
      )
    return rows.map(({ detail, ...row }) => ({ ...row, title: (detail as WindowDetail).title }))
  }
  return readShifted(shifts, interval, read, shiftInterval)
}
