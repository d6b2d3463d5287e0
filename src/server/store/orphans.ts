import { type AnyColumn, and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Store } from './store.ts'

/** Rows of a table that refer to something that is not there. */
export interface Orphans {
  readonly table: string
  readonly missing: 'device' | 'stream' | 'subject'
  readonly rows: number
}

/** Finds rows whose device, stream or subject is gone. */
export async function findOrphans({ db, t }: Store): Promise<Orphans[]> {
  const count = async (
    table: string,
    missing: Orphans['missing'],
    from: typeof t.spans,
    column: AnyColumn,
    to: typeof t.devices,
  ): Promise<Orphans> => {
    const [row] = await db
      .select({ rows: sql<number>`count(*)`.mapWith(Number) })
      .from(from)
      .leftJoin(to, and(eq(to.orgId, from.orgId), eq(to.id, column)))
      .where(and(isNotNull(column), isNull(to.id)))
    return { table, missing, rows: row?.rows ?? 0 }
  }
  const toStream = t.streams as unknown as typeof t.devices
  const toSubject = t.subjects as unknown as typeof t.devices
  const found: Orphans[] = []
  for (const [name, table] of Object.entries(t)) {
    const from = table as unknown as typeof t.spans
    if ('deviceId' in table) found.push(await count(name, 'device', from, table.deviceId, t.devices))
    if ('streamId' in table) found.push(await count(name, 'stream', from, table.streamId, toStream))
    if ('subjectId' in table) found.push(await count(name, 'subject', from, table.subjectId, toSubject))
  }
  return found.filter(({ rows }) => rows > 0)
}
