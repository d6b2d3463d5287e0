import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { H3, type H3Event } from 'h3'
import type { DeviceKey } from '../core/devices.ts'
import { AppError } from '../core/errors.ts'
import { isLoopback } from '../core/hosts.ts'
import { secondMs } from '../core/time.ts'
import { batchLimits } from '../protocol/batches.ts'
import { createBuckets, type Rate } from './http/buckets.ts'
import { errorResponse, toTold } from './http/error-response.ts'
import { createFairQueue } from './http/fair-queue.ts'
import { createGate, type Gate, type GateLimits } from './http/gate.ts'
import { checkHost, type HostRule, hostName } from './http/hosts.ts'
import { callersOf, type ProxyRule } from './http/proxy.ts'
import { bearerToken, type Door, nodeRequestOf, type Route } from './http/route.ts'
import type { Log } from './log.ts'
import { findDeviceByToken } from './store/devices.ts'
import { toStoreProblem } from './store/problems.ts'
import type { Store } from './store/store.ts'

/** A request that was answered, or whose caller went away first. */
export interface Answered {
  /** As it was written down: `/sign-in/:secret`; `other` for an address where there is nothing. */
  readonly route: string
  readonly status: number
  /** Of a refusal. */
  readonly code: string | undefined
  readonly ms: number
}

export interface AppOptions {
  readonly hosts: HostRule & ProxyRule & { readonly hsts?: boolean }
  readonly log: Log
  readonly routes: readonly Route[]
  readonly limits?: AppLimits
  readonly gate?: Gate
  onAnswered?(answered: Answered): void
}

/** How often a device and an organisation may ask. */
export interface AppLimits {
  readonly device: Rate
  readonly org: Rate
}

/** An agent that catches up sends one batch after another; one that is up to date sends one in minutes. */
export const usualLimits: AppLimits = { device: { perSecond: 20, burst: 200 }, org: { perSecond: 500, burst: 2_000 } }

/** Bodies of 64 MB at once; each batch of the work takes two to four milliseconds, so the last one waits less than a second. */
export const usualGate: GateLimits = { most: 256, mostOfOne: 4, calm: 16, bytes: 64_000_000 }

/** So much is worked on at once: enough for a common commit, and few enough that who comes next need not wait for long. */
const workedOnAtOnce = 8

/** Whoever comes too often learns of it so much later: otherwise those who ask again at once keep the server busy refusing. */
const refusalMs = secondMs / 2

/** Every route behind the same door: right host, no caching, errors in one shape. */
export function createApp(store: Store, options: AppOptions): H3 {
  const { hosts, log, routes, limits = usualLimits, gate = createGate(usualGate), onAnswered } = options
  const callers = callersOf(hosts)
  const always = (request: IncomingMessage) => {
    const insists = hosts.hsts !== false && callers.isSecure(request) && !isLoopback(hostName(callers.host(request)))
    return { ...onEveryAnswer, ...(insists && { 'strict-transport-security': 'max-age=31536000' }) }
  }
  // Once a request was cut off, nothing is known of its connection any more.
  const given = new WeakMap<H3Event, Readonly<Record<string, string>>>()
  const codes = new WeakMap<H3Event, string>()
  const tell = createTeller(log)
  const app = new H3({
    silent: true,
    onError: (error, event) => {
      const storeProblem = toStoreProblem(error.cause)
      if (storeProblem) tell(storeProblem)
      const cause = storeProblem ? Object.assign(error, { cause: storeProblem }) : error
      const told = toTold(cause, (err) => log.error({ err }, 'a request failed'))
      codes.set(event, told.problem.code)
      const response = errorResponse(told, hasMoreToCome(event))
      setHeaders(response.headers, given.get(event) ?? onEveryAnswer)
      return response
    },
  })
  app.use((event) => {
    if (onAnswered) watch(event, codes, onAnswered)
    const request = nodeRequestOf(event)
    const host = callers.host(request)
    checkHost(host, hosts)
    given.set(event, always(request))
    for (const headers of [event.res.headers, event.res.errHeaders]) setHeaders(headers, always(request))
  })
  const door = createDoor(store, limits, gate)
  for (const add of routes) add(app, door)
  app.all('/**', () => {
    throw new AppError('not_found', 'there is nothing at this address')
  })
  return app
}

/** Also on a refusal. */
const onEveryAnswer = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // Nothing to other sites; of a form an older browser is to say from where it comes, which `no-referrer` would hide.
  'referrer-policy': 'same-origin',
}

function setHeaders(to: Headers, headers: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(headers)) to.set(name, value)
}

/** In requests: ten wasteful ones use up what may come at once. */
const priceOfWaste = 20

function createDoor(store: Store, limits: AppLimits, gate: Gate): Door {
  const ofDevices = createBuckets('one device', limits.device, () => performance.now())
  const ofOrgs = createBuckets('one organisation', limits.org, () => performance.now())
  const queue = createFairQueue(workedOnAtOnce)
  const nameOf = ({ orgId, deviceId }: DeviceKey) => `${orgId} ${deviceId}`
  return {
    enter: (device, bytes) => {
      const leave = gate.enter(nameOf(device), bytes)
      try {
        // Only what is let in counts: who is refused takes nothing from the others of the organisation.
        ofOrgs.take(String(device.orgId))
        return leave
      } catch (error) {
        leave()
        throw error
      }
    },
    inTurn: (device, work) => queue.run(nameOf(device), work),
    refuse: async (error) => {
      if (error instanceof AppError && error.code === 'too_many_requests') await sleep(refusalMs)
      throw error
    },
    charge: (device) => ofDevices.charge(nameOf(device), priceOfWaste),
    authenticate: async (request) => {
      const device = await findDeviceByToken(store, bearerToken(request))
      if (!device) throw new AppError('unauthenticated', 'this device token is not known here; enrol the device again')
      ofDevices.take(nameOf(device))
      return device
    },
  }
}

/** A body that nobody will read is drained by Node for the next request, unless it is longer than any that is taken. */
function hasMoreToCome(event: H3Event): boolean {
  const { complete, headers } = nodeRequestOf(event)
  const announced = headers['transfer-encoding'] ? Number.POSITIVE_INFINITY : Number(headers['content-length'] ?? 0)
  return !complete && announced > batchLimits.bytes
}

function watch(event: H3Event, codes: WeakMap<H3Event, string>, onAnswered: NonNullable<AppOptions['onAnswered']>) {
  const response = event.runtime?.node?.res
  const start = performance.now()
  response?.once('close', () =>
    onAnswered({
      route: event.context.matchedRoute?.route?.replace(/^\/\*\*$/, '') || 'other',
      status: response.writableFinished ? response.statusCode : 499,
      code: codes.get(event),
      ms: performance.now() - start,
    }),
  )
}

/** A database that is away fails every request: one line in ten seconds says so. */
function createTeller(log: Log) {
  let quietUntil = 0
  return (problem: AppError) => {
    if (performance.now() < quietUntil) return
    quietUntil = performance.now() + 10 * secondMs
    log.error({ err: problem.cause, code: problem.code }, 'the database cannot serve requests')
  }
}
