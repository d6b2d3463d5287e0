import { addDays, dayAt, hourMs, offsetAt } from '../time.ts'
import { type GapReason, gapReasons } from '../usage.ts'
import { type Chance, createChance } from './chance.ts'
import { createFactsWriter, type DemoPiece, type FactsWriter } from './facts.ts'
import type { DemoDevice } from './people.ts'
import { type Doing, planDay } from './plan-day.ts'

/** All that a device recorded, in the order in which it was written: a piece or more for each day on which it was used. */
export function* toDeviceFacts(device: DemoDevice): Generator<DemoPiece> {
  const uuids = createChance(device.seed, 'uuid')
  const writer = createFactsWriter(device, uuids.uuid)
  const last = dayAt(device.to, offsetAt(device.home.zone, device.to))
  let until = device.from
  let lastZone = device.home.zone
  // A traveller's calendar may be a day ahead of home.
  for (
    let day = dayAt(device.from, offsetAt(device.home.zone, device.from));
    day <= addDays(last, 1);
    day = addDays(day, 1)
  ) {
    const chance = createChance(device.seed, day)
    const { zone, doings, afterwards } = planDay(device, day, chance)
    const known = within(doings, zone === lastZone ? until : until + flightMs, device.to)
    if (known.length === 0) continue
    if (zone !== lastZone) writer.miss(until, 'off') // nobody flies with it running
    lastZone = zone
    for (const stretch of toStretches(known)) write(writer, zone, stretch, chance)
    until = known.at(-1)!.end
    writer.miss(until, afterwards)
    yield* writer.take()
  }
}

function write(writer: FactsWriter, zone: string, stretch: readonly Doing[], chance: Chance): void {
  if (!isMissing(stretch[0]!)) writer.record(zone, stretch, chance)
  else for (const { start, what } of stretch) writer.miss(start, what as GapReason)
}

/** The least that it takes to another zone. */
const flightMs = 2 * hourMs

const missing: ReadonlySet<string> = new Set(gapReasons)
const isMissing = ({ what }: Doing) => missing.has(what)

/** What of a day lies after what was written already, and before the end. */
const within = (doings: readonly Doing[], from: number, to: number): Doing[] =>
  doings
    .map((doing) => ({ ...doing, start: Math.max(doing.start, from), end: Math.min(doing.end, to) }))
    .filter(({ start, end }) => end > start)

/** Groups what is recorded, and what is not. */
function toStretches(doings: readonly Doing[]): Doing[][] {
  const stretches: Doing[][] = []
  for (const doing of doings) {
    const last = stretches.at(-1)
    if (last && isMissing(last[0]!) === isMissing(doing)) last.push(doing)
    else stretches.push([doing])
  }
  return stretches
}
