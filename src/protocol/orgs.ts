import * as z from 'zod'
import { retention } from './data-fields.ts'
import { endpoint } from './endpoint.ts'
import { done, email, id, link, locale, name, nothing, password, role, zone } from './fields.ts'
import { opened } from './session.ts'

export const org = endpoint({
  says: 'An organisation, and what the caller is there.',
  method: 'GET',
  path: '/api/v1/orgs/:org',
  access: 'member',
  input: nothing,
  output: z.object({
    id: z.int(),
    name: z.string(),
    role,
    shares: z.boolean(),
    demo: z.boolean(),
    /** One person's own: nobody else is in it, and no computer in it is anybody else's. */
    personal: z.boolean(),
    /** Of weeks on screens and in reports: 1 is Monday, 7 Sunday. */
    weekStart: z.union([z.literal(1), z.literal(7)]),
    /** After this long it is removed; reports stay until somebody erases them. */
    retention,
  }),
})

/** For owners of the first organisation, who run the server; the caller owns the new one. */
export const createOrg = endpoint({
  says: 'Makes an organisation that the caller owns.',
  method: 'POST',
  path: '/api/v1/orgs',
  access: 'person',
  input: z.strictObject({ name }),
  output: z.object({ id: z.int(), name: z.string() }),
})

export const renameOrg = endpoint({
  says: 'Renames the organisation.',
  method: 'PATCH',
  path: '/api/v1/orgs/:org',
  access: 'owner',
  input: z.strictObject({ name }),
  output: done,
})

/** Those that the caller may see: a member sees themself. */
export const members = endpoint({
  says: 'The people of the organisation that the caller may see.',
  method: 'GET',
  path: '/api/v1/orgs/:org/members',
  access: 'member',
  input: nothing,
  output: z.object({
    members: z.array(
      z.object({ id: z.string(), name: z.string(), email: z.string().nullable(), role, shares: z.boolean() }),
    ),
  }),
})

export const changeRole = endpoint({
  says: 'Changes what somebody is there.',
  method: 'PATCH',
  path: '/api/v1/orgs/:org/members/:member',
  access: 'admin',
  input: z.strictObject({ member: id, role }),
  output: done,
})

/** Removes somebody; or oneself, which is leaving. */
export const endMembership = endpoint({
  says: 'Removes somebody, or oneself.',
  method: 'DELETE',
  path: '/api/v1/orgs/:org/members/:member',
  access: 'member',
  input: z.strictObject({ member: id }),
  output: done,
})

/** Whether managers see the caller's own figures. */
export const changeSharing = endpoint({
  says: 'Whether managers see the caller’s own figures.',
  method: 'PATCH',
  path: '/api/v1/orgs/:org/sharing',
  access: 'member',
  input: z.strictObject({ shares: z.boolean() }),
  output: done,
})

const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role,
  createdAt: z.int(),
  expiresAt: z.int(),
})

export const invitations = endpoint({
  says: 'Invitations that were not taken up yet.',
  method: 'GET',
  path: '/api/v1/orgs/:org/invitations',
  access: 'admin',
  input: nothing,
  output: z.object({ invitations: z.array(invitation) }),
})

/**
 * Mails a link that works once, for seven days. In the first organisation of a server whoever invites is told a link too, now and never
 * again, to hand over where mails do not leave; it is the same invitation, but shows no address to be anybody's. Others are told none: it
 * would say who has an account here.
 */
export const invite = endpoint({
  says: 'Mails an invitation that works once, for seven days.',
  method: 'POST',
  path: '/api/v1/orgs/:org/invitations',
  access: 'admin',
  input: z.strictObject({ email, role }),
  output: invitation.extend({ link: z.string().nullable() }),
})

export const revokeInvitation = endpoint({
  says: 'Takes an invitation back.',
  method: 'DELETE',
  path: '/api/v1/orgs/:org/invitations/:id',
  access: 'admin',
  input: z.strictObject({ id }),
  output: done,
})

/** What an invitation says; it can still be taken afterwards. */
export const readInvitation = endpoint({
  says: 'What an invitation says; it can still be taken up.',
  method: 'POST',
  path: '/api/v1/invitations/read',
  access: 'public',
  input: z.strictObject({ token: link }),
  output: z.object({ organisation: z.string(), role, email: z.string(), known: z.boolean(), claimed: z.boolean() }),
})

/** Somebody new joins, and is signed in. */
export const joinAsNew = endpoint({
  says: 'Somebody new takes an invitation up, and is signed in.',
  method: 'POST',
  path: '/api/v1/invitations/join',
  access: 'public',
  input: z.strictObject({ token: link, name, password, locale, zone }),
  output: opened,
})
