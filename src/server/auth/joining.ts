import type { Role } from '../../core/access.ts'
import { AppError } from '../../core/errors.ts'
import type { Locale } from '../../core/texts/language.ts'
import { readName } from '../../core/typed-name.ts'
import { byEmail, findAccount, findAccountOf, identityWrite, passwordWrite } from '../store/accounts.ts'
import { endClaimWrites, provenWrites } from '../store/claims.ts'
import { findInvitation, type Invitation, takeInvitationWrite } from '../store/invitations.ts'
import { memberWrite } from '../store/members.ts'
import { deadLink } from '../store/one-time.ts'
import { newUser } from '../store/orgs.ts'
import { findOwner, getOrg } from '../store/people.ts'
import { signInWrites } from '../store/sign-ins.ts'
import { isUniqueViolation } from '../store/sql.ts'
import type { Db, Store, Write } from '../store/store.ts'
import { proving } from './claims.ts'
import type { Doorway, Visitor } from './doorway.ts'
import { hashesOf, isHanded } from './handed-links.ts'
import { askToVerify } from './links.ts'
import { checkPassword } from './password-rules.ts'
import { newSignIn } from './sign-ins.ts'

/** What an invitation says. */
export interface InvitationView {
  readonly organisation: string
  readonly role: Role
  readonly email: string
  /** Somebody signs in by this address already: they sign in and join. */
  readonly known: boolean
  /**
   * Somebody has named the address as theirs, and nobody has shown it: whoever that is signs in and joins. Whoever else joins by the mail shows
   * it to be their own, and the other signs in by it no more.
   */
  readonly claimed: boolean
}

/** @throws AppError `link_dead` */
export async function readInvitation({ store, now }: Doorway, secret: string): Promise<InvitationView> {
  const { orgId, role, email } = await getInvitation(store, secret, now())
  const { name } = await getOrg(store, orgId)
  const held = await findAccount(store, email)
  const claimed = held !== undefined && held.verifiedAt === null && !isHanded(secret)
  return { organisation: name, role, email, known: held !== undefined && !claimed, claimed }
}

export interface NewPerson {
  readonly token: string
  readonly name: string
  readonly password: string
  readonly locale: Locale
  /** If it is not known where they are: where the organisation's owner is. */
  readonly zone?: string
}

/**
 * Somebody new joins. If the link came to the address, the address is theirs, whoever has claimed it; if it was handed over, a mail is
 * to show it.
 * @returns the secret for their browser
 * @throws AppError `link_dead`, `password_weak`, `conflict` for who is known already
 */
export async function joinAsNew(doorway: Doorway, given: NewPerson, visitor: Visitor): Promise<string> {
  const { store, passwords, now } = doorway
  const { orgId, role, email } = await getInvitation(store, given.token, now())
  const name = readName(given.name)
  await checkPassword(given.password, [email, name])
  const hash = await passwords.hash(given.password)
  const zone = given.zone ?? (await findOwner(store, orgId))?.zone ?? 'UTC'
  const at = now()
  const verifiedAt = isHanded(given.token) ? null : at
  // Reports go to an address that is known to be theirs; whoever invited may have named one of their own.
  const user = newUser({ name, email: verifiedAt === null ? null : email, locale: given.locale, zone }, at)
  const signIn = newSignIn(user.id, 'password', visitor, at)
  await takeAsNew(doorway, given.token, { email, userId: user.id }, (db) => [
    { write: db.insert(store.t.users).values(user) },
    identityWrite(store, db, { issuer: byEmail, subject: email, userId: user.id, verifiedAt, now: at }),
    passwordWrite(store, db, user.id, hash, at),
    memberWrite(store, db, orgId, user.id, role),
    ...signInWrites(store, db, signIn),
  ])
  if (verifiedAt === null) askToVerify(doorway, user.id)
  return signIn.secret
}

/**
 * Uses the invitation up for somebody new. A mailed one shows that they read the address, so that it ends what another merely claims.
 * @throws AppError `link_dead`, `conflict` for who is known already
 */
export function takeAsNew(
  doorway: Doorway,
  secret: string,
  { email, userId }: { readonly email: string; readonly userId: string },
  build: (db: Db) => readonly Write[],
): Promise<void> {
  const { store } = doorway
  const known = 'somebody signs in by this address already; sign in, then follow the link again'
  if (isHanded(secret)) return takeInvitation(store, secret, known, build)
  return proving(doorway, email, userId, () =>
    takeInvitation(store, secret, known, (db) => [...endClaimWrites(store, db, email, userId), ...build(db)]),
  )
}

/** Somebody who is signed in joins; a mail to the address that they have claimed shows it to be theirs. @throws AppError `link_dead`, `conflict` for who is a member already */
export async function join(
  { store, now }: Doorway,
  secret: string,
  userId: string,
): Promise<{ orgId: number; role: Role }> {
  const { orgId, role, email } = await getInvitation(store, secret, now())
  const shows = !isHanded(secret) && (await findAccountOf(store, userId))?.email === email
  await takeInvitation(store, secret, 'you belong to this organisation already', (db) => [
    memberWrite(store, db, orgId, userId, role),
    ...(shows ? provenWrites(store, db, { email, userId, now: now() }) : []),
  ])
  return { orgId, role }
}

/** @throws AppError `link_dead` */
export async function getInvitation(store: Store, secret: string, now: number): Promise<Invitation> {
  const invitation = await findInvitation(store, hashesOf(secret), now)
  if (!invitation) throw deadLink()
  return invitation
}

/**
 * Uses the invitation up with what follows from it: all or nothing.
 * @param taken what is said where a row that is to be new is there already
 * @throws AppError `link_dead`, `conflict`
 */
async function takeInvitation(
  store: Store,
  secret: string,
  taken: string,
  build: (db: Db) => readonly Write[],
): Promise<void> {
  try {
    await store.batch((db) => [takeInvitationWrite(store, db, hashesOf(secret)), ...build(db)])
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', taken, { cause: error })
    if (error instanceof AppError && error.code === 'conflict') throw deadLink()
    throw error
  }
}
