import { randomUUID } from 'node:crypto'
import type { Role } from '../../core/access.ts'
import { foldAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { toPlainText } from '../../core/text.ts'
import type { Locale } from '../../core/texts/language.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { dayMs, minuteMs } from '../../core/time.ts'
import { byEmail, findAccount, identityWrite, passwordWrite } from '../store/accounts.ts'
import {
  addInvitation,
  findInvitation,
  findInvitations,
  type Invitation,
  takeInvitationWrite,
} from '../store/invitations.ts'
import { memberWrite } from '../store/members.ts'
import { deadLink } from '../store/one-time.ts'
import { newUser } from '../store/orgs.ts'
import { findOwner, getOrg, getUser } from '../store/people.ts'
import { signInWrites } from '../store/sign-ins.ts'
import { isUniqueViolation } from '../store/sql.ts'
import type { Db, Store, Write } from '../store/store.ts'
import { countAsking } from './asking.ts'
import type { Doorway, Visitor } from './doorway.ts'
import { hashesOf, isHanded, toHanded } from './handed-links.ts'
import { askToVerify } from './links.ts'
import { checkPassword } from './password-rules.ts'
import { newSecret } from './secrets.ts'
import { newSignIn } from './sign-ins.ts'

const invitationMs = 7 * dayMs

export interface Invite {
  readonly orgId: number
  readonly email: string
  readonly role: Role
  /** A user's id; the mail is in their language. */
  readonly invitedBy: string
  /** Whoever invites gets a link of their own to hand over. */
  readonly byHand?: boolean
}

/** An invitation with the paths of its links. @throws AppError `email_invalid` */
export async function createInvitation(
  store: Store,
  invite: Invite,
  now: number,
): Promise<Invitation & { path: string; handedPath: string | null }> {
  const secret = newSecret()
  const handed = invite.byHand ? toHanded(secret) : null
  const { orgId, role } = invite
  const invitation = {
    id: randomUUID(),
    orgId,
    email: foldAddress(invite.email),
    role,
    createdAt: now,
    expiresAt: now + invitationMs,
  }
  await addInvitation(store, { ...invitation, secret: handed ?? secret, invitedBy: invite.invitedBy })
  return { ...invitation, path: `/invitation/${secret}`, handedPath: handed && `/invitation/${handed}` }
}

/** Invites somebody by mail. @throws AppError `email_invalid`; `too_many_requests` for who got one just now */
export async function inviteByMail(
  { store, post, baseUrl, now }: Doorway,
  invite: Invite,
): Promise<Invitation & { link: string | null }> {
  await checkCount(store, invite, now())
  const address = foldAddress(invite.email)
  await countAsking(store, { address, asker: invite.invitedBy, about: 'invitation' }, now())
  const { path, handedPath, ...invitation } = await createInvitation(store, invite, now())
  post(async () => {
    const org = await getOrg(store, invite.orgId)
    const { locale } = await getUser(store, invite.invitedBy)
    const to = { name: '', address: invitation.email }
    const organisation = toPlainText(org.name, 100)
    return { kind: 'invitation', to, locale: toLocale(locale), url: `${baseUrl()}${path}`, organisation }
  })
  return { ...invitation, link: handedPath && `${baseUrl()}${handedPath}` }
}

/** So many wait for an answer at most: nobody sends mails to the world by this server. */
const mostWaiting = 500
const againMs = 10 * minuteMs

async function checkCount(store: Store, { orgId, email }: Invite, now: number): Promise<void> {
  const waiting = await findInvitations(store, orgId, now)
  const last = waiting.find((one) => one.email === foldAddress(email))
  const retryAfterMs = last ? last.createdAt + againMs - now : 0
  if (retryAfterMs > 0)
    throw new AppError('too_many_requests', 'this address was invited just now; try again later', { retryAfterMs })
  if (waiting.length >= mostWaiting)
    throw new AppError('too_many_requests', `${waiting.length} invitations wait for an answer; revoke some first`)
}

/** What an invitation says. */
export interface InvitationView {
  readonly organisation: string
  readonly role: Role
  readonly email: string
  /** Somebody signs in by this address already: they sign in and join. */
  readonly known: boolean
}

/** @throws AppError `link_dead` */
export async function readInvitation({ store, now }: Doorway, secret: string): Promise<InvitationView> {
  const { orgId, role, email } = await getInvitation(store, secret, now())
  const { name } = await getOrg(store, orgId)
  return { organisation: name, role, email, known: (await findAccount(store, email)) !== undefined }
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
 * Somebody new joins. If the link came to the address, the address is theirs; if it was handed over, a mail is to show it.
 * @returns the secret for their browser
 * @throws AppError `link_dead`, `password_weak`, `conflict` for who is known already
 */
export async function joinAsNew(doorway: Doorway, given: NewPerson, visitor: Visitor): Promise<string> {
  const { store, passwords, now } = doorway
  const { orgId, role, email } = await getInvitation(store, given.token, now())
  const name = toPlainText(given.name, 100)
  if (name === '') throw new AppError('invalid', 'a name has letters in it', { at: 'name' })
  await checkPassword(given.password, [email, name])
  const hash = await passwords.hash(given.password)
  const zone = given.zone ?? (await findOwner(store, orgId))?.zone ?? 'UTC'
  const at = now()
  const verifiedAt = isHanded(given.token) ? null : at
  // Reports go to an address that is known to be theirs; whoever invited may have named one of their own.
  const user = newUser({ name, email: verifiedAt === null ? null : email, locale: given.locale, zone }, at)
  const signIn = newSignIn(user.id, 'password', visitor, at)
  await takeInvitation(
    store,
    given.token,
    'somebody signs in by this address already; sign in, then follow the link again',
    (db) => [
      { write: db.insert(store.t.users).values(user) },
      identityWrite(store, db, { issuer: byEmail, subject: email, userId: user.id, verifiedAt, now: at }),
      passwordWrite(store, db, user.id, hash, at),
      memberWrite(store, db, orgId, user.id, role),
      ...signInWrites(store, db, signIn),
    ],
  )
  if (verifiedAt === null) askToVerify(doorway, user.id)
  return signIn.secret
}

/** Somebody who is signed in joins. @throws AppError `link_dead`, `conflict` for who is a member already */
export async function join(
  { store, now }: Doorway,
  secret: string,
  userId: string,
): Promise<{ orgId: number; role: Role }> {
  const { orgId, role } = await getInvitation(store, secret, now())
  await takeInvitation(store, secret, 'you belong to this organisation already', (db) => [
    memberWrite(store, db, orgId, userId, role),
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
export async function takeInvitation(
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
