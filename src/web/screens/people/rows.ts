import type { Role } from '../../../core/access.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import type { devices } from '../../../protocol/devices.ts'
import type { invitations, members } from '../../../protocol/orgs.ts'

export type OrgMember = OutputOf<typeof members>['members'][number]
export type OrgDevice = OutputOf<typeof devices>['devices'][number]
export type OrgInvitation = OutputOf<typeof invitations>['invitations'][number]

export const personStates = ['reporting', 'silent', 'none', 'invited'] as const
export type PersonState = (typeof personStates)[number]

/** Somebody of the organisation, or who is asked to join it. */
export interface PersonRow {
  /** Of the person, or of the invitation. */
  readonly id: string
  /** Empty of who is only invited. */
  readonly name: string
  readonly email: string | null
  readonly role: Role
  readonly state: PersonState
  /** Those that may still send. */
  readonly computers: readonly OrgDevice[]
  readonly lastSeenAt: number | null
  readonly member: OrgMember | undefined
  readonly invitation: OrgInvitation | undefined
}

/** Members with their computers, then who is invited. */
export function toPeople(
  members: readonly OrgMember[],
  devices: readonly OrgDevice[],
  invitations: readonly OrgInvitation[],
): PersonRow[] {
  const byUser = new Map<string, OrgDevice[]>()
  for (const device of devices)
    if (device.state !== 'revoked') byUser.set(device.userId, [...(byUser.get(device.userId) ?? []), device])
  return [
    ...members.map((member): PersonRow => {
      const computers = byUser.get(member.id) ?? []
      const seen = computers.flatMap(({ lastSeenAt }) => lastSeenAt ?? [])
      const reporting = computers.some(({ state }) => state === 'reporting')
      return {
        ...{ id: member.id, name: member.name, email: member.email, role: member.role },
        state: computers.length === 0 ? 'none' : reporting ? 'reporting' : 'silent',
        ...{ computers, lastSeenAt: seen.length > 0 ? Math.max(...seen) : null, member, invitation: undefined },
      }
    }),
    ...invitations.map((invitation): PersonRow => {
      const { id, email, role } = invitation
      return {
        ...{ id, name: '', email, role, state: 'invited', computers: [], lastSeenAt: null },
        ...{ member: undefined, invitation },
      }
    }),
  ]
}
