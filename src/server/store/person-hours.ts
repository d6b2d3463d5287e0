import { and, between, eq, inArray, sql } from 'drizzle-orm'
import type { PersonHour, PersonTime } from '../../core/person-day.ts'
import type { Day } from '../../core/time.ts'
import { prepareOnce } from './prepared.ts'
import type { Db, Store } from './store.ts'
import type { Upsert, UpsertRow } from './upsert.ts'

/** When of a day a person was active, by the hour of the clock; written anew whenever the day is made. */
const personHourUpsert: Upsert = {
  table: 'person_hours',
  columns: [
    ['org_id', 'bigint'],
    ['user_id', 'text'],
    ['day', 'text'],
    ['hour', 'bigint'],
    ['recorded_ms', 'bigint'],
    ['active_ms', 'bigint'],
  ],
  keyLength: 4,
  // The day's rows are deleted first.
  update: 'recorded_ms = excluded.recorded_ms',
}

/** Replaces the hours of some days of a person. */
export function personHourWrites(
  { t: { personHours: h }, upsert }: Store,
  db: Db,
  { orgId, userId }: { readonly orgId: number; readonly userId: string },
  made: readonly PersonTime[],
) {
  const dates = made.map(({ day }) => day.day)
  const rows = made.flatMap(({ day: { day }, hours }) =>
    hours.map(({ hour, recordedMs, activeMs }): UpsertRow => [orgId, userId, day, hour, recordedMs, activeMs]),
  )
  return [
    db.delete(h).where(and(eq(h.orgId, orgId), eq(h.userId, userId), inArray(h.day, dates))),
    upsert(db, personHourUpsert, rows),
  ]
}

/** What is stored of a person's hours from one day to another, both included. */
export const readPersonHours = (
  store: Store,
  { orgId, userId }: { readonly orgId: number; readonly userId: string },
  from: Day,
  to: Day,
): Promise<(PersonHour & { readonly day: Day })[]> => hoursQuery(store).execute({ orgId, userId, from, to })

const hoursQuery = prepareOnce(({ db, t: { personHours: h } }) =>
  db
    .select({ day: h.day, hour: h.hour, recordedMs: h.recordedMs, activeMs: h.activeMs })
    .from(h)
    .where(
      and(
        eq(h.orgId, sql.placeholder('orgId')),
        eq(h.userId, sql.placeholder('userId')),
        between(h.day, sql.placeholder('from'), sql.placeholder('to')),
      ),
    )
    .prepare('person_hours'),
)
