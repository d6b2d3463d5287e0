import { AppError } from '../../core/errors.ts'
import { findAccountOf } from '../store/accounts.ts'
import { hasMemberOfAddress } from '../store/members.ts'
import type { Store } from '../store/store.ts'

/**
 * Refuses an invitation of who is here already. Whoever invites is told only what they may know: the addresses that people of their own
 * organisation have shown to be theirs, and their own, shown or not. One that another merely claims is invited like any other, so that
 * its true holder can come in by it.
 * @param email folded
 * @throws AppError `conflict` with the fault `member`
 */
export async function refuseMember(
  store: Store,
  { orgId, email, invitedBy }: { readonly orgId: number; readonly email: string; readonly invitedBy: string },
): Promise<void> {
  const isOwn = (await findAccountOf(store, invitedBy))?.email === email
  if (!isOwn && !(await hasMemberOfAddress(store, orgId, email))) return
  throw new AppError('conflict', 'this address belongs to somebody who is here already', {
    at: 'email',
    details: { fault: 'member' },
  })
}
