import { and, asc, between, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import type { PersonDay, PersonTime } from '../../core/person-day.ts'
import { addDays, type Day } from '../../core/time.ts'
import { personHourWrites } from './person-hours.ts'
import { prepareOnce } from './prepared.ts'
import { chunk } from './sql.ts'
import type { Db, Store } from './store.ts'

export type TouchedPersonDay = Store['t']['touchedPersonDays']['$inferSelect']

/** A person within an organisation. */
export interface PersonKey {
  readonly orgId: number
  readonly userId: string
}

/** Which marks to look at. */
export interface TouchedPeopleQuestion {
  readonly person?: PersonKey
  /** The mark after which to go on. */
  readonly after?: TouchedPersonDay | undefined
  readonly limit: number
}

/** UTC days whose days of a person are to be made again, in the order of their keys. */
export function findTouchedPersonDays({ db, t }: Store, { person, after, limit }: TouchedPeopleQuestion) {
  const { touchedPersonDays: p } = t
  const ofPerson = person && and(eq(p.orgId, person.orgId), eq(p.userId, person.userId))
  const beyond =
    after &&
    or(
      gt(p.orgId, after.orgId),
      and(eq(p.orgId, after.orgId), gt(p.userId, after.userId)),
      and(eq(p.orgId, after.orgId), eq(p.userId, after.userId), gt(p.day, after.day)),
    )
  return db.select().from(p).where(and(ofPerson, beyond)).orderBy(asc(p.orgId), asc(p.userId), asc(p.day)).limit(limit)
}

/** Marks a person's day, with what is written of a device's; whoever is making it begins again. */
export function touchPersonDay({ t: { touchedPersonDays: p } }: Store, db: Db, touched: TouchedPersonDay) {
  const key = [p.orgId, p.userId, p.day]
  return db
    .insert(p)
    .values(touched)
    .onConflictDoUpdate({ target: key, set: { mark: touched.mark } })
}

/** Sessions last a day at most, and no clock is further from another than a day and a bit: what lies further off has no say. */
const daysAround = 3

/** The person's devices that have days around one, ascending. Of one whose days are yet to be made the day is marked then. */
export async function findDevicesAround({ db, t }: Store, touched: TouchedPersonDay): Promise<DeviceKey[]> {
  const { days: d, devices } = t
  const { orgId, userId, day } = touched
  const rows = await db
    .selectDistinct({ deviceId: devices.id })
    .from(devices)
    .innerJoin(d, and(eq(d.orgId, devices.orgId), eq(d.deviceId, devices.id)))
    .where(
      and(
        eq(devices.orgId, orgId),
        eq(devices.userId, userId),
        between(d.day, addDays(day, -daysAround), addDays(day, daysAround)),
        gt(d.dueMs, 0),
      ),
    )
    .orderBy(asc(devices.id))
  return rows.map(({ deviceId }) => ({ orgId, deviceId }))
}

/**
 * Replaces days of a person with their hours, and takes back the mark that made it necessary: all or nothing.
 * @throws AppError `conflict` if days of a device were made since `touched` was read, or somebody else made these; then the day
 * is still marked, or done
 */
export function replacePersonDays(store: Store, touched: TouchedPersonDay, made: readonly PersonTime[]): Promise<void> {
  const { touchedPersonDays: n, personDays: p } = store.t
  const { orgId, userId, day, mark } = touched
  const days = made.map((each) => each.day)
  const dates = days.map((each) => each.day)
  const rows = days.filter(({ dueMs }) => dueMs > 0).map((each) => ({ orgId, userId, ...each }))
  return store.batch((db) => [
    {
      expectRows: 1,
      write: db.delete(n).where(and(eq(n.orgId, orgId), eq(n.userId, userId), eq(n.day, day), eq(n.mark, mark))),
    },
    db.delete(p).where(and(eq(p.orgId, orgId), eq(p.userId, userId), inArray(p.day, dates))),
    ...chunk(rows).map((part) => db.insert(p).values(part)),
    ...personHourWrites(store, db, { orgId, userId }, made),
  ])
}

const daysQuery = prepareOnce(({ db, t: { personDays: p } }) =>
  db
    .select()
    .from(p)
    .where(
      and(
        eq(p.orgId, sql.placeholder('orgId')),
        eq(p.userId, sql.placeholder('userId')),
        between(p.day, sql.placeholder('from'), sql.placeholder('to')),
      ),
    )
    .orderBy(asc(p.day))
    .prepare('person_days'),
)

/** What is stored of a person from one day to another, both included, on all devices together; ascending. */
export async function readPersonDays(store: Store, { orgId, userId }: PersonKey, from: Day, to: Day) {
  const rows = await daysQuery(store).execute({ orgId, userId, from, to })
  return rows.map(({ orgId: _, userId: __, ...day }): PersonDay => day)
}
