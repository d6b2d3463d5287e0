import { and, eq, inArray } from 'drizzle-orm'
import { chunk } from './sql.ts'
import type { Store } from './store.ts'

/** What readers are called, by id, with an account or without; an id that is nobody's any more has no name. */
export async function findReaderNames(
  store: Store,
  orgId: number,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { db, t } = store
  const names = new Map<string, string>()
  for (const part of chunk([...new Set(ids)])) {
    const users = await db.select({ id: t.users.id, name: t.users.name }).from(t.users).where(inArray(t.users.id, part))
    const recipients = await db
      .select({ id: t.recipients.id, name: t.recipients.name })
      .from(t.recipients)
      .where(and(eq(t.recipients.orgId, orgId), inArray(t.recipients.id, part)))
    for (const { id, name } of [...users, ...recipients]) if (name !== '') names.set(id, name)
  }
  return names
}
