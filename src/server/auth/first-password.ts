import { foldAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { youngSignInMs } from '../../protocol/me.ts'
import { byEmail, findAccountOf, identityWrite, passwordWrite } from '../store/accounts.ts'
import { findPasswordHash } from '../store/claims.ts'
import { endOneTimeWrite } from '../store/one-time.ts'
import { getUser } from '../store/people.ts'
import { endSignInsWrite, findSignInsOf } from '../store/sign-ins.ts'
import type { Self } from './account.ts'
import { claim } from './claims.ts'
import type { Doorway } from './doorway.ts'
import { askToVerify, isJustAsked } from './links.ts'
import { checkPassword } from './password-rules.ts'
import { signInAge } from './sign-ins.ts'

/** All links of somebody that let in; not those that show an address to be theirs. */
const letIn = ['set_up', 'sign_in', 'reset', 'second_factor'] as const

/**
 * The first password of who came in by a link of the terminal or through a provider, and the address they sign in by if they have none.
 * There is no password to show, so the sign-in has to be of a moment ago: a browser left open is not enough. Whoever has lost their address,
 * because somebody else has shown it to be theirs, may show the password that they signed in with instead. Every other sign-in ends.
 * @throws AppError `conflict` for who has a password, whose sign-in is old (`fault` `old_sign_in`), or whose address is somebody else’s; `forbidden`
 *   for another password than the one kept; `too_many_requests` for who named an address a moment ago
 */
export async function chooseFirstPassword(
  doorway: Doorway,
  self: Self,
  given: { readonly email?: string | undefined; readonly password: string; readonly current?: string | undefined },
): Promise<void> {
  const { store, passwords, now } = doorway
  const account = await findAccountOf(store, self.userId)
  if (account && account.passwordHash !== null)
    throw new AppError('conflict', 'there is a password already; show it to choose another')
  if (given.current === undefined) await checkYoung(doorway, self)
  else await checkKept(doorway, self, given.current)
  if (!account && (await isJustAsked(doorway, self.userId)))
    throw new AppError('too_many_requests', 'a mail is on its way already; try again in a minute')
  const { name } = await getUser(store, self.userId)
  const email = account?.email ?? toAddress(given.email)
  await checkPassword(given.password, [email, name])
  const hash = await passwords.hash(given.password)
  const at = now()
  const identity = { issuer: byEmail, subject: email, userId: self.userId, verifiedAt: null, now: at }
  const write = (claims: boolean) =>
    store.batch((db) => [
      ...(claims ? [identityWrite(store, db, identity)] : []),
      passwordWrite(store, db, self.userId, hash, at),
      endSignInsWrite(store, db, self.userId, self.signInId),
      ...letIn.map((purpose) => endOneTimeWrite(store, db, self.userId, purpose)),
    ])
  await (account ? write(false) : claim(store, { email, userId: self.userId }, write))
  askToVerify(doorway, self.userId, email)
}

/** The password of who has no address to sign in by with it. */
async function checkKept({ store, passwords, delays }: Doorway, self: Self, current: string): Promise<void> {
  const hash = await findPasswordHash(store, self.userId)
  const guessed = `password ${self.userId}`
  delays.begin(guessed, self.address)
  if (!(await passwords.verify(hash, current)))
    throw new AppError('forbidden', 'this is not the present password', { at: 'current' })
  delays.succeeded(guessed, self.address)
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
