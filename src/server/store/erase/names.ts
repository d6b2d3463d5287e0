import { and, eq, isNotNull, ne, sql } from 'drizzle-orm'
import type { Store } from '../store.ts'

/** No agent tells of such a kind. */
const erased = 'erased'

/**
 * Takes the names of apps away of which no row of the organisation tells any more; their numbers stay, so that none is given twice.
 * Servers that remember a number look again: their devices have another mark.
 */
export async function eraseNames(store: Store, orgId: number, now: number): Promise<void> {
  const { subjects: s, devices: d } = store.t
  const users = Object.values(store.t).filter((table) => 'subjectId' in table) as unknown as Store['t']['spans'][]
  await store.batch((db) => [
    // First, so that an upload that knows an old number has to wait, and then to look again.
    db
      .update(d)
      .set({ subjectsMark: sql`case when ${d.subjectsMark} >= ${now} then ${d.subjectsMark} + 1 else ${now} end` })
      .where(eq(d.orgId, orgId)),
    db
      .update(s)
      .set({ kind: erased, key: sql`'' || ${s.id}`, name: '' })
      .where(
        and(
          eq(s.orgId, orgId),
          ne(s.kind, erased),
          ...users.map(
            (table) =>
              sql`${s.id} not in ${db
                .select({ id: table.subjectId })
                .from(table)
                .where(and(eq(table.orgId, orgId), isNotNull(table.subjectId)))}`,
          ),
        ),
      ),
  ])
}
