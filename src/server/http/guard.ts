import type { IncomingMessage } from 'node:http'
import type { H3Event } from 'h3'
import type { Membership } from '../../core/access.ts'
import type { ApiScope } from '../../core/api-clients.ts'
import { AppError } from '../../core/errors.ts'
import { createBuckets, type Rate } from './buckets.ts'
import { readCookie, writeCookie } from './cookies.ts'
import type { HostRule } from './hosts.ts'
import { nodeRequestOf } from './route.ts'
import { type Visitor, visitorOf } from './visitor.ts'

/** Whoever calls, with the way to sign their browser in or out. */
export interface VisitorCaller extends Visitor {
  /** The secret that the browser has, whatever it is worth. */
  readonly shows: string | undefined
  /** Gives the browser a secret to show from now on, or takes it back with `undefined`. */
  remember(secret: string | undefined): void
}

/** Somebody who is signed in. */
export interface PersonCaller extends VisitorCaller {
  readonly userId: string
  readonly signInId: string
}

/** Somebody who is signed in, in the organisation that the path names. */
export interface MemberCaller extends PersonCaller {
  readonly orgId: number
  readonly me: Membership
}

/** A program, in its own organisation. */
export interface ClientCaller {
  readonly membership: Membership
  readonly scopes: readonly ApiScope[]
}

/** Where it is known who people are. */
export interface People {
  /** Who shows a secret, and the one to show from now on if it is another; undefined if it opens nothing. */
  whoShows(
    secret: string,
    visitor: Visitor,
  ): Promise<{ userId: string; signInId: string; rotated: string | undefined } | undefined>
  findMembership(orgId: number, userId: string): Promise<Membership | undefined>
  /** The program that a token is for. @throws AppError `unauthenticated` */
  whoseToken(token: string): Promise<ClientCaller>
  /** How long a browser may keep a secret. */
  readonly cookieMs: number
}

/** Finds out who is calling. */
export interface Guard {
  visitor(event: H3Event): VisitorCaller
  /** Undefined for who is not signed in. */
  find(event: H3Event): Promise<PersonCaller | undefined>
  /** @throws AppError `unauthenticated`, `too_many_requests` */
  person(event: H3Event): Promise<PersonCaller>
  /**
   * A program by its access token.
   * @throws AppError `unauthenticated`, `too_many_requests`, `not_found` for another organisation, `forbidden` without the scope
   */
  client(event: H3Event, token: string, org: string, scope: ApiScope): Promise<MemberCaller>
  /** @throws AppError `not_found` for an organisation that they are not in, as for one that does not exist */
  member(event: H3Event, person: PersonCaller, org: string): Promise<MemberCaller>
}

/** How often people may ask. */
export interface PeopleLimits {
  readonly person: Rate
  /** Of one address, who is not signed in or about to be. */
  readonly stranger: Rate
}

/** Somebody looks at pages that ask for much at once, and a script of theirs goes on asking; an office has one address. */
export const usualPeopleLimits: PeopleLimits = {
  person: { perSecond: 20, burst: 200 },
  stranger: { perSecond: 10, burst: 100 },
}

export function createGuard(people: People, hosts: HostRule, limits: PeopleLimits = usualPeopleLimits): Guard {
  const clock = () => performance.now()
  const persons = createBuckets('one person', limits.person, clock)
  const strangers = createBuckets('one address', limits.stranger, clock)
  const toVisitor = (event: H3Event, request: IncomingMessage): VisitorCaller => ({
    ...visitorOf(request, hosts),
    shows: readCookie(request, hosts),
    remember: (secret) => writeCookie(event, hosts, secret, people.cookieMs),
  })
  const find = async (event: H3Event): Promise<PersonCaller | undefined> => {
    const visitor = toVisitor(event, nodeRequestOf(event))
    if (visitor.shows === undefined) return undefined
    const found = await people.whoShows(visitor.shows, visitor)
    if (!found) return undefined
    persons.take(found.userId)
    if (found.rotated !== undefined) visitor.remember(found.rotated)
    return { ...visitor, userId: found.userId, signInId: found.signInId }
  }
  return {
    visitor: (event) => {
      const visitor = toVisitor(event, nodeRequestOf(event))
      strangers.take(visitor.address)
      return visitor
    },
    find,
    person: async (event) => {
      const person = await find(event)
      if (!person) throw new AppError('unauthenticated', 'sign in first', { details: { fault: 'signed_out' } })
      return person
    },
    client: async (event, token, org, scope) => {
      const { membership: me, scopes } = await people.whoseToken(token)
      persons.take(me.userId)
      if (String(me.orgId) !== org) throw new AppError('not_found', 'there is nothing at this address')
      if (!scopes.includes(scope)) throw new AppError('forbidden', `this needs a token with the scope ${scope}`)
      const visitor = toVisitor(event, nodeRequestOf(event))
      return { ...visitor, userId: me.userId, signInId: '', orgId: me.orgId, me }
    },
    member: async (_, person, org) => {
      const orgId = /^[1-9]\d{0,14}$/.test(org) ? Number(org) : 0
      const me = orgId === 0 ? undefined : await people.findMembership(orgId, person.userId)
      if (!me) throw new AppError('not_found', 'there is nothing at this address')
      return { ...person, orgId, me }
    },
  }
}
