import { setImmediate } from 'node:timers/promises'
import { type AnyColumn, and, eq, inArray, sql } from 'drizzle-orm'
import { type Judge, toTitleProgram } from '../../../core/categories/judge.ts'
import type { Subject } from '../../../core/categories/rules.ts'
import type { DeviceKey } from '../../../core/devices.ts'
import { type Day, dayAt, dayMs } from '../../../core/time.ts'
import { findDevices } from '../devices.ts'
import { chunk } from '../sql.ts'
import type { Store } from '../store.ts'

/** What an organisation's facts are about, by number. @param ids only these; all of them if undefined */
export async function readSubjects(
  { db, t: { subjects: s } }: Store,
  orgId: number,
  ids?: readonly number[],
): Promise<Map<number, Subject>> {
  const rows = await db
    .select()
    .from(s)
    .where(and(eq(s.orgId, orgId), ids && inArray(s.id, [...ids])))
  return new Map(rows.map(({ id, kind, key, name }) => [id, { kind, key, name }]))
}

/** The subjects of which another judge would give windows to other rules. */
export async function findSubjectsJudgedAnew(store: Store, orgId: number, a: Judge, b: Judge): Promise<number[]> {
  const subjects = await readSubjects(store, orgId)
  return [...subjects]
    .filter(([, subject]) => toTitleProgram(a, subject) !== toTitleProgram(b, subject))
    .map(([id]) => id)
}

/** A UTC day of a device. */
export interface TitledDay {
  readonly deviceId: number
  readonly day: Day
}

/** The days on which windows of some subjects had a title that is still here. One device after another: screens and uploads go first. */
export async function findTitledDays(store: Store, orgId: number, subjects: readonly number[]): Promise<TitledDay[]> {
  const all: TitledDay[] = []
  if (subjects.length === 0) return all
  for (const { id } of await findDevices(store, orgId)) {
    await setImmediate()
    const numbers = await findDayNumbers(store, { orgId, deviceId: id }, subjects)
    all.push(...numbers.map((number) => ({ deviceId: id, day: dayAt(number * dayMs, 0) })))
  }
  return all
}

/** UTC days, counted from 1970, of one device. */
async function findDayNumbers(
  { db, t: { spans: s, streams } }: Store,
  { orgId, deviceId }: DeviceKey,
  subjects: readonly number[],
): Promise<number[]> {
  const numberOf = (instant: AnyColumn) =>
    sql<number>`(${instant} - ${streams.clockAheadMs}) / ${sql.raw(String(dayMs))}`.mapWith(Number)
  const found = new Set<number>()
  for (const ids of chunk(subjects)) {
    const rows = await db
      .selectDistinct({ first: numberOf(s.start), last: numberOf(s.end) })
      .from(s)
      .innerJoin(streams, and(eq(streams.orgId, s.orgId), eq(streams.id, s.streamId)))
      .where(
        and(
          eq(s.orgId, orgId),
          eq(s.deviceId, deviceId),
          // In the words of the index that only rows with a title are in.
          sql`${s.source} = 'window' and ${s.detail} is not null`,
          inArray(s.subjectId, ids),
        ),
      )
    for (const { first, last } of rows) found.add(first).add(last)
  }
  return [...found]
}
