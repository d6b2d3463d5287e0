import type { Bus } from '../dbus.ts'
import type { OpenPresence } from './presence.ts'
import { keepConnected, watchService } from './session-bus.ts'
import { holderServices } from './session-holders.ts'
import { watchLogind } from './session-logind.ts'
import { saverServices } from './session-savers.ts'
import { createTelling } from './session-telling.ts'
import type { AppFinder } from './session-values.ts'

export interface SessionOptions {
  /** Addresses as `DBUS_SESSION_BUS_ADDRESS` has them; of the session's bus undefined where it has none. */
  readonly systemBus: string
  readonly sessionBus: string | undefined
  readonly apps: AppFinder
  readonly uid: number
  readonly sessionId: string | undefined
  /** How long anybody on a bus may think about anything. */
  readonly patienceMs?: number
}

/**
 * Watches what is told of the session around a desktop: when it is locked, when the computer sleeps, and who keeps the screen
 * from going dark. While there is no bus, or nobody on it tells, nothing is watched.
 */
export const openSession =
  ({ systemBus, sessionBus, patienceMs = 5_000, ...options }: SessionOptions): OpenPresence =>
  (events, readClocks) => {
    const closing = new AbortController()
    const telling = createTelling(events)
    const now = () => readClocks().wall
    const watchSystem = (bus: Bus) => watchLogind(bus, { ...options, now }, telling, events.onSleep)
    const watchSession = async (bus: Bus) => {
      const services = [...saverServices(telling), ...holderServices(options.apps, telling)]
      for (const service of services) await watchService(bus, service, now)
    }
    void keepConnected({ address: systemBus, patienceMs }, watchSystem, closing.signal)
    if (sessionBus) void keepConnected({ address: sessionBus, patienceMs }, watchSession, closing.signal)
    return { name: 'session', close: async () => closing.abort() }
  }
