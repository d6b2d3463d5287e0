import type { IncomingMessage } from 'node:http'
import type { H3, H3Event } from 'h3'
import type { z } from 'zod'
import type { DeviceKey } from '../../core/devices.ts'
import { AppError } from '../../core/errors.ts'
import { batchLimits } from '../../protocol/batches.ts'
import type { Endpoint } from '../../protocol/endpoint.ts'
import { createGate } from './gate.ts'
import { readJson } from './read-body.ts'

/** Finds out which device is calling. @throws AppError `unauthenticated` */
export type Authenticate = (request: IncomingMessage) => Promise<DeviceKey>
export type Route = (app: H3, authenticate: Authenticate) => void

/** Node's own request behind an event: its stream is read directly, which the web stream costs too much for. */
export function nodeRequestOf(event: H3Event): IncomingMessage {
  const request = event.runtime?.node?.req
  if (!request) throw new Error('this server runs on Node only')
  return request as IncomingMessage
}

/** Binds a handler to a device's endpoint: authenticate, then parse, then handle. Handlers never see HTTP. */
export function deviceRoute<E extends Endpoint, I>(
  endpoint: E,
  parse: (body: unknown) => I,
  handle: (input: I, caller: DeviceKey) => Promise<z.output<E['output']>>,
): Route {
  const gate = createGate(mostAtOnce)
  return (app, authenticate) => {
    app.on(endpoint.method, endpoint.path, async (event) => {
      const request = nodeRequestOf(event)
      const caller = await authenticate(request)
      return gate.pass(async () => {
        const body = endpoint.method === 'POST' ? await readJson(request, batchLimits) : {}
        return handle(parse(body), caller)
      })
    })
  }
}

/** Of one endpoint; each may hold a whole body in memory. */
const mostAtOnce = 32

/** The token of an `Authorization: Bearer …` header. @throws AppError `unauthenticated` */
export function bearerToken(request: IncomingMessage): string {
  const [, token] = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(request.headers.authorization ?? '') ?? []
  if (!token) throw new AppError('unauthenticated', 'send the device token as "Authorization: Bearer …"')
  return token
}
