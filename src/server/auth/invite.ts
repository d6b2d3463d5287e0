import { randomUUID } from 'node:crypto'
import type { Role } from '../../core/access.ts'
import { foldAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { toPlainText } from '../../core/text.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { dayMs, minuteMs } from '../../core/time.ts'
import { addInvitation, findInvitations, type Invitation } from '../store/invitations.ts'
import { getOrg, getUser } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { refuseMember } from './already-here.ts'
import { countAsking } from './asking.ts'
import type { Doorway } from './doorway.ts'
import { toHanded } from './handed-links.ts'
import { newSecret } from './secrets.ts'

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

/** An invitation with the paths of its links. @throws AppError `email_invalid`; `conflict` for who is here already */
export async function createInvitation(
  store: Store,
  invite: Invite,
  now: number,
): Promise<Invitation & { path: string; handedPath: string | null }> {
  await refuseMember(store, { ...invite, email: foldAddress(invite.email) })
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
