import { getQuery, getRouterParams, type H3Event } from 'h3'
import type { z } from 'zod'
import { isAtLeast, isRole } from '../../core/access.ts'
import { within } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import type { Access, Endpoint } from '../../protocol/endpoint.ts'
import { depthOver, findNul, toAppError } from '../../protocol/shape.ts'
import type { Guard, MemberCaller, PersonCaller, VisitorCaller } from './guard.ts'
import { readBody, toJson } from './read-body.ts'
import { nodeRequestOf, patienceMs, type Route, toLate } from './route.ts'
import { checkSameSite } from './same-site.ts'
import { headerOf } from './visitor.ts'

/** Who a handler hears of, by who may call. */
export type CallerOf<A extends Access> = A extends 'public'
  ? VisitorCaller
  : A extends 'person'
    ? PersonCaller
    : A extends 'device'
      ? never
      : MemberCaller

export type Handle<E extends Endpoint> = (
  input: z.output<E['input']>,
  caller: CallerOf<E['access']>,
) => Promise<z.output<E['output']>>

const bodyLimits = { bytes: 64_000, inflatedBytes: 64_000 }
const bodyDepth = 8

/** Binds a handler to an endpoint that people call: who, then from where, then what. Handlers never see HTTP. */
export function personRoute<E extends Endpoint>(guard: Guard, endpoint: E, handle: Handle<E>): Route {
  const add: Route = (app) => {
    app.on(endpoint.method, endpoint.path, async (event) => {
      const caller = await within(patienceMs, findCaller(guard, event, endpoint), toLate)
      // Reading changes something, too: whose data was opened, and why, stands in a log under the caller's name.
      if (endpoint.method !== 'GET' || endpoint.access !== 'public') checkSameSite(nodeRequestOf(event))
      const input = await readInput(event, endpoint)
      return within(patienceMs, handle(input, caller as CallerOf<E['access']>), toLate)
    })
  }
  return Object.assign(add, { endpoint })
}

async function findCaller(guard: Guard, event: H3Event, endpoint: Endpoint): Promise<VisitorCaller> {
  const { access } = endpoint
  if (access === 'public') return guard.visitor(event)
  const token = accessTokenOf(event)
  if (token !== undefined) return findClient(guard, event, endpoint, token)
  const person = await guard.person(event)
  if (!isRole(access)) return person
  const { org = '' } = getRouterParams(event)
  const member = await guard.member(event, person, org)
  if (!isAtLeast(member.me.role, access))
    throw new AppError('forbidden', `this is for ${access}s of the organisation; ask one of them`)
  return member
}

const accessTokenOf = (event: H3Event) =>
  /^Bearer ([\w.-]{1,4000})$/i.exec(headerOf(nodeRequestOf(event), 'authorization'))?.[1]

/** A program calls what is of its organisation; what is somebody's own is for them alone. */
async function findClient(guard: Guard, event: H3Event, { access, method, people }: Endpoint, token: string) {
  const { org = '' } = getRouterParams(event)
  const client = await guard.client(event, token, org, method === 'GET' ? 'read' : 'write')
  if (people || !isRole(access) || (access === 'member' && method !== 'GET'))
    throw new AppError('forbidden', 'this is for people who are signed in, not for programs')
  if (!isAtLeast(client.me.role, access))
    throw new AppError('forbidden', `this is for ${access}s of the organisation; the program is less`)
  return client
}

async function readInput<E extends Endpoint>(event: H3Event, { method, input }: E): Promise<z.output<E['input']>> {
  const { org: _, ...params } = getRouterParams(event, { decode: true })
  const hasBody = method === 'POST' || method === 'PATCH'
  const given = hasBody ? await toJson(await readBody(nodeRequestOf(event), bodyLimits), bodyLimits) : getQuery(event)
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new AppError('invalid', 'the body must be an object', { at: 'body' })
  if (depthOver(given, bodyDepth)) throw new AppError('json_too_deep', `JSON nests deeper than ${bodyDepth} levels`)
  const all = { ...given, ...params }
  const at = findNul(all)
  if (at !== undefined) throw new AppError('invalid', 'text with U+0000 in it', { at })
  const parsed = input.safeParse(all)
  if (!parsed.success) throw toAppError(parsed.error)
  return parsed.data as z.output<E['input']>
}
