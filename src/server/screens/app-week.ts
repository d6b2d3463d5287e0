import { localDays } from '../../core/clocks.ts'
import { addKnown } from '../../core/presence-totals.ts'
import type { Days } from '../../core/ranges.ts'
import { toHoursOfWeek } from '../../core/report/hours-of-week.ts'
import { type Day, hourMs, weekdayOf } from '../../core/time.ts'
import { type OnDevices, readAppHours } from '../store/app-sums.ts'
import { readClocks } from '../store/facts.ts'
import { readPersonHours } from '../store/person-hours.ts'
import { readShifts } from '../store/shifts.ts'
import type { Store } from '../store/store.ts'
import type { Asked } from './asked.ts'

/**
 * When in the week an app was in front, over all weeks of some days: each hour by the clocks where the device was, as the hours of the
 * person are. Of an hour that was never recorded nothing is said, and of one without the app it is nought where activity was told.
 */
export async function readAppWeek(store: Store, { orgId, user }: Asked, on: OnDevices, subjectId: number, days: Days) {
  const rows = await readAppHours(store, on, subjectId, days)
  if (rows.length === 0) return []
  const used = new Map<number, Use>()
  for (const deviceId of new Set(rows.map((row) => row.deviceId)))
    await addDevice(
      store,
      { orgId, deviceId },
      rows.filter((row) => row.deviceId === deviceId),
      used,
    )
  const recorded = toHoursOfWeek(await readPersonHours(store, { orgId, userId: user.id }, days.first, days.last))
  const recordedIn = new Map(recorded?.map((cell) => [placeOf(cell.weekday, cell.hour), cell]))
  return Array.from({ length: 7 * 24 }, (_, i) => ({ weekday: Math.floor(i / 24) + 1, hour: i % 24 })).flatMap((at) => {
    const place = placeOf(at.weekday, at.hour)
    const cell = recordedIn.get(place)
    const use = used.get(place)
    // Of devices in several zones at once, an hour of the person is of one of them only.
    const count = Math.max(cell?.days ?? 0, use?.days.size ?? 0)
    if (count === 0) return []
    const nought = cell?.activeMs == null ? null : 0
    const { foregroundMs, activeMs } = use ?? { foregroundMs: nought, activeMs: nought }
    return [{ ...at, days: count, foregroundMs, activeMs }]
  })
}

interface Use {
  readonly days: Set<Day>
  readonly foregroundMs: number
  readonly activeMs: number | null
}

type Rows = Awaited<ReturnType<typeof readAppHours>>

const placeOf = (weekday: number, hour: number) => weekday * 24 + hour

async function addDevice(
  store: Store,
  device: { readonly orgId: number; readonly deviceId: number },
  rows: Rows,
  used: Map<number, Use>,
) {
  const begun = rows.map(({ hour }) => hour)
  const [start, end] = begun.reduce(([first, last], at) => [Math.min(first, at), Math.max(last, at + hourMs)], [
    Number.POSITIVE_INFINITY,
    0,
  ] as [number, number])
  const local = localDays(await readClocks(store, device, { start, end }, await readShifts(store, device)))
  for (const { day, hour, foregroundMs, activeMs } of rows) {
    const place = placeOf(weekdayOf(day), local.shownHour(hour, day))
    const known = used.get(place)
    used.set(place, {
      days: new Set(known?.days).add(day),
      foregroundMs: (known?.foregroundMs ?? 0) + foregroundMs,
      activeMs: addKnown(known?.activeMs ?? null, activeMs),
    })
  }
}
