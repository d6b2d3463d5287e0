import { AppError } from '../../../core/errors.ts'
import { toPlainText } from '../../../core/text.ts'
import { byEmail, endIdentityWrite, findByIdentity, findIssuersOf, identityWrite } from '../../store/accounts.ts'
import { memberWrite } from '../../store/members.ts'
import { newUser } from '../../store/orgs.ts'
import { findOwner } from '../../store/people.ts'
import { endSignInsWrite, signInWrites } from '../../store/sign-ins.ts'
import { isUniqueViolation } from '../../store/sql.ts'
import { proveAgain, type Self } from '../account.ts'
import type { Doorway, Visitor } from '../doorway.ts'
import { isHanded } from '../handed-links.ts'
import { getInvitation, join, takeAsNew } from '../joining.ts'
import { askToVerify } from '../links.ts'
import { type Opened, openFor } from '../password-sign-in.ts'
import { newSignIn } from '../sign-ins.ts'
import { isSameIssuer } from './provider.ts'
import type { Vouched } from './providers.ts'

/**
 * Signs in whom a provider vouches for. Only issuer and subject say who it is: an address that the provider names is never taken
 * for somebody's account here.
 * @throws AppError `unauthenticated` with the `fault` `unknown` for who has no account by this provider
 */
export async function signInByProvider(
  doorway: Doorway,
  { issuer, subject, provider }: Vouched,
  visitor: Visitor,
): Promise<Opened> {
  const known = await findByIdentity(doorway.store, issuer, subject)
  if (!known)
    throw new AppError('unauthenticated', `nobody here is known by "${provider.name}"; link it to your account first`, {
      details: { fault: 'unknown' },
    })
  return openFor(doorway, known.userId, known.hasTotp, visitor, doorway.now(), issuer)
}

/**
 * Somebody joins by an invitation: as whom the provider's person is here, or as somebody new. The link came to the address that
 * was invited, so that address is theirs, whatever the provider says.
 * @throws AppError `link_dead`, `conflict` for who is known by the address, or a member already, or would have to show a code first
 */
export async function joinByProvider(
  doorway: Doorway,
  { issuer, subject, name }: Vouched,
  token: string,
  visitor: Visitor,
): Promise<Opened> {
  const { store, now } = doorway
  const { orgId, role, email } = await getInvitation(store, token, now())
  const known = await findByIdentity(store, issuer, subject)
  if (known?.hasTotp) throw new AppError('conflict', 'sign in, then follow the link of the invitation again')
  if (known) {
    await join(doorway, token, known.userId)
    return openFor(doorway, known.userId, false, visitor, now(), issuer)
  }
  const at = now()
  const zone = (await findOwner(store, orgId))?.zone ?? 'UTC'
  const called = toPlainText(name, 100) || email.split('@')[0]!
  const handed = isHanded(token)
  const user = newUser({ name: called, email: handed ? null : email, locale: visitor.locale, zone }, at)
  const signIn = newSignIn(user.id, issuer, visitor, at)
  const own = { userId: user.id, verifiedAt: at, now: at }
  await takeAsNew(doorway, token, { email, userId: user.id }, (db) => [
    { write: db.insert(store.t.users).values(user) },
    identityWrite(store, db, { issuer: byEmail, subject: email, ...own, ...(handed && { verifiedAt: null }) }),
    identityWrite(store, db, { issuer, subject, ...own }),
    memberWrite(store, db, orgId, user.id, role),
    ...signInWrites(store, db, signIn),
  ])
  if (handed) askToVerify(doorway, user.id)
  return { state: 'signed_in', secret: signIn.secret }
}

/**
 * From now on a provider vouches for somebody who is signed in, by this one of its people: one that was linked before is no more.
 * @param userId who is signed in at this browser
 * @throws AppError `unauthenticated` with the `fault` `lost` for another than who asked for it, `taken` for a person of another account
 */
export async function linkProvider(
  { store, now }: Doorway,
  { issuer, subject, purpose }: Vouched,
  userId: string | undefined,
): Promise<void> {
  if (purpose.kind !== 'link' || userId === undefined || purpose.userId !== userId)
    throw new AppError('unauthenticated', 'another account is signed in than the one that asked for this', {
      details: { fault: 'lost' },
    })
  if ((await findByIdentity(store, issuer, subject))?.userId === userId) return
  try {
    await store.batch((db) => [
      endIdentityWrite(store, db, userId, issuer),
      identityWrite(store, db, { issuer, subject, userId, verifiedAt: now(), now: now() }),
    ])
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause
    const details = { fault: 'taken' }
    throw new AppError('unauthenticated', 'this person of the provider has an account here already', { details, cause })
  }
}

/** Whether a provider vouches for somebody. */
export const isLinked = async ({ store }: Pick<Doorway, 'store'>, userId: string, issuer: string): Promise<boolean> =>
  (await findIssuersOf(store, userId)).some((one) => isSameIssuer(one, issuer))

/**
 * A provider vouches for somebody no more, and every other sign-in ends. The password that is shown stays a way in.
 * @throws AppError `forbidden`, `conflict` for who has no password
 */
export async function unlinkProvider(doorway: Doorway, self: Self, issuer: string, current: string): Promise<void> {
  const { store } = doorway
  await proveAgain(doorway, self, current)
  const issuers = (await findIssuersOf(store, self.userId)).filter((one) => isSameIssuer(one, issuer))
  await store.batch((db) => [
    ...issuers.map((one) => endIdentityWrite(store, db, self.userId, one)),
    endSignInsWrite(store, db, self.userId, self.signInId),
  ])
}
