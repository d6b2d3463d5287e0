import type { Days } from '../../core/ranges.ts'
import { type Interval, intersect, subtract, totalMs } from '../../core/spans.ts'
import { addDays, startOfDay } from '../../core/time.ts'
import { readTitlesOf } from '../store/categories/titles-of.ts'
import type { Device } from '../store/devices.ts'
import { readPresence } from '../store/facts.ts'
import { readShifts } from '../store/shifts.ts'
import type { Store } from '../store/store.ts'
import { type Asked, todayOf } from './asked.ts'

/** Titles are kept for a month, and a year of them would be much to read. */
const mostDays = 31
const mostTitles = 50

/** What windows of an app showed in the last days of a period, and for how long while the session was not locked; longest first. */
export async function readTitleSums(
  store: Store,
  asked: Asked,
  devices: readonly Device[],
  subjectId: number,
  days: Days,
) {
  const { user, seesTitles } = asked
  if (!seesTitles) return { found: [], are: 'withheld' as const }
  const { first } = days
  const today = todayOf(asked)
  const last = [days.last, today].sort()[0]!
  const from = addDays(last, 1 - mostDays)
  const interval = {
    start: startOfDay([from, first].sort()[1]!, user.zone),
    end: startOfDay(addDays(last, 1), user.zone),
  }
  const sums = new Map<string, { foregroundMs: number; lastAt: number }>()
  for (const device of devices)
    for (const [title, windows] of await readWindows(store, device, subjectId, interval)) {
      const known = sums.get(title) ?? { foregroundMs: 0, lastAt: 0 }
      const lastAt = Math.max(known.lastAt, windows.at(-1)?.end ?? 0)
      sums.set(title, { foregroundMs: known.foregroundMs + totalMs(windows), lastAt })
    }
  const found = [...sums].map(([title, sum]) => ({ title, ...sum })).filter(({ foregroundMs }) => foregroundMs > 0)
  found.sort((a, b) => b.foregroundMs - a.foregroundMs || b.lastAt - a.lastAt)
  return { found: found.slice(0, mostTitles), are: found.length > 0 ? ('shown' as const) : ('none' as const) }
}

async function readWindows(store: Store, { orgId, id }: Device, subjectId: number, interval: Interval) {
  const device = { orgId, deviceId: id }
  const shifts = await readShifts(store, device)
  const rows = await readTitlesOf(store, device, subjectId, interval, shifts)
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
