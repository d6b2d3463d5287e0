import type { WatchedSource } from '../../core/clocks.ts'
import { secondMs } from '../../core/time.ts'
import { type Bus, BusLost, connectBus } from '../dbus.ts'
import type { ClockReading } from '../interval.ts'
import type { OpenPresence, PresenceEvents } from './presence.ts'
import { createWatching, openWatching } from './watching.ts'

export interface BusOptions {
  /** As `DBUS_SESSION_BUS_ADDRESS` has it. */
  readonly address: string
  /** How long anybody on the bus may think about anything. */
  readonly patienceMs?: number
}

/** One connection's worth of watching. */
export interface Watch {
  readonly bus: Bus
  readonly events: PresenceEvents
  /** Settles when the watching is to end. */
  readonly closed: Promise<void>
  readClocks(): ClockReading
  /** Says from when on a source is told, or is not; saying the same again says nothing. */
  tell(source: WatchedSource, isWatched: boolean, at?: number): void
}

/**
 * Watches over a message bus until `watch` ends or the bus is lost; then nothing is watched, and it is tried again at growing
 * pauses, which are short again once something was watched.
 * @param watch ends when it is closed or there is nothing more to watch, or throws `BusLost` or `BusRefused`
 */
export const openOnBus = (name: string, options: BusOptions, watch: (watch: Watch) => Promise<void>): OpenPresence =>
  openWatching(name, (events, readClocks, closing) => watchOnce(options, { events, readClocks }, watch, closing))

/** @returns whether anything was watched */
async function watchOnce(
  { address, patienceMs = 5 * secondMs }: BusOptions,
  given: Pick<Watch, 'events' | 'readClocks'>,
  watch: (watch: Watch) => Promise<void>,
  closing: AbortSignal,
): Promise<boolean> {
  const { events, readClocks } = given
  const watching = createWatching(events)
  const tell: Watch['tell'] = (source, isWatched, at = readClocks().wall) => watching.set(source, isWatched, at)
  let close = () => {}
  // Of this connection alone: what waits for it goes with it.
  const closed = new Promise<void>((resolve) => {
    close = resolve
  })
  closing.addEventListener('abort', close)
  let bus: Bus | undefined
  let isGone = false
  let silentMs = 0
  try {
    bus = await connectBus(address, patienceMs)
    const gone = bus.lost.then(() => {
      isGone = true
    })
    await Promise.race([watch({ ...given, bus, tell, closed }), gone])
  } catch (error) {
    // Who lives and does not answer said nothing since the question was asked.
    if (error instanceof BusLost && !isGone) silentMs = patienceMs
  }
  closing.removeEventListener('abort', close)
  bus?.close()
  return watching.end(readClocks().wall - silentMs)
}

/** Resolves when nobody owns a name, or another does than when it was called. @throws BusLost */
export async function endOfOwner(bus: Bus, name: string): Promise<void> {
  let first: string | undefined
  await new Promise<void>((resolve, reject) => {
    bus
      .onOwner(name, (owner) => {
        first ??= owner
        if (owner === undefined || owner !== first) resolve()
      })
      .catch(reject)
  })
}
