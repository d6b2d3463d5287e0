import { may, type PersonAction } from '../../core/access.ts'
import { AppError } from '../../core/errors.ts'
import type { MemberCaller } from '../http/guard.ts'
import { type AccessKind, noteAccesses } from '../store/access-log.ts'
import { noteLook } from '../store/access-looks.ts'
import { findApiClient } from '../store/api-clients.ts'
import { getMember, type Member } from '../store/members.ts'
import { getUser } from '../store/people.ts'
import type { Store } from '../store/store.ts'

/** Of what somebody calls, what it is and why. */
export interface Opening {
  readonly what: AccessKind
  readonly reason?: string
  readonly now: number
}

/** The caller as a person of the organisation. @throws AppError `not_found` for a program, which is nobody of it */
export const getSelf = (store: Store, { orgId, userId }: MemberCaller): Promise<Member> =>
  getMember(store, orgId, userId)

/**
 * The person that somebody may do something about.
 * @throws AppError `not_found` for whom the caller may not even see, `forbidden`
 */
export async function getAllowed(store: Store, caller: MemberCaller, member: string, action: PersonAction) {
  const about = await getMember(store, caller.orgId, member)
  if (!may(caller.me, 'see_profile', about))
    throw new AppError('not_found', 'there is nobody of this id in this organisation')
  if (!may(caller.me, action, about)) throw new AppError('forbidden', 'you may not do this with what is this person’s')
  return about
}

/** Notes that somebody opens another's data, before anything of it is read; of one's own nothing is noted. */
export const noteOpening = (store: Store, caller: MemberCaller, about: string, opening: Opening): Promise<void> =>
  noteOpenings(store, caller, [about], opening)

/** The same of figures that are looked at, which screens ask for again and again: what is one look is noted once. */
export async function noteLooking(store: Store, caller: MemberCaller, about: string, opening: Opening): Promise<void> {
  const { orgId, userId: actor } = caller
  if (about === actor) return
  const { now: at, ...seen } = opening
  await noteLook(store, { orgId, actor, actorName: await nameOf(store, actor), about, ...seen, at })
}

/** The same as `noteOpening` of several people at once. */
export async function noteOpenings(
  store: Store,
  caller: MemberCaller,
  people: readonly string[],
  opening: Opening,
): Promise<void> {
  const others = people.filter((about) => about !== caller.userId)
  if (others.length > 0) await note(store, caller, others, opening)
}

/** Notes what is about nobody. */
export const noteForAll = (store: Store, caller: MemberCaller, opening: Opening): Promise<void> =>
  note(store, caller, [null], opening)

async function note(store: Store, caller: MemberCaller, all: readonly (string | null)[], opening: Opening) {
  const { orgId, userId: actor } = caller
  const { what, reason, now: at } = opening
  const actorName = await nameOf(store, actor)
  await noteAccesses(
    store,
    all.map((about) => ({ orgId, actor, actorName, about, what, reason, at })),
  )
}

/** How the id of a program begins, which is nobody of the organisation. */
export const programs = 'client:'

async function nameOf(store: Store, actor: string): Promise<string> {
  if (!actor.startsWith(programs)) return (await getUser(store, actor)).name
  return (await findApiClient(store, actor.slice(programs.length)))?.name ?? actor
}
