import { randomBytes, randomInt } from 'node:crypto'
import { and, asc, count, eq, gt, lt } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { minuteMs, secondMs } from '../../core/time.ts'
import { parseUserCode, toUserCode } from '../../core/user-code.ts'
import type { TokenRefusal } from '../../protocol/enrolment.ts'
import { createDevice, hashToken, newDeviceToken } from './devices.ts'
import { deadFleetToken, type FleetToken, spendFleetToken } from './fleet-tokens.ts'
import { holdMember } from './members.ts'
import type { Store } from './store.ts'

export type DeviceGrant = Store['t']['deviceGrants']['$inferSelect']

/** How long somebody has to let a computer in. */
export const grantMs = 15 * minuteMs
export const pollMs = 5 * secondMs
/** More computers than that do not wait at once; whoever makes them up is told to come later. */
const mostWaiting = 10_000

/** What a computer says of itself, and where it called from. */
export interface Applicant {
  readonly hostName: string
  readonly account: string
  readonly platform: string
  readonly address: string
}

export interface StartedGrant {
  readonly deviceCode: string
  readonly userCode: string
}

/**
 * Notes that a computer wants in.
 * @param fleet by which it is in already, or has to be let in to that organisation
 * @throws AppError `too_busy` if too many wait, `unauthenticated` if the fleet token was used up meanwhile
 */
export async function startGrant(
  store: Store,
  applicant: Applicant,
  now: number,
  fleet?: FleetToken,
): Promise<StartedGrant> {
  const { deviceGrants: g } = store.t
  const [waiting] = await store.db.select({ n: count() }).from(g).where(gt(g.expiresAt, now))
  if (Number(waiting?.n ?? 0) >= mostWaiting)
    throw new AppError('too_busy', 'too many computers wait to be let in; try again later', { retryAfterMs: minuteMs })
  const deviceCode = randomBytes(32).toString('base64url')
  const userCode = toUserCode(() => randomInt(2 ** 32) / 2 ** 32)
  const isIn = fleet !== undefined && fleet.approval === 0
  const row: DeviceGrant = {
    ...{ hash: hashToken(deviceCode), userCodeHash: isIn ? null : hashToken(userCode), ...applicant },
    ...{ createdAt: now, expiresAt: now + grantMs, nextPollAt: now, intervalMs: pollMs },
    state: isIn ? 'approved' : 'pending',
    orgId: fleet?.orgId ?? null,
    userId: fleet?.userId ?? null,
    deviceName: isIn ? applicant.hostName : null,
    decidedBy: isIn ? `fleet:${fleet.id}` : null,
  }
  await store
    .batch((db) => [
      db.delete(g).where(lt(g.expiresAt, now)),
      ...(fleet ? [spendFleetToken(store, db, fleet, now)] : []),
      db.insert(g).values(row),
    ])
    .catch((error) => {
      throw error instanceof AppError && error.code === 'conflict' ? deadFleetToken() : error
    })
  return { deviceCode, userCode }
}

/** The computer that waits with a code, as somebody typed it. @throws AppError `not_found`, the same for all that is none */
export async function getWaiting({ db, t: { deviceGrants: g } }: Store, typed: string, now: number) {
  const code = parseUserCode(typed)
  const [row] = code
    ? await db
        .select()
        .from(g)
        .where(and(eq(g.userCodeHash, hashToken(code)), eq(g.state, 'pending'), gt(g.expiresAt, now)))
    : []
  if (!row) throw nobodyWaits()
  return row
}

/** The computers of a fleet that somebody has to let in, the one that came first first, each with whose device it becomes. */
export const findWaiting = ({ db, t: { deviceGrants: g, users: u } }: Store, orgId: number, now: number) =>
  db
    .select({ grant: g, person: u.name })
    .from(g)
    .leftJoin(u, eq(u.id, g.userId))
    .where(and(eq(g.orgId, orgId), eq(g.state, 'pending'), gt(g.expiresAt, now)))
    .orderBy(asc(g.createdAt), asc(g.hash))

/** One of them, by what it is listed as. @throws AppError `not_found` */
export async function getWaitingOf({ db, t: { deviceGrants: g } }: Store, orgId: number, hash: string, now: number) {
  const [row] = await db
    .select()
    .from(g)
    .where(and(eq(g.hash, hash), eq(g.orgId, orgId), eq(g.state, 'pending'), gt(g.expiresAt, now)))
  if (!row) throw new AppError('not_found', 'this computer waits no more; start `usage-audit agent enroll` there again')
  return row
}

/** Of a code that is none, and of one that is another organisation's: whoever types it learns nothing of either. */
export const nobodyWaits = () =>
  new AppError('not_found', 'no computer waits with this code; start `usage-audit agent enroll` there again', {
    at: 'code',
  })

export interface Decision {
  readonly orgId: number
  /** Who decides: a user's id, or `local:` and an account. */
  readonly by: string
  /** Whose device it becomes, and how it is called; undefined sends it away. */
  readonly device?: { readonly userId: string; readonly name: string } | undefined
}

/** Lets a computer in, or sends it away. @throws AppError `not_found` if it waits no more, or for another organisation */
export async function decideGrant(store: Store, grant: DeviceGrant, { orgId, by, device }: Decision): Promise<void> {
  const gone = () => new AppError('not_found', 'this computer waits no more', { at: 'code' })
  if (grant.orgId !== null && grant.orgId !== orgId) throw gone()
  const { deviceGrants: g } = store.t
  const decided = device
    ? { state: 'approved', orgId, userId: device.userId, deviceName: device.name, decidedBy: by }
    : { state: 'denied', orgId, decidedBy: by }
  await store
    .batch((db) => [
      {
        expectRows: 1,
        write: db
          .update(g)
          .set(decided)
          .where(and(eq(g.hash, grant.hash), eq(g.state, 'pending'))),
      },
    ])
    .catch((error) => {
      throw error instanceof AppError && error.code === 'conflict' ? gone() : error
    })
}

export type Fetched = { readonly token: string; readonly deviceId: number } | { readonly refusal: TokenRefusal }

/** What a computer gets that asks for its token: once, the token of a new device. */
export async function fetchToken(store: Store, deviceCode: string, now: number): Promise<Fetched> {
  const { deviceGrants: g } = store.t
  const [grant] = await store.db
    .select()
    .from(g)
    .where(eq(g.hash, hashToken(deviceCode)))
  if (!grant) return { refusal: 'invalid_grant' }
  if (grant.expiresAt <= now) return { refusal: 'expired_token' }
  if (grant.state === 'denied') return { refusal: 'access_denied' }
  if (grant.state === 'pending') return { refusal: await countPoll(store, grant, now) }
  return makeDevice(store, grant, now)
}

/** A clock that is a little fast is no haste. */
const graceMs = 500

async function countPoll(store: Store, grant: DeviceGrant, now: number): Promise<TokenRefusal> {
  const { deviceGrants: g } = store.t
  const isHasty = now < grant.nextPollAt - graceMs
  const intervalMs = grant.intervalMs + (isHasty ? pollMs : 0)
  await store.batch((db) => [
    db
      .update(g)
      .set({ intervalMs, nextPollAt: now + intervalMs })
      .where(eq(g.hash, grant.hash)),
  ])
  return isHasty ? 'slow_down' : 'authorization_pending'
}

async function makeDevice(store: Store, grant: DeviceGrant, now: number): Promise<Fetched> {
  const { deviceGrants: g } = store.t
  const token = newDeviceToken()
  const { orgId, userId, deviceName, platform } = grant
  const device = { orgId: orgId!, userId: userId!, name: deviceName!, platform, token, now }
  try {
    const deviceId = await createDevice(store, device, (db) => [
      { expectRows: 1, write: db.delete(g).where(and(eq(g.hash, grant.hash), eq(g.state, 'approved'))) },
      holdMember(store, db, device.orgId, device.userId),
    ])
    return { token, deviceId }
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return { refusal: 'invalid_grant' }
    throw error
  }
}
