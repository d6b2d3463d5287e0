import { createHash, randomBytes } from 'node:crypto'
import { and, asc, eq, max, or, type SQL, sql } from 'drizzle-orm'
import type { DeviceCaller, DeviceKey } from '../../core/devices.ts'
import { AppError } from '../../core/errors.ts'
import { prepareOnce } from './prepared.ts'
import { isUniqueViolation } from './sql.ts'
import type { Db, Store, Write } from './store.ts'
import { inTurn } from './turns.ts'

export type Device = Store['t']['devices']['$inferSelect']

export interface NewDevice {
  readonly orgId: number
  readonly userId: string
  readonly name: string
  readonly platform: string
  /** The secret the device will show; only its hash is kept. */
  readonly token: string
  readonly now: number
}

/** What is stored of a token: a stolen database opens no door. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * Adds a device that may upload with `token`; its id counts up within the organisation.
 * @param also what is written together with it
 */
export const createDevice = (
  store: Store,
  given: NewDevice,
  also: (db: Db, id: number) => readonly Write[] = () => [],
): Promise<number> => inTurn(store, () => addDevice(store, given, also)) // a fleet comes all at once

async function addDevice(
  store: Store,
  given: NewDevice,
  also: (db: Db, id: number) => readonly Write[],
): Promise<number> {
  const { db, t } = store
  for (let tries = 0; ; tries++) {
    const [last] = await db
      .select({ id: max(t.devices.id), subjectsMark: max(t.devices.subjectsMark) })
      .from(t.devices)
      .where(eq(t.devices.orgId, given.orgId))
    const id = (last?.id ?? 0) + 1
    const { orgId, userId, name, platform, now: createdAt } = given
    try {
      await store.batch((tx) => [
        tx.insert(t.devices).values({
          ...{ orgId, id, userId, name, platform, createdAt, subjectsMark: last?.subjectsMark ?? 0 },
          policyRev: newestPolicy(store, tx, given),
        }),
        tx.insert(t.deviceTokens).values({ hash: hashToken(given.token), orgId, deviceId: id, createdAt }),
        ...also(tx, id),
      ])
      return id
    } catch (error) {
      if (!isUniqueViolation(error) || tries > 20) throw error
    }
  }
}

/** An agent does not ask for a policy of revision 0, so a new device begins with that of the policies that hold for it. */
function newestPolicy({ t: { policies: p } }: Store, db: Db, { orgId, userId }: NewDevice) {
  const ofPerson = and(eq(p.scope, 'person'), eq(p.about, userId))
  const newest = db
    .select({ revision: max(p.revision) })
    .from(p)
    .where(and(eq(p.orgId, orgId), or(eq(p.scope, 'org'), ofPerson)))
  return sql<number>`coalesce(${newest}, 0)`
}

const byTokenQuery = prepareOnce(({ db, t: { deviceTokens: d } }) =>
  db
    .select({ orgId: d.orgId, deviceId: d.deviceId, replaces: d.replaces })
    .from(d)
    .where(eq(d.hash, sql.placeholder('hash')))
    .prepare('find_device_by_token'),
)

/** Which device a token speaks for; undefined if nobody gave it out. */
export async function findDeviceByToken(store: Store, token: string): Promise<DeviceCaller | undefined> {
  const tokenHash = hashToken(token)
  const [row] = await byTokenQuery(store).execute({ hash: tokenHash })
  if (!row) return undefined
  const { replaces, ...device } = row
  if (replaces !== null) await endReplaced(store, tokenHash, replaces)
  return { ...device, tokenHash }
}

/** The new token has arrived: the one before it dies. */
const endReplaced = ({ batch, t: { deviceTokens: d } }: Store, hash: string, replaced: string) =>
  batch((db) => [
    db.delete(d).where(eq(d.hash, replaced)),
    db.update(d).set({ replaces: null }).where(eq(d.hash, hash)),
  ])

/**
 * A new token for a device. The one that it showed is good until the new one is, so that an answer may get lost.
 * @throws AppError `unauthenticated` if that was revoked meanwhile
 */
export async function replaceToken(store: Store, caller: DeviceCaller, now: number): Promise<string> {
  const { deviceTokens: d } = store.t
  const { orgId, deviceId, tokenHash } = caller
  const token = newDeviceToken()
  const row = { hash: hashToken(token), orgId, deviceId, createdAt: now, replaces: tokenHash }
  const shown = and(eq(d.hash, tokenHash), eq(d.orgId, orgId), eq(d.deviceId, deviceId))
  await store
    .batch((db) => [
      holdDevices(store, db, orgId, eq(store.t.devices.id, deviceId)),
      {
        expectRows: 1,
        write: db
          .update(d)
          .set({ replaces: sql`${d.replaces}` })
          .where(shown),
      },
      db.delete(d).where(eq(d.replaces, tokenHash)),
      db.insert(d).values(row),
    ])
    .catch((cause) => {
      if (!(cause instanceof AppError && cause.code === 'conflict')) throw cause
      throw new AppError('unauthenticated', 'this token was revoked', { cause })
    })
  return token
}

/** Who gives a device a token and who takes its tokens away come one after the other: no new one outlives a revocation. */
export const holdDevices = ({ t: { devices: d } }: Store, db: Db, orgId: number, which: SQL) =>
  db
    .update(d)
    .set({ name: sql`${d.name}` })
    .where(and(eq(d.orgId, orgId), which))

/** 256 bits that nobody can guess, and that tell a reader of a log what they are. */
export const newDeviceToken = (): string => `ua_device_${randomBytes(32).toString('base64url')}`

export const findDevices = ({ db, t }: Store, orgId: number): Promise<Device[]> =>
  db.select().from(t.devices).where(eq(t.devices.orgId, orgId)).orderBy(asc(t.devices.id))

/** A person's devices. */
export const findDevicesOf = (store: Store, orgId: number, userId: string): Promise<Device[]> =>
  devicesOfQuery(store).execute({ orgId, userId })

const devicesOfQuery = prepareOnce(({ db, t: { devices: d } }) =>
  db
    .select()
    .from(d)
    .where(and(eq(d.orgId, sql.placeholder('orgId')), eq(d.userId, sql.placeholder('userId'))))
    .orderBy(asc(d.id))
    .prepare('devices_of'),
)

/** @throws AppError `not_found` */
export async function getDevice({ db, t }: Store, orgId: number, id: number): Promise<Device> {
  const [device] = await db
    .select()
    .from(t.devices)
    .where(and(eq(t.devices.orgId, orgId), eq(t.devices.id, id)))
  if (!device) throw new AppError('not_found', `there is no device ${id}`)
  return device
}

/** @throws AppError `not_found` */
export async function renameDevice(store: Store, { orgId, deviceId }: DeviceKey, name: string): Promise<void> {
  await getDevice(store, orgId, deviceId)
  const { devices: d } = store.t
  await store.batch((db) => [
    db
      .update(d)
      .set({ name })
      .where(and(eq(d.orgId, orgId), eq(d.id, deviceId))),
  ])
}

/** From now on the device may not upload; what it told stays. @throws AppError `not_found` */
export async function revokeDevice(store: Store, { orgId, deviceId }: DeviceKey): Promise<void> {
  await getDevice(store, orgId, deviceId)
  const { deviceTokens: d } = store.t
  await store.batch((db) => [
    holdDevices(store, db, orgId, eq(store.t.devices.id, deviceId)),
    db.delete(d).where(and(eq(d.orgId, orgId), eq(d.deviceId, deviceId))),
  ])
}

/** Those that have a token. @param id only whether this one has */
export async function findEnrolledIds({ db, t }: Store, orgId: number, id?: number): Promise<Set<number>> {
  const { deviceTokens: d } = t
  const which = id === undefined ? undefined : eq(d.deviceId, id)
  const rows = await db
    .selectDistinct({ id: d.deviceId })
    .from(d)
    .where(and(eq(d.orgId, orgId), which))
  return new Set(rows.map(({ id }) => id))
}
