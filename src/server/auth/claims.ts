import { AppError } from '../../core/errors.ts'
import { findAccount } from '../store/accounts.ts'
import { findOrgsOf } from '../store/members.ts'
import { getUser, personalOrg } from '../store/people.ts'
import { isUniqueViolation } from '../store/sql.ts'
import type { Store } from '../store/store.ts'
import type { Doorway } from './doorway.ts'

/**
 * Takes an address that somebody has typed, and nobody has shown to be theirs yet. Who runs the server has it at once where it is free: there
 * may be no mail server to prove anything by. Anybody else has it when the link is opened that is mailed to it, and hears the same
 * whether the address is known here or not.
 * @param work given whether the address is claimed with what it writes
 * @throws AppError `conflict` for who runs the server, if somebody else has shown the address to be theirs
 */
export async function claim(
  store: Store,
  { email, userId }: { readonly email: string; readonly userId: string },
  work: (claims: boolean) => Promise<void>,
): Promise<void> {
  if (!(await runsServer(store, userId))) return work(false)
  try {
    await work(true)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const held = await findAccount(store, email)
    if (held && held.verifiedAt !== null)
      throw new AppError('conflict', 'somebody signs in by this address already; take another', { at: 'email' })
    await work(false)
  }
}

const runsServer = async (store: Store, userId: string): Promise<boolean> =>
  (await findOrgsOf(store, userId)).some(({ orgId, role }) => orgId === personalOrg && role === 'owner')

/** Does what proves an address to be somebody's, and leaves a line in the log where the claim of another person ended by it. */
export async function proving<T>(
  { store, log }: Doorway,
  email: string,
  userId: string,
  work: () => Promise<T>,
): Promise<T> {
  const held = await findAccount(store, email)
  const done = await work()
  if (held && held.verifiedAt === null && held.user.id !== userId)
    log.warn({ user: held.user.id, by: userId }, 'an address was proven by another person than the one who claimed it')
  return done
}

/**
 * The name of the person who takes an address from another that has claimed it, by showing to read it; undefined where nobody loses any. Only
 * who reads that mailbox is to hear it: they may be the one who loses it, and somebody else may have had the mail sent.
 */
export async function findTaker(store: Store, email: string, userId: string): Promise<string | undefined> {
  const held = await findAccount(store, email)
  if (!held || held.verifiedAt !== null || held.user.id === userId) return undefined
  return (await getUser(store, userId)).name
}
