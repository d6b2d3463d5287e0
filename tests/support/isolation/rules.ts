import {
  isAtLeast,
  isRole,
  type Membership,
  may,
  mayGive,
  type PersonAction,
  type Role,
} from '../../../src/core/access.ts'
import type { ApiRole, ApiScope } from '../../../src/core/api-clients.ts'
import type { Described } from '../../../src/protocol/api.ts'
import { personalOrg } from '../../../src/server/store/people.ts'

/** What a caller is, as far as access goes. */
export type Who =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'device'; readonly orgId: number }
  | { readonly kind: 'person'; readonly userId: string; readonly roles: ReadonlyMap<number, Role> }
  | { readonly kind: 'program'; readonly orgId: number; readonly role: ApiRole; readonly scopes: readonly ApiScope[] }

/** `in`: whatever comes now is about what was asked, not about who asks. */
export type Verdict = 'in' | 401 | 403 | 404

type Asked = Pick<Described, 'id' | 'method' | 'path' | 'access' | 'people'>

/** What a caller is to be told, by what the endpoint says of its access. */
export function judge(asked: Asked, who: Who, orgId: number): Verdict {
  const { access } = asked
  if (access === 'public') return 'in'
  if (access === 'device') return who.kind === 'device' ? 'in' : 401
  if (who.kind === 'person') return judgePerson(asked, who.roles, orgId)
  return who.kind === 'program' ? judgeProgram(asked, who, orgId) : 401
}

function judgePerson({ id, access }: Asked, roles: ReadonlyMap<number, Role>, orgId: number): Verdict {
  const role = roles.get(orgId)
  // Only who runs the server makes organisations.
  if (!isRole(access)) return id !== 'createOrg' || roles.get(personalOrg) === 'owner' ? 'in' : 403
  if (role === undefined) return 404
  return isAtLeast(role, access) ? 'in' : 403
}

type Program = Extract<Who, { kind: 'program' }>

function judgeProgram(asked: Asked, { orgId: own, scopes, role }: Program, orgId: number): Verdict {
  const { access, method, path, people } = asked
  if (!isRole(access) || own !== orgId) return 404
  const isRead = method === 'GET'
  if (!scopes.includes(isRead ? 'read' : 'write') || (access === 'member' && !isRead) || people) return 403
  // It is nobody of the organisation.
  if (path.includes('/me/')) return 404
  return isAtLeast(role, access) ? 'in' : 403
}

/** What endpoints about one person do with them. */
const actions: Readonly<Record<string, PersonAction>> = {
  changeRole: 'change_role',
  addFleetToken: 'see_profile',
  endMembership: 'end_membership',
  memberReport: 'see_detail',
  memberOverview: 'see_detail',
  memberCalendar: 'see_detail',
  memberDay: 'see_detail',
  memberApp: 'see_detail',
  memberApps: 'see_detail',
  memberComparison: 'see_detail',
  memberExport: 'export_data',
  memberErasures: 'erase_data',
  eraseMember: 'erase_data',
  archivedReport: 'see_detail',
  reportFile: 'see_detail',
  // Mailed by that person alone.
  sendReport: 'change_consent',
  resendMail: 'change_consent',
}

/** The same where it is about something that really is in the organisation: `target` where that is a person. */
export function judgeTarget(asked: Asked, who: Who, orgId: number, target: Membership | undefined): Verdict {
  const first = judge(asked, who, orgId)
  const me = membershipOf(who, orgId)
  if (first !== 'in' || !me) return first
  // Computers of a fleet are let in by admins.
  if (!target) return isAtLeast(me.role, 'admin') ? 'in' : 403
  const action = actions[asked.id]
  if (!action) throw new Error(`which action is ${asked.id}? say so in tests/support/isolation/rules.ts`)
  if (!may(me, 'see_profile', target)) return 404
  return may(me, action, target) && (action !== 'change_role' || mayGive(me, 'member')) ? 'in' : 403
}

/** The same of what only admins know to be there. */
export function judgeHidden(asked: Asked, who: Who, orgId: number): Verdict {
  const first = judge(asked, who, orgId)
  const me = membershipOf(who, orgId)
  return first === 'in' && me && !isAtLeast(me.role, 'admin') ? 404 : first
}

function membershipOf(who: Who, orgId: number): Membership | undefined {
  if (who.kind === 'person') {
    const role = who.roles.get(orgId)
    return role && { orgId, userId: who.userId, role, shares: false }
  }
  return who.kind === 'program' ? { orgId, userId: 'program', role: who.role, shares: false } : undefined
}
