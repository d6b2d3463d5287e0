import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { WindowDetail } from '../../protocol/batches.ts'
import type { OnDevices } from './app-sums.ts'
import type { Store } from './store.ts'

/** Windows whose title holds a text, the newest first. SQLite knows capitals of plain letters only. */
export async function findTitled(
  { db, t: { spans: s, subjects } }: Store,
  { orgId, deviceIds }: OnDevices,
  text: string,
  since: number,
  most: number,
) {
  const pattern = `%${text.toLowerCase().replace(/[!%_]/g, '!$&')}%`
  const rows = await db
    .select({ key: subjects.key, start: s.start, detail: s.detail })
    .from(s)
    .innerJoin(subjects, and(eq(subjects.orgId, s.orgId), eq(subjects.id, s.subjectId)))
    .where(
      and(
        eq(s.orgId, orgId),
        inArray(s.deviceId, [...deviceIds]),
        // In the words of the index that only rows with a title are in.
        sql`${s.source} = 'window' and ${s.detail} is not null`,
        gte(s.start, since),
        sql`lower(${s.detail} ->> 'title') like ${pattern} escape '!'`,
      ),
    )
    .orderBy(desc(s.start))
    .limit(most)
  return rows.map(({ key, start, detail }) => ({ key, start, title: (detail as WindowDetail).title }))
}
