import { setTimeout as sleep } from 'node:timers/promises'
import { minuteMs, secondMs } from '../../core/time.ts'
import { type Bus, type Call, connectBus, type SignalMatch } from '../dbus.ts'

export type Ask = (call: Omit<Call, 'destination'>) => Promise<readonly unknown[]>

/** Something on a bus that is asked what is so, each time it signals that something changed. */
export interface Service {
  /** Its name on the bus. */
  readonly name: string
  readonly signals: readonly Omit<SignalMatch, 'sender'>[]
  /**
   * Asks, and tells what was answered as of `at`.
   * @throws BusLost, BusRefused if it does not answer: then it is as gone
   */
  look(ask: Ask, at: number): Promise<void>
  /** Nothing is known of it from `at` on. */
  gone(at: number): void
}

/** Some of it is never signalled, as a second inhibitor. */
const lookEachMs = 30 * secondMs
/** Between two looks: whoever has a name on the bus may signal without end. */
const restMs = 250
const longestPauseMs = minuteMs

/**
 * Watches a service while it is on the bus. A signal only says that it is time to ask: what it says itself may be of another
 * version, and is older than the answer.
 * @throws BusLost, BusRefused
 */
export async function watchService(bus: Bus, service: Service, now: () => number): Promise<void> {
  let owner: string | undefined
  let askedFor: number | undefined
  let isLooking = false
  const lookOnce = async (at: number) => {
    const destination = owner
    if (destination === undefined) return service.gone(at)
    try {
      // Its own address, not its name: a service that has just ended must not be started again.
      await service.look((call) => bus.call({ ...call, destination }), at)
    } catch {
      service.gone(at)
    }
  }
  const look = async () => {
    askedFor ??= now()
    if (isLooking) return
    isLooking = true
    while (askedFor !== undefined) {
      const at: number = askedFor
      askedFor = undefined
      await lookOnce(at)
      if (askedFor !== undefined) await sleep(restMs, undefined, { ref: false })
    }
    isLooking = false
  }
  for (const signal of service.signals) await bus.onSignal({ sender: service.name, ...signal }, () => void look())
  await bus.onOwner(service.name, (found) => {
    owner = found
    void look()
  })
  const timer = setInterval(() => owner !== undefined && void look(), lookEachMs).unref()
  void bus.lost.then(() => {
    clearInterval(timer)
    service.gone(now())
  })
}

export interface BusPlace {
  /** As `DBUS_SESSION_BUS_ADDRESS` has it. */
  readonly address: string
  /** How long anybody on the bus may think about anything. */
  readonly patienceMs: number
}

/** Connects to a bus whenever there is one, at growing pauses, until `closing`; says nothing of what fails. */
export async function keepConnected(
  { address, patienceMs }: BusPlace,
  watch: (bus: Bus) => Promise<void>,
  closing: AbortSignal,
): Promise<void> {
  for (let failures = 0; !closing.aborted; failures++) {
    const startedAt = performance.now()
    const bus = await connectBus(address, patienceMs).catch(() => undefined)
    const close = () => bus?.close()
    closing.addEventListener('abort', close)
    if (closing.aborted) close()
    if (bus) await watch(bus).then(() => bus.lost, close)
    closing.removeEventListener('abort', close)
    if (performance.now() - startedAt > longestPauseMs) failures = 0
    const pauseMs = Math.min(longestPauseMs, secondMs * 2 ** Math.min(failures, 10))
    await sleep(pauseMs, undefined, { signal: closing, ref: false }).catch(() => {})
  }
}
