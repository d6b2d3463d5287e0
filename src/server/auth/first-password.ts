import { foldAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { youngSignInMs } from '../../protocol/me.ts'
import { byEmail, findAccountOf, identityWrite, passwordWrite } from '../store/accounts.ts'
import { endOneTimeWrite } from '../store/one-time.ts'
import { getUser } from '../store/people.ts'
import { endSignInsWrite, findSignInsOf } from '../store/sign-ins.ts'
import { isUniqueViolation } from '../store/sql.ts'
import type { Self } from './account.ts'
import type { Doorway } from './doorway.ts'
import { askToVerify } from './links.ts'
import { checkPassword } from './password-rules.ts'
import { signInAge } from './sign-ins.ts'

/**
 * The first password of who came in by a link of the terminal or through a provider, and the address they sign in by if they have none.
 * There is no password to show, so the sign-in has to be of a moment ago: a browser left open is not enough. Every other sign-in ends.
 * @throws AppError `conflict` for who has a password, whose sign-in is old (`fault` `old_sign_in`), or whose address is somebody else’s
 */
export async function chooseFirstPassword(
  doorway: Doorway,
  self: Self,
  given: { readonly email?: string | undefined; readonly password: string },
): Promise<void> {
  const { store, passwords, now } = doorway
  const account = await findAccountOf(store, self.userId)
  if (account && account.passwordHash !== null)
    throw new AppError('conflict', 'there is a password already; show it to choose another')
  await checkYoung(doorway, self)
  const { name } = await getUser(store, self.userId)
  const email = account?.email ?? toAddress(given.email)
  await checkPassword(given.password, [email, name])
  const hash = await passwords.hash(given.password)
  const at = now()
  const identity = { issuer: byEmail, subject: email, userId: self.userId, verifiedAt: null, now: at }
  try {
    await store.batch((db) => [
      ...(account ? [] : [identityWrite(store, db, identity)]),
      passwordWrite(store, db, self.userId, hash, at),
      endSignInsWrite(store, db, self.userId, self.signInId),
      endOneTimeWrite(store, db, self.userId),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', 'somebody signs in by this address already; take another', { at: 'email' })
  }
  askToVerify(doorway, self.userId)
}

function toAddress(email: string | undefined): string {
  if (email === undefined) throw new AppError('invalid', 'say by which address you sign in', { at: 'email' })
  return foldAddress(email)
}

async function checkYoung({ store, now }: Doorway, { userId, signInId }: Self): Promise<void> {
  const signIn = (await findSignInsOf(store, userId, signInAge, now())).find(({ id }) => id === signInId)
  if (signIn && now() - signIn.createdAt < youngSignInMs) return
  throw new AppError('conflict', 'this sign-in is too old for that: sign in again, then choose a password', {
    details: { fault: 'old_sign_in' },
  })
}
