import { may, mayGive } from '../../core/access.ts'
import { AppError } from '../../core/errors.ts'
import { readName } from '../../core/typed-name.ts'
import { usualWeekStart } from '../../core/week-start.ts'
import type { Retention } from '../../protocol/data-fields.ts'
import * as protocol from '../../protocol/orgs.ts'
import type { Doorway } from '../auth/doorway.ts'
import { inviteByMail } from '../auth/invite.ts'
import { joinAsNew, readInvitation } from '../auth/joining.ts'
import type { Guard } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { findInvitations, type Invitation, revokeInvitation } from '../store/invitations.ts'
import {
  changeRole,
  changeSharing,
  findMembership,
  findMembersOf,
  getMember,
  type Member,
  removeMember,
} from '../store/members.ts'
import { createOrg, isPersonal, renameOrg } from '../store/orgs.ts'
import { getOrg, personalOrg } from '../store/people.ts'
import { readReportSettings } from '../store/report-settings.ts'
import { programs } from './opening.ts'

const done = { done: true } as const

/** Organisations, who is in them, and who is invited. */
export const orgRoutes = (doorway: Doorway, guard: Guard, retention: Retention): Route[] => [
  ...ownRoutes(doorway, guard, retention),
  ...memberRoutes(doorway, guard),
  ...invitationRoutes(doorway, guard),
]

const ownRoutes = ({ store, now }: Doorway, guard: Guard, retention: Retention): Route[] => [
  personRoute(guard, protocol.createOrg, async ({ name }, { userId }) => {
    const first = await findMembership(store, personalOrg, userId)
    if (first?.role !== 'owner') throw new AppError('forbidden', 'only who runs the server makes organisations')
    const plain = readName(name)
    return { id: await createOrg(store, plain, userId, now()), name: plain }
  }),
  personRoute(guard, protocol.org, async (_, { orgId, me, userId }) => {
    const { name, demo } = await getOrg(store, orgId)
    const personal = await isPersonal(store, orgId, userId)
    const { titlesMs, factsMs, daysMs, accessMs } = retention
    const weekStart = (await readReportSettings(store, orgId)).weekStart ?? usualWeekStart
    return {
      ...{ id: orgId, name, role: me.role, shares: me.shares, demo: demo === 1, personal, weekStart },
      retention: { titlesMs, factsMs, daysMs, accessMs },
    }
  }),
  personRoute(guard, protocol.renameOrg, async ({ name }, { orgId }) => {
    await renameOrg(store, orgId, readName(name))
    return done
  }),
  personRoute(guard, protocol.changeSharing, async ({ shares }, { orgId, userId }) => {
    await changeSharing(store, orgId, userId, shares)
    return done
  }),
]

const memberRoutes = ({ store }: Doorway, guard: Guard): Route[] => [
  personRoute(guard, protocol.members, async (_, { orgId, me }) => {
    const all = await findMembersOf(store, orgId)
    return { members: all.filter((one) => may(me, 'see_profile', one)).map(toShown) }
  }),
  personRoute(guard, protocol.changeRole, async ({ member, role }, { orgId, me }) => {
    const about = await getMember(store, orgId, member)
    if (!may(me, 'change_role', about) || !mayGive(me, role))
      throw new AppError('forbidden', 'only an owner changes what owners and admins are')
    await changeRole(store, about, role)
    return done
  }),
  personRoute(guard, protocol.endMembership, async ({ member }, { orgId, me }) => {
    const about = await getMember(store, orgId, member)
    // Whom one may not even see is nobody.
    if (!may(me, 'see_profile', about))
      throw new AppError('not_found', 'there is nobody of this id in this organisation')
    if (!may(me, 'end_membership', about)) throw new AppError('forbidden', 'you may not remove this person')
    await removeMember(store, about)
    return done
  }),
]

const toShown = ({ userId, user, role, shares }: Member) => ({
  ...{ id: userId, name: user.name, email: user.email },
  ...{ role, shares },
})

const invitationRoutes = (doorway: Doorway, guard: Guard): Route[] => [
  personRoute(guard, protocol.invitations, async (_, { orgId }) => ({
    invitations: (await findInvitations(doorway.store, orgId, doorway.now())).map(toShownInvitation),
  })),
  personRoute(guard, protocol.invite, async ({ email, role }, { orgId, me, userId }) => {
    if (!mayGive(me, role)) throw new AppError('forbidden', 'only an owner invites owners and admins', { at: 'role' })
    const { demo } = await getOrg(doorway.store, orgId)
    if (demo === 1) throw new AppError('forbidden', 'everybody here is made up; nobody real joins them')
    // A program would hold a way in that outlives it.
    const byHand = orgId === personalOrg && !userId.startsWith(programs)
    const invited = await inviteByMail(doorway, { orgId, email, role, invitedBy: userId, byHand })
    return { ...toShownInvitation(invited), link: invited.link }
  }),
  personRoute(guard, protocol.revokeInvitation, async ({ id }, { orgId }) => {
    if (!(await revokeInvitation(doorway.store, orgId, id)))
      throw new AppError('not_found', 'there is no invitation of this id in this organisation')
    return done
  }),
  personRoute(guard, protocol.readInvitation, ({ token }) => readInvitation(doorway, token)),
  personRoute(guard, protocol.joinAsNew, async (given, caller) => {
    caller.remember(await joinAsNew(doorway, given, caller))
    return { state: 'signed_in' } as const
  }),
]

const toShownInvitation = ({ id, email, role, createdAt, expiresAt }: Invitation) => ({
  ...{ id, email, role, createdAt, expiresAt },
})
