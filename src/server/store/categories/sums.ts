import { type AnyColumn, and, between, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { toUnsorted, type UnsortedApp } from '../../../core/categories/sorted-apps.ts'
import {
  type CategorySums,
  type RuleFigures,
  type SubjectSums,
  type Sums,
  type TitleSums,
  toCategoryTotals,
  toRuleFigures,
} from '../../../core/categories/totals.ts'
import type { Day } from '../../../core/time.ts'
import { sumInt, sumKnown } from '../sql.ts'
import type { Store } from '../store.ts'
import { prepareOf, type Whose } from '../whose.ts'
import { readJudge } from './ruleset.ts'
import { readSubjects } from './titled-days.ts'

/** Days of the calendar where the devices were, both included. */
export interface Period {
  readonly from: Day
  readonly to: Day
}

/**
 * How long people used, and computers worked for, each category; without what lies below it, under null what no rule sorts. Follows
 * the rules as they are now. Devices are added up.
 */
export async function categoryTotals(
  store: Store,
  orgId: number,
  whose: Whose,
  period: Period,
): Promise<Map<number | null, CategorySums>> {
  const judge = await readJudge(store, orgId)
  return toCategoryTotals(await readSums(store, orgId, whose, period), judge)
}

/** What each rule takes of the time of an organisation, and how many apps, by the rule's id. */
export async function ruleFigures(store: Store, orgId: number, period: Period): Promise<Map<number, RuleFigures>> {
  const judge = await readJudge(store, orgId)
  return toRuleFigures(await readSums(store, orgId, 'all', period), judge)
}

/** What every sum of a category or a rule follows from. */
export async function readSums(store: Store, orgId: number, whose: Whose, period: Period): Promise<Sums> {
  const [subjects, usage, titles] = await Promise.all([
    readSubjects(store, orgId),
    readUsage(store, orgId, whose, period),
    readTitleSums(store, orgId, whose, period),
  ])
  return { subjects, usage, titles }
}

function readUsage(store: Store, orgId: number, whose: Whose, { from, to }: Period): Promise<SubjectSums[]> {
  const { usageDays: u } = store.t
  return store.db
    .select({ subjectId: u.subjectId, ...presenceOf(u), cpuMs: sumInt(u.cpuMs) })
    .from(u)
    .where(and(eq(u.orgId, orgId), devicesOf(store, orgId, whose, u.deviceId), between(u.day, from, to)))
    .groupBy(u.subjectId)
}

/** What rules on titles took. */
export const readTitleSums = (store: Store, orgId: number, whose: Whose, { from, to }: Period): Promise<TitleSums[]> =>
  titlesQuery(store, orgId, whose, { from, to })

const titlesQuery = prepareOf(({ db, t: { titleDays: n } }, ofDevices) =>
  db
    .select({ subjectId: n.subjectId, ruleId: n.ruleId, ...presenceOf(n) })
    .from(n)
    .where(
      and(
        eq(n.orgId, sql.placeholder('orgId')),
        ofDevices(n.deviceId),
        between(n.day, sql.placeholder('from'), sql.placeholder('to')),
      ),
    )
    .groupBy(n.subjectId, n.ruleId)
    .prepare('title_sums'),
)

/** Sums of what is known of who was there. */
export function presenceOf(table: Record<'foregroundMs' | 'activeMs' | 'watchingMs', AnyColumn>) {
  return {
    foregroundMs: sumKnown(table.foregroundMs),
    activeMs: sumKnown(table.activeMs),
    watchingMs: sumKnown(table.watchingMs),
  }
}

/** A condition on the devices, which lead the keys after the organisation. */
export function devicesOf({ db, t: { devices: d } }: Store, orgId: number, whose: Whose, column: AnyColumn): SQL {
  if (typeof whose === 'object' && 'deviceIds' in whose) return inArray(column, [...whose.deviceIds])
  const ofPerson = whose === 'all' ? undefined : eq(d.userId, whose.userId)
  return inArray(
    column,
    db
      .select({ id: d.id })
      .from(d)
      .where(and(eq(d.orgId, orgId), ofPerson)),
  )
}

/** Apps that no rule sorts, those with the most time in front first. */
export async function findUnsorted(store: Store, orgId: number, period: Period): Promise<UnsortedApp[]> {
  return toUnsorted(await readSums(store, orgId, 'all', period), await readJudge(store, orgId))
}
