import { localDays } from '../../core/clocks.ts'
import type { DeviceKey } from '../../core/devices.ts'
import type { Interval } from '../../core/spans.ts'
import { type Day, dayMs, dayNumber, hourMs } from '../../core/time.ts'
import { readClocks } from './facts.ts'
import type { Shifts } from './shifts.ts'
import type { Store } from './store.ts'

/** No clock on Earth is further from UTC than 14 hours. */
const furthestOffset = 14 * hourMs

/** A calendar day where a device was, which for a traveller is several intervals; none of a device that had told nothing by then. */
export async function readDayPieces(store: Store, device: DeviceKey, day: Day, shifts: Shifts): Promise<Interval[]> {
  const midnight = dayNumber(day)
  const wide = { start: midnight - furthestOffset, end: midnight + dayMs + furthestOffset }
  const clocks = await readClocks(store, device, wide, shifts)
  if (clocks.length === 0) return []
  return localDays(clocks)
    .split(wide)
    .filter((piece) => piece.day === day)
    .map(({ start, end }) => ({ start, end }))
}
