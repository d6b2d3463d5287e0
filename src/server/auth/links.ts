import { foldAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { dayMs, hourMs, minuteMs } from '../../core/time.ts'
import { byEmail, findAccount, findAccountOf, identityWrite, passwordWrite } from '../store/accounts.ts'
import { provenWrites } from '../store/claims.ts'
import { addOneTime, batchOnce, countOneTime, endOneTimeWrite, getOneTime } from '../store/one-time.ts'
import { getUser } from '../store/people.ts'
import { endSignInsWrite, signInWrites } from '../store/sign-ins.ts'
import type { Store } from '../store/store.ts'
import { inTurn } from '../store/turns.ts'
import { claim, proving } from './claims.ts'
import type { Doorway, Visitor } from './doorway.ts'
import { checkPassword } from './password-rules.ts'
import { newSecret } from './secrets.ts'
import { newSignIn } from './sign-ins.ts'

/** How long each link works. */
const setUpMs = dayMs
const signInMs = 10 * minuteMs
const verifyMs = dayMs
const resetMs = hourMs
/** So many may work at once: nobody's mailbox is filled by who asks again and again. */
const mostResets = 3
/** So long one link to confirm an address is on its way before there is another: who asks for it has typed the address, whosever it is. */
const verifyAgainMs = minuteMs

/** A link that gives somebody who owns this server their first way to sign in; earlier ones stop working. */
export async function createSetUpLink(store: Store, userId: string, now: number): Promise<string> {
  const secret = newSecret()
  await addOneTime(store, { secret, purpose: 'set_up', userId, about: null, expiresAt: now + setUpMs }, true)
  return `/set-up/${secret}`
}

/** A link that signs somebody in whom this computer's account speaks for. */
export async function createSignInLink(store: Store, userId: string, now: number): Promise<string> {
  const secret = newSecret()
  await addOneTime(store, { secret, purpose: 'sign_in', userId, about: null, expiresAt: now + signInMs })
  return `/sign-in/${secret}`
}

/** A link that lets somebody choose a new password, whoever hands it to them. */
export async function createResetLink(store: Store, userId: string, now: number): Promise<string> {
  const secret = newSecret()
  await addOneTime(store, { secret, purpose: 'reset', userId, about: null, expiresAt: now + resetMs })
  return `/reset/${secret}`
}

/** Trades a sign-in link for a sign-in. @throws AppError `link_dead` */
export async function signInByLink({ store, now }: Doorway, secret: string, visitor: Visitor): Promise<string> {
  const { userId } = await getOneTime(store, 'sign_in', secret, now())
  const signIn = newSignIn(userId, 'link', visitor, now())
  await batchOnce(store, secret, (db) => signInWrites(store, db, signIn))
  return signIn.secret
}

/**
 * The owner's first way to sign in.
 * @returns the secret for their browser
 * @throws AppError `link_dead`, `password_weak`, `email_invalid`, `conflict` if somebody else has shown the address to be theirs
 */
export async function setUp(
  doorway: Doorway,
  given: { readonly token: string; readonly email: string; readonly password: string },
  visitor: Visitor,
): Promise<string> {
  const { store, passwords, now } = doorway
  const { userId } = await getOneTime(store, 'set_up', given.token, now())
  const user = await getUser(store, userId)
  const email = foldAddress(given.email)
  await checkPassword(given.password, [email, user.name])
  const hash = await passwords.hash(given.password)
  const at = now()
  const signIn = newSignIn(userId, 'password', visitor, at)
  const identity = { issuer: byEmail, subject: email, userId, verifiedAt: null, now: at }
  await claim(store, { email, userId }, (claims) =>
    batchOnce(store, given.token, (db) => [
      ...(claims ? [identityWrite(store, db, identity)] : []),
      passwordWrite(store, db, userId, hash, at),
      endOneTimeWrite(store, db, userId),
      ...signInWrites(store, db, signIn),
    ]),
  )
  askToVerify(doorway, userId, email)
  return signIn.secret
}

/**
 * Mails a link that shows that the address is the person's; nothing if that is known, or if one was mailed a moment ago.
 * @param typed by who has no address yet, folded
 */
export function askToVerify(doorway: Doorway, userId: string, typed?: string): void {
  const { store, post, baseUrl, now } = doorway
  post(async () => {
    const account = await findAccountOf(store, userId)
    const email = account?.email ?? typed
    if (email === undefined || (account && account.verifiedAt !== null)) return undefined
    const user = account?.user ?? (await getUser(store, userId))
    if (await isJustAsked(doorway, userId)) return undefined
    const secret = newSecret()
    await addOneTime(store, { secret, purpose: 'verify', userId, about: email, expiresAt: now() + verifyMs }, true)
    const to = { name: user.name, address: email }
    return { kind: 'verify', to, locale: toLocale(user.locale), url: `${baseUrl()}/verify/${secret}` }
  })
}

/** Whether a link to confirm an address was mailed to somebody a moment ago. */
export const isJustAsked = async ({ store, now }: Doorway, userId: string): Promise<boolean> =>
  (await countOneTime(store, userId, 'verify', now() + verifyMs - verifyAgainMs)) > 0

/**
 * The address is the person's, whoever else has claimed it before.
 * @throws AppError `link_dead`; `conflict` if somebody else has shown the same, which only a reader of that mailbox hears
 */
export async function verify(doorway: Doorway, secret: string): Promise<void> {
  const { store, now } = doorway
  const { userId, about } = await getOneTime(store, 'verify', secret, now())
  const email = about ?? ''
  const proven = () => batchOnce(store, secret, (db) => provenWrites(store, db, { email, userId, now: now() }))
  try {
    await proving(doorway, email, userId, proven)
  } catch (error) {
    const held = await findAccount(store, email)
    if (!held || held.user.id === userId || held.verifiedAt === null) throw error
    throw new AppError('conflict', 'somebody signs in by this address already', { cause: error })
  }
}

/**
 * Mails a link for a new password to an address that is known to be somebody's. Whether there was one shows neither in the
 * answer nor in its time: all of it happens afterwards.
 */
export function askToReset({ store, post, baseUrl, now }: Doorway, typed: string): void {
  post(async () => {
    const email = foldAddress(typed)
    const account = await findAccount(store, email)
    if (!account || account.verifiedAt === null) return undefined
    const { user } = account
    // One after the other, or requests at the same moment would each find room for one more.
    const path = await inTurn(store, async () => {
      const working = await countOneTime(store, user.id, 'reset', now())
      return working >= mostResets ? undefined : createResetLink(store, user.id, now())
    })
    if (path === undefined) return undefined
    const to = { name: user.name, address: email }
    return { kind: 'reset', to, locale: toLocale(user.locale), url: `${baseUrl()}${path}` }
  })
}

/** A new password by a link; every sign-in ends. @throws AppError `link_dead`, `password_weak` */
export async function reset(
  doorway: Doorway,
  given: { readonly token: string; readonly password: string },
): Promise<void> {
  const { store, passwords, now } = doorway
  const { userId } = await getOneTime(store, 'reset', given.token, now())
  const account = await findAccountOf(store, userId)
  await checkPassword(given.password, account ? [account.email, account.user.name] : [])
  const hash = await passwords.hash(given.password)
  await batchOnce(store, given.token, (db) => [
    passwordWrite(store, db, userId, hash, now()),
    endSignInsWrite(store, db, userId),
    endOneTimeWrite(store, db, userId),
  ])
  tellOfNewPassword(doorway, userId)
}

/** Whoever did not change it themself is to know. */
export function tellOfNewPassword({ store, post }: Doorway, userId: string): void {
  post(async () => {
    const account = await findAccountOf(store, userId)
    if (!account || account.verifiedAt === null) return undefined
    const { user, email } = account
    return { kind: 'password_changed', to: { name: user.name, address: email }, locale: toLocale(user.locale) }
  })
}
