import { and, between, eq, gt, lte, max, sql } from 'drizzle-orm'
import { addDays, type Day, dayMs, dayNumber, type Month, monthOf } from '../../core/time.ts'
import { isAmong, toList } from './prepared.ts'
import type { Store } from './store.ts'
import { prepareOf, type Whose } from './whose.ts'

/** An app, and the last day on which it was in front. */
interface LastDay {
  readonly subjectId: number
  readonly day: Day
}

/**
 * When each of some apps was last in front on some devices, up to a day: the instant at which that clock hour began, or noon of
 * that day where hours are not kept so long. No entry for those that never were, as far back as days are kept.
 * @returns by subject, epoch milliseconds
 */
export async function findLastInFront(
  store: Store,
  orgId: number,
  whose: Whose,
  subjects: readonly number[],
  until: Day,
): Promise<Map<number, number>> {
  const found: LastDay[] = []
  let left = [...new Set(subjects)]
  // A month that has not ended by then may have days that come later only.
  for (const month of [monthOf(until), monthOf(addDays(`${monthOf(until)}-01`, -1))]) {
    const months = await findLastMonths(store, orgId, whose, left, month)
    for (const [last, ids] of groupBy(months))
      found.push(...(await findLastDays(store, orgId, whose, ids, last, until)))
    const done = new Set(found.map(({ subjectId }) => subjectId))
    left = [...months.keys()].filter((id) => !done.has(id))
  }
  return toInstants(store, orgId, whose, found)
}

const monthsQuery = prepareOf((store, ofDevices) => {
  const { usageMonths: m } = store.t
  return store.db
    .select({ subjectId: m.subjectId, month: max(m.month) })
    .from(m)
    .where(
      and(
        eq(m.orgId, sql.placeholder('orgId')),
        ofDevices(m.deviceId),
        isAmong(store, m.subjectId, 'subjects'),
        lte(m.month, sql.placeholder('until')),
        gt(m.foregroundMs, 0),
      ),
    )
    .groupBy(m.subjectId)
    .prepare('last_months')
})

/** The last month, up to one, in which each app was in front. */
async function findLastMonths(
  store: Store,
  orgId: number,
  whose: Whose,
  subjects: readonly number[],
  until: Month,
): Promise<Map<number, Month>> {
  if (subjects.length === 0) return new Map()
  const rows = await monthsQuery(store, orgId, whose, { subjects: toList(store, subjects), until })
  return new Map(rows.flatMap(({ subjectId, month }) => (month === null ? [] : [[subjectId, month]])))
}

const daysQuery = prepareOf((store, ofDevices) => {
  const { usageDays: u } = store.t
  return store.db
    .select({ subjectId: u.subjectId, day: max(u.day) })
    .from(u)
    .where(
      and(
        eq(u.orgId, sql.placeholder('orgId')),
        ofDevices(u.deviceId),
        between(u.day, sql.placeholder('first'), sql.placeholder('last')),
        isAmong(store, u.subjectId, 'subjects'),
        gt(u.foregroundMs, 0),
      ),
    )
    .groupBy(u.subjectId)
    .prepare('last_days')
})

async function findLastDays(
  store: Store,
  orgId: number,
  whose: Whose,
  subjects: readonly number[],
  month: Month,
  until: Day,
): Promise<LastDay[]> {
  const last = until < `${month}-31` ? until : `${month}-31`
  const rows = await daysQuery(store, orgId, whose, {
    ...{ first: `${month}-01`, last },
    subjects: toList(store, subjects),
  })
  return rows.flatMap(({ subjectId, day }) => (day === null ? [] : [{ subjectId, day }]))
}

const hoursQuery = prepareOf((store, ofDevices) => {
  const { usageHours: h } = store.t
  return store.db
    .select({ subjectId: h.subjectId, day: h.day, hour: max(h.hour) })
    .from(h)
    .where(
      and(
        eq(h.orgId, sql.placeholder('orgId')),
        ofDevices(h.deviceId),
        isAmong(store, h.day, 'days'),
        isAmong(store, h.subjectId, 'subjects'),
        gt(h.foregroundMs, 0),
      ),
    )
    .groupBy(h.subjectId, h.day)
    .prepare('last_hours')
})

async function toInstants(store: Store, orgId: number, whose: Whose, found: readonly LastDay[]) {
  const instants = new Map(found.map(({ subjectId, day }) => [subjectId, dayNumber(day) + dayMs / 2]))
  if (found.length === 0) return instants
  const days = new Set(found.map(({ day }) => day))
  const subjects = found.map(({ subjectId }) => subjectId)
  const rows = await hoursQuery(store, orgId, whose, {
    days: toList(store, days),
    subjects: toList(store, subjects),
  })
  for (const { subjectId, day, hour } of rows)
    if (hour !== null && found.some((one) => one.subjectId === subjectId && one.day === day))
      instants.set(subjectId, hour)
  return instants
}

function groupBy(months: ReadonlyMap<number, Month>): Map<Month, number[]> {
  const groups = new Map<Month, number[]>()
  for (const [id, month] of months) groups.set(month, [...(groups.get(month) ?? []), id])
  return groups
}
