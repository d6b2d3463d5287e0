import type { IncomingMessage } from 'node:http'
import type { H3, H3Event } from 'h3'
import type { z } from 'zod'
import { within } from '../../core/deadline.ts'
import type { DeviceCaller, DeviceKey } from '../../core/devices.ts'
import { AppError, type ErrorCode } from '../../core/errors.ts'
import { secondMs } from '../../core/time.ts'
import { batchLimits } from '../../protocol/batches.ts'
import type { Endpoint } from '../../protocol/endpoint.ts'
import { type Body, readBody, toJson } from './read-body.ts'

/** What a device's request passes before anything of it is read. */
export interface Door {
  /** Finds out which device is calling. @throws AppError `unauthenticated`, `too_many_requests` */
  authenticate(request: IncomingMessage): Promise<DeviceCaller>
  /**
   * Takes a place inside.
   * @returns what to call, once, when the work has ended
   * @throws AppError `too_many_requests`, `too_busy`
   */
  enter(device: DeviceKey, bytes: number): () => void
  /** Does the work on what was read when it is the device's turn. */
  inTurn<T>(device: DeviceKey, work: () => Promise<T>): Promise<T>
  /** Throws why a request was not let in, at a moment that suits the others. */
  refuse(error: unknown): Promise<never>
  /** A device that sends what is expensive to refuse may send less. */
  charge(device: DeviceKey): void
}
/** Adds itself to an app; of an endpoint of the API it says which, so that all can be told. */
export interface Route {
  (app: H3, door: Door): void
  readonly endpoint?: Endpoint
}

/** Node's own request behind an event: its stream is read directly, which the web stream costs too much for. */
export function nodeRequestOf(event: H3Event): IncomingMessage {
  const request = event.runtime?.node?.req
  if (!request) throw new Error('this server runs on Node only')
  return request as IncomingMessage
}

/**
 * Binds a handler to a device's endpoint: authenticate, then parse, then handle. Handlers never see HTTP. Who waits too long for
 * the database is told so, and keeps the place inside until the work has ended.
 */
export function deviceRoute<E extends Endpoint, I>(
  endpoint: E,
  parse: (body: unknown) => I,
  handle: (input: I, caller: DeviceCaller) => Promise<z.output<E['output']>>,
): Route {
  const hasBody = endpoint.method === 'POST'
  const add: Route = (app, door) => {
    const letIn = async (request: IncomingMessage) => {
      const caller = await within(patienceMs, door.authenticate(request), toLate)
      return { caller, leave: door.enter(caller, hasBody ? announcedBytes(request) : 0) }
    }
    app.on(endpoint.method, endpoint.path, async (event) => {
      const request = nodeRequestOf(event)
      const { caller, leave } = await letIn(request).catch(door.refuse)
      const fail = (error: unknown): never => {
        leave()
        if (error instanceof AppError && expensive.has(error.code)) door.charge(caller)
        throw error
      }
      const end = <T>(output: T): T => {
        leave()
        return output
      }
      const answer = async (body?: Body) => handle(parse(body ? await toJson(body, batchLimits) : {}), caller)
      const body = hasBody ? await readBody(request, batchLimits).catch(fail) : undefined
      const work = body ? door.inTurn(caller, () => answer(body)) : answer()
      return within(patienceMs, work.then(end, fail), toLate)
    })
  }
  return Object.assign(add, { endpoint })
}

/** Refused only after it was inflated or parsed; no agent sends it. */
const expensive: ReadonlySet<string> = new Set<ErrorCode>(['too_large', 'too_many_rows', 'json_too_deep'])

/** Less than an agent waits for an answer, in milliseconds. */
export const patienceMs = 20 * secondMs
/** What somebody is told who waited so long. */
export const toLate = () => new AppError('store_unavailable', 'the database does not answer in time; try again later')

/** How much of a body there may be; without a length it may be all that is taken. */
const announcedBytes = ({ headers }: IncomingMessage) =>
  Math.min(Number(headers['content-length'] ?? batchLimits.bytes) || 0, batchLimits.bytes)

/** The token of an `Authorization: Bearer …` header. @throws AppError `unauthenticated` */
export function bearerToken(request: IncomingMessage): string {
  const [, token] = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(request.headers.authorization ?? '') ?? []
  if (!token) throw new AppError('unauthenticated', 'send the device token as "Authorization: Bearer …"')
  return token
}
