import { foldAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { minuteMs } from '../../core/time.ts'
import { findAccount, passwordWrite } from '../store/accounts.ts'
import { addOneTime, batchOnce, countAnswer, getOneTime } from '../store/one-time.ts'
import { signInWrites } from '../store/sign-ins.ts'
import type { Doorway, Visitor } from './doorway.ts'
import { newSecret } from './secrets.ts'
import { newSignIn, openSignIn } from './sign-ins.ts'
import { takeAnyCode } from './totp.ts'

/** What came of a right password: the secret for the browser, or one with which the code is to be shown. */
export type Opened =
  | { readonly state: 'signed_in'; readonly secret: string }
  | { readonly state: 'second_factor'; readonly token: string }

/** How long the code may take. */
const codeMs = 5 * minuteMs
const mostCodes = 5

/**
 * Signs in by address and password. Whoever is not known here, has no password or shows a wrong one goes the same way to the
 * same answer: one query, one hash, one refusal.
 * @throws AppError `unauthenticated`, `too_many_requests`, `too_busy`
 */
export async function signInByPassword(
  doorway: Doorway,
  typed: { readonly email: string; readonly password: string },
  visitor: Visitor,
): Promise<Opened> {
  const { store, passwords, delays, now } = doorway
  const email = toKnownForm(typed.email)
  delays.begin(email, visitor.address)
  const account = await findAccount(store, email)
  const fits = await passwords.verify(account?.passwordHash, typed.password)
  if (!fits || !account)
    throw new AppError('unauthenticated', 'address and password do not fit; a new password comes by mail')
  delays.succeeded(email, visitor.address)
  await renewHash(doorway, account, typed.password)
  return openFor(doorway, account.user.id, account.hasTotp, visitor, now())
}

/** Somebody who has shown who they are comes in, or is asked for a code first. */
export async function openFor(
  { store }: Pick<Doorway, 'store'>,
  userId: string,
  hasTotp: boolean,
  visitor: Visitor,
  now: number,
  method = 'password',
): Promise<Opened> {
  if (!hasTotp) return { state: 'signed_in', secret: await openSignIn(store, userId, method, visitor, now) }
  const secret = newSecret()
  await addOneTime(store, { secret, purpose: 'second_factor', userId, about: method, expiresAt: now + codeMs })
  return { state: 'second_factor', token: secret }
}

/**
 * The second step: a code of the app, or a recovery code.
 * @returns the secret for the browser
 * @throws AppError `unauthenticated`, `too_many_requests`; `link_dead` if the first step is too long ago
 */
export async function signInByCode(
  doorway: Doorway,
  { token, code }: { readonly token: string; readonly code: string },
  visitor: Visitor,
): Promise<string> {
  const { store, delays, now } = doorway
  const { userId, about } = await getOneTime(store, 'second_factor', token, now())
  const guessed = `code ${userId}`
  delays.begin(guessed, visitor.address)
  const right = (await countAnswer(store, token, mostCodes)) && (await takeAnyCode(doorway, userId, code))
  if (!right) throw new AppError('unauthenticated', 'this code is not right or was used already; wait for the next one')
  delays.succeeded(guessed, visitor.address)
  const signIn = newSignIn(userId, about ?? 'password', visitor, now())
  await batchOnce(store, token, (db) => signInWrites(store, db, signIn))
  return signIn.secret
}

/** What is no address is nobody's, and is answered like any other. */
function toKnownForm(email: string): string {
  try {
    return foldAddress(email)
  } catch {
    return ''
  }
}

/** A hash made at another cost is made anew, now that the password is here. */
async function renewHash(
  { store, passwords, now }: Doorway,
  { user, passwordHash }: { user: { id: string }; passwordHash: string | null },
  password: string,
): Promise<void> {
  if (passwordHash === null || !(await passwords.isStale(passwordHash))) return
  const hash = await passwords.hash(password)
  await store.batch((db) => [passwordWrite(store, db, user.id, hash, now())])
}
