import { type AnyColumn, and, eq, inArray, sql } from 'drizzle-orm'
import { type Judge, toTitleProgram } from '../../../core/categories/judge.ts'
import type { Subject } from '../../../core/categories/rules.ts'
import { type Day, dayAt, dayMs } from '../../../core/time.ts'
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

/** The days on which windows of some subjects had a title that is still here. */
export async function findTitledDays(
  { db, t: { spans: s, streams } }: Store,
  orgId: number,
  subjects: readonly number[],
): Promise<TitledDay[]> {
  const found = new Map<string, TitledDay>()
  for (const ids of chunk(subjects)) {
    const numberOf = (instant: AnyColumn) =>
      sql<number>`(${instant} - ${streams.clockAheadMs}) / ${sql.raw(String(dayMs))}`.mapWith(Number)
    const rows = await db
      .selectDistinct({ deviceId: s.deviceId, first: numberOf(s.start), last: numberOf(s.end) })
      .from(s)
      .innerJoin(streams, and(eq(streams.orgId, s.orgId), eq(streams.id, s.streamId)))
      // In the words of the index that only rows with a title are in.
      .where(
        and(eq(s.orgId, orgId), sql`${s.source} = 'window' and ${s.detail} is not null`, inArray(s.subjectId, ids)),
      )
    for (const { deviceId, ...row } of rows)
      for (const number of [row.first, row.last]) {
        const day = dayAt(number * dayMs, 0)
        found.set(`${deviceId} ${day}`, { deviceId, day })
      }
  }
  return [...found.values()]
}
