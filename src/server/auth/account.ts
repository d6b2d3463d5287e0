import { AppError } from '../../core/errors.ts'
import { type Account, findAccountOf, passwordWrite } from '../store/accounts.ts'
import { endOneTimeWrite } from '../store/one-time.ts'
import { endSignInsWrite } from '../store/sign-ins.ts'
import { removeTotp, replaceRecoveryCodes } from '../store/totps.ts'
import type { Doorway, Visitor } from './doorway.ts'
import { tellOfNewPassword } from './links.ts'
import { checkPassword } from './password-rules.ts'
import { confirmCodes, hashRecoveryCode, type NewTotp, newRecoveryCodes, proposeCodes } from './totp.ts'

/** Somebody who is signed in, at the browser they do it from. */
export interface Self extends Visitor {
  readonly userId: string
  readonly signInId: string
}

/**
 * Lets only somebody change what opens the door who shows the password again: a browser left open is not enough.
 * @throws AppError `forbidden`, `too_many_requests`; `conflict` for who has no password
 */
export async function proveAgain(doorway: Doorway, self: Self, password: string): Promise<Account & { email: string }> {
  const { store, passwords, delays } = doorway
  const account = await findAccountOf(store, self.userId)
  if (!account || account.passwordHash === null)
    throw new AppError('conflict', 'there is no password yet; choose one on your account, under ways to sign in')
  delays.begin(account.email, self.address)
  if (!(await passwords.verify(account.passwordHash, password)))
    throw new AppError('forbidden', 'this is not the present password', { at: 'current' })
  delays.succeeded(account.email, self.address)
  return account
}

/** The same for what ends an account: who has no password has come by another way, and is asked for none. */
export async function proveIfAsked(doorway: Doorway, self: Self, password: string | undefined): Promise<void> {
  const account = await findAccountOf(doorway.store, self.userId)
  if (!account || account.passwordHash === null) return
  if (password === undefined) throw new AppError('invalid', 'show the present password', { at: 'current' })
  await proveAgain(doorway, self, password)
}

/** Another password; every other sign-in ends. @throws AppError `forbidden`, `password_weak` */
export async function changePassword(
  doorway: Doorway,
  self: Self,
  given: { readonly current: string; readonly password: string },
): Promise<void> {
  const { store, passwords, now } = doorway
  const { email, user } = await proveAgain(doorway, self, given.current)
  await checkPassword(given.password, [email, user.name])
  const hash = await passwords.hash(given.password)
  await store.batch((db) => [
    passwordWrite(store, db, self.userId, hash, now()),
    endSignInsWrite(store, db, self.userId, self.signInId),
    endOneTimeWrite(store, db, self.userId),
  ])
  tellOfNewPassword(doorway, self.userId)
}

/** @throws AppError `forbidden`, `conflict` */
export async function beginTotp(doorway: Doorway, self: Self, current: string): Promise<NewTotp> {
  const { email } = await proveAgain(doorway, self, current)
  return proposeCodes(doorway, self.userId, email)
}

/** @throws AppError `invalid`, `too_many_requests` */
export async function finishTotp(doorway: Doorway, self: Self, code: string): Promise<string[]> {
  const guessed = `code ${self.userId}`
  doorway.delays.begin(guessed, self.address)
  const codes = await confirmCodes(doorway, self.userId, code)
  doorway.delays.succeeded(guessed, self.address)
  return codes
}

/** @throws AppError `forbidden`, `conflict` */
export async function endTotp(doorway: Doorway, self: Self, current: string): Promise<void> {
  await proveAgain(doorway, self, current)
  await removeTotp(doorway.store, self.userId)
}

/** Other recovery codes; the earlier ones stop working. @throws AppError `forbidden`, `conflict` */
export async function renewRecoveryCodes(doorway: Doorway, self: Self, current: string): Promise<string[]> {
  const { hasTotp } = await proveAgain(doorway, self, current)
  if (!hasTotp) throw new AppError('conflict', 'no codes are asked for; set them up first')
  const codes = newRecoveryCodes()
  await replaceRecoveryCodes(doorway.store, self.userId, codes.map(hashRecoveryCode))
  return codes
}
