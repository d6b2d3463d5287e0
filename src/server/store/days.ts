import { and, asc, between, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import { AppError } from '../../core/errors.ts'
import type { PresenceOptions } from '../../core/presence.ts'
import { type Day, type Month, minuteMs, monthOf } from '../../core/time.ts'
import type { AppUsage, DayUsage } from '../../core/usage.ts'
import { type TitleSplits, titleWrites } from './categories/titles.ts'
import { databaseNow } from './clock.ts'
import { touchPersonDay } from './person-days.ts'
import { chunk } from './sql.ts'
import type { Db, Store } from './store.ts'
import { type UpsertRow, usageDayUpsert } from './upsert.ts'
import { hourWrites, type MadeDay } from './usage-hours.ts'

export type TouchedDay = Store['t']['touchedDays']['$inferSelect']

/** Which marks to look at. */
export interface TouchedQuestion {
  readonly device?: DeviceKey
  /** The mark after which to go on. */
  readonly after?: TouchedDay | undefined
  readonly limit: number
}

/** UTC days whose local days are to be made again, in the order of their keys. */
export function findTouchedDays({ db, t }: Store, { device, after, limit }: TouchedQuestion): Promise<TouchedDay[]> {
  const { touchedDays: d } = t
  const ofDevice = device && and(eq(d.orgId, device.orgId), eq(d.deviceId, device.deviceId))
  const beyond =
    after &&
    or(
      gt(d.orgId, after.orgId),
      and(eq(d.orgId, after.orgId), gt(d.deviceId, after.deviceId)),
      and(eq(d.orgId, after.orgId), eq(d.deviceId, after.deviceId), gt(d.day, after.day)),
    )
  return db
    .select()
    .from(d)
    .where(and(ofDevice, beyond))
    .orderBy(asc(d.orgId), asc(d.deviceId), asc(d.day))
    .limit(limit)
}

/** How long others leave days alone that somebody is making; far longer than a page of them takes. */
const claimMs = minuteMs

/**
 * The same, for work that several servers share: what it returns nobody else is given until `releaseTouchedDay`, new facts, or
 * a minute has passed. A SQLite file has one server, and a claim would cost it a commit.
 */
export async function claimTouchedDays(
  store: Store,
  { after, limit }: Pick<TouchedQuestion, 'after' | 'limit'>,
): Promise<TouchedDay[]> {
  if (store.dialect === 'sqlite') return findTouchedDays(store, { after, limit })
  const { touchedDays: d } = store.t
  const now = databaseNow(store)
  const key = sql`org_id, device_id, day`
  const beyond = after ? sql`(${key}) > (${after.orgId}, ${after.deviceId}, ${after.day})` : sql`true`
  const free = sql`select ${key} from ${d} where ${beyond} and (claimed_until is null or claimed_until <= ${now})
    order by ${key} limit ${limit} for update skip locked`
  const claimed = await store.db
    .update(d)
    .set({ claimedUntil: sql`${now} + ${sql.raw(String(claimMs))}` })
    .where(sql`(${key}) in (${free})`)
    .returning()
  return claimed.sort((a, b) => a.orgId - b.orgId || a.deviceId - b.deviceId || (a.day < b.day ? -1 : 1))
}

/** Takes back a claim on a day that could not be made, so that it waits for nobody. */
export async function releaseTouchedDay({ batch, t }: Store, touched: TouchedDay): Promise<void> {
  const { orgId, deviceId, day, claimedUntil } = touched
  if (claimedUntil === null) return
  const { touchedDays: d } = t
  const claimed = and(eq(d.orgId, orgId), eq(d.deviceId, deviceId), eq(d.day, day), eq(d.claimedUntil, claimedUntil))
  await batch((db) => [db.update(d).set({ claimedUntil: null }).where(claimed)])
}

/** What days of a device are made with, besides its facts. */
export interface DayMaker extends PresenceOptions {
  readonly userId: string
  /** To be read before the facts. */
  readonly daysMark: number
}

/** @throws AppError `not_found` if there is no such device */
export async function readDayMaker({ db, t }: Store, { orgId, deviceId }: DeviceKey): Promise<DayMaker> {
  const [row] = await db
    .select({ userId: t.users.id, idleAfterMs: t.users.idleAfterMs, daysMark: t.devices.daysMark })
    .from(t.devices)
    .innerJoin(t.users, eq(t.users.id, t.devices.userId))
    .where(and(eq(t.devices.orgId, orgId), eq(t.devices.id, deviceId)))
  if (!row) throw new AppError('not_found', `there is no device ${deviceId}`)
  return row
}

/**
 * Replaces days of a device, their hours and the months they lie in, marks the person's day, and takes back the mark that made
 * it necessary: all or nothing.
 * @param maker what `readDayMaker` said
 * @param splits what rules on titles took of them
 * @param mark a number that nobody used, for the person's day
 * @throws AppError `conflict` if more facts came since `touched` was read, or somebody else made days of the device; then the
 * day is still marked
 */
export function replaceDays(
  store: Store,
  touched: TouchedDay,
  maker: DayMaker,
  made: readonly MadeDay[],
  splits: TitleSplits,
  mark: number,
): Promise<void> {
  const { touchedDays: n, devices } = store.t
  const { orgId, deviceId, day } = touched
  const device = { orgId, deviceId }
  const days = made.map(({ usage }) => usage)
  const dates = days.map((each) => each.day)
  const taken = and(eq(n.orgId, orgId), eq(n.deviceId, deviceId), eq(n.day, day), eq(n.mark, touched.mark))
  const unchanged = and(eq(devices.orgId, orgId), eq(devices.id, deviceId), eq(devices.daysMark, maker.daysMark))
  return store.batch((db) => [
    { expectRows: 1, write: db.delete(n).where(taken) },
    { expectRows: 1, write: db.update(devices).set({ daysMark: mark }).where(unchanged) },
    ...dayWrites(store, db, device, dates, days),
    ...hourWrites(store, db, device, dates, made),
    ...titleWrites(store, db, device, splits),
    ...[...new Set(dates.map(monthOf))].flatMap((month) => monthWrites(store, db, device, month)),
    touchPersonDay(store, db, { orgId, userId: maker.userId, day, mark }),
  ])
}

function dayWrites(store: Store, db: Db, device: DeviceKey, dates: readonly Day[], days: readonly DayUsage[]) {
  const { days: d, unrecordedDays: n, usageDays: u } = store.t
  const told = days.filter(({ dueMs, apps }) => dueMs > 0 || apps.length > 0)
  const rows = days.flatMap(({ day, apps }) =>
    apps.map((app): UpsertRow => [device.orgId, device.deviceId, day, ...toUsageRow(app)]),
  )
  const gaps = days.flatMap(({ day, unrecorded }) =>
    Object.entries(unrecorded).map(([reason, ms]) => ({ ...device, day, reason, ms })),
  )
  const totals = told.map(({ apps: _, unrecorded: __, ...rest }) => ({ ...device, ...rest }))
  return [
    db.delete(d).where(and(eq(d.orgId, device.orgId), eq(d.deviceId, device.deviceId), inArray(d.day, [...dates]))),
    db.delete(u).where(and(eq(u.orgId, device.orgId), eq(u.deviceId, device.deviceId), inArray(u.day, [...dates]))),
    db.delete(n).where(and(eq(n.orgId, device.orgId), eq(n.deviceId, device.deviceId), inArray(n.day, [...dates]))),
    ...chunk(totals).map((part) => db.insert(d).values(part)),
    ...chunk(gaps).map((part) => db.insert(n).values(part)),
    store.upsert(db, usageDayUpsert, rows),
  ]
}

const toUsageRow = (app: AppUsage): UpsertRow => [
  app.subject,
  app.runningMs,
  app.cpuMs,
  app.launches,
  app.memoryKiBSeconds,
  app.memoryPeakKiB,
  app.foregroundMs,
  app.activeMs,
  app.watchingMs,
]

/** A month is the sum of its days, made by the database from what the same transaction just wrote. */
export function monthWrites({ t }: Store, db: Db, { orgId, deviceId }: DeviceKey, month: Month) {
  const { usageDays: u, usageMonths: m } = t
  return [
    db.delete(m).where(and(eq(m.orgId, orgId), eq(m.deviceId, deviceId), eq(m.month, month))),
    db.insert(m).select(
      db
        .select({
          orgId: u.orgId,
          deviceId: u.deviceId,
          subjectId: u.subjectId,
          runningMs: sql<number>`sum(${u.runningMs})`.as('running_ms'),
          cpuMs: sql<number>`sum(${u.cpuMs})`.as('cpu_ms'),
          launches: sql<number>`sum(${u.launches})`.as('launches'),
          memoryKiBSeconds: sql<number>`sum(${u.memoryKiBSeconds})`.as('memory_kib_seconds'),
          memoryPeakKiB: sql<number>`max(${u.memoryPeakKiB})`.as('memory_peak_kib'),
          // A sum of what is known, and null where nothing is.
          foregroundMs: sql<number | null>`sum(${u.foregroundMs})`.as('foreground_ms'),
          activeMs: sql<number | null>`sum(${u.activeMs})`.as('active_ms'),
          watchingMs: sql<number | null>`sum(${u.watchingMs})`.as('watching_ms'),
          month: sql<string>`${month}`.as('month'),
        })
        .from(u)
        .where(and(eq(u.orgId, orgId), eq(u.deviceId, deviceId), between(u.day, `${month}-01`, `${month}-31`)))
        .groupBy(u.orgId, u.deviceId, u.subjectId),
    ),
  ]
}
