import { randomUUID } from 'node:crypto'
import { toPlainText } from '../../core/text.ts'
import { dayMs, minuteMs } from '../../core/time.ts'
import { hashToken } from '../store/devices.ts'
import {
  endSignIn,
  findSignIn,
  type NewSignIn,
  noteUse,
  rotateSignIn,
  type SignIn,
  type SignInAge,
  signInWrites,
} from '../store/sign-ins.ts'
import type { Store } from '../store/store.ts'
import type { Visitor } from './doorway.ts'
import { newSecret } from './secrets.ts'

/** A month without a visit, or three months in all, and one signs in again. */
export const signInAge: SignInAge = { idleMs: 30 * dayMs, mostMs: 90 * dayMs }

/** A browser gets another secret once a day, so that one that was copied is soon worth nothing. */
const rotateMs = dayMs
/** Requests under way bring the secret from before. */
const graceMs = minuteMs
/** When it was last used is not written more often. */
const noteMs = 5 * minuteMs

/** A sign-in about to be stored, and the secret that the browser shows from then on. */
export function newSignIn(
  userId: string,
  method: string,
  visitor: Visitor,
  now: number,
): NewSignIn & { readonly secret: string } {
  const secret = newSecret()
  const row = {
    id: randomUUID(),
    userId,
    hash: hashToken(secret),
    previousHash: null,
    method,
    createdAt: now,
    rotatedAt: now,
    lastUsedAt: now,
    address: visitor.address,
    browser: toPlainText(visitor.browser, 300),
  }
  return { row, secret, replaces: visitor.shows === undefined ? null : hashToken(visitor.shows) }
}

/** Signs somebody in. @returns the secret for their browser */
export async function openSignIn(
  store: Store,
  userId: string,
  method: string,
  visitor: Visitor,
  now: number,
): Promise<string> {
  const signIn = newSignIn(userId, method, visitor, now)
  await store.batch((db) => signInWrites(store, db, signIn))
  return signIn.secret
}

export interface SignedIn {
  readonly signIn: SignIn
  /** The secret for the browser from now on, if it is another. */
  readonly rotated: string | undefined
}

/**
 * Who shows a secret; undefined if it opens nothing. A secret from before the last rotation ends the sign-in: either it was
 * copied, or the browser never heard of the new one; one signs in again.
 */
export async function readSignIn(
  store: Store,
  secret: string,
  visitor: Visitor,
  now: number,
): Promise<SignedIn | undefined> {
  const hash = hashToken(secret)
  const signIn = await findSignIn(store, hash)
  if (!signIn) return undefined
  const isOld = signIn.hash !== hash && now - signIn.rotatedAt > graceMs
  const isOver = now - signIn.lastUsedAt >= signInAge.idleMs || now - signIn.createdAt >= signInAge.mostMs
  if (isOld || isOver) {
    await endSignIn(store, signIn.userId, signIn.id)
    return undefined
  }
  if (signIn.hash === hash && now - signIn.rotatedAt >= rotateMs) {
    const rotated = newSecret()
    return { signIn, rotated: (await rotateSignIn(store, signIn, hashToken(rotated), now)) ? rotated : undefined }
  }
  if (now - signIn.lastUsedAt >= noteMs) await noteUse(store, signIn.id, visitor.address, now)
  return { signIn, rotated: undefined }
}
