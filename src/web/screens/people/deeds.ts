import { type Membership, may } from '../../../core/access.ts'
import type { PersonRow } from './rows.ts'

/** What can be done about one person; `do` of the address. */
export const deeds = ['look', 'role', 'hand-over', 'remove', 'erase', 'revoke'] as const
export type Deed = (typeof deeds)[number]

/** What whoever looks may do about somebody here, as the server decides it. */
export function deedsFor(caller: Membership, { member, invitation }: PersonRow, isLastOwner: boolean): Deed[] {
  if (invitation) return ['revoke']
  if (!member) return []
  const about = { orgId: caller.orgId, userId: member.id, role: member.role, shares: member.shares }
  const isSelf = member.id === caller.userId
  const allowed: Readonly<Record<Deed, boolean>> = {
    look: !isSelf && may(caller, 'see_detail', about),
    role: may(caller, 'change_role', about) && !(isSelf && isLastOwner),
    'hand-over': !isSelf && caller.role === 'owner',
    remove: !isSelf && may(caller, 'end_membership', about),
    erase: !isSelf && may(caller, 'erase_data', about),
    revoke: false,
  }
  return deeds.filter((deed) => allowed[deed])
}
