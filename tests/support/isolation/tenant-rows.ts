import { createHash, randomUUID } from 'node:crypto'
import { eq, getTableColumns, inArray, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Store } from '../../../src/server/store/store.ts'

/** Whose rows are meant: an organisation and those who are in no other. */
export interface Owned {
  readonly orgId: number
  readonly userIds: readonly string[]
  /** In every text of theirs that may say anything. */
  readonly word: string
}

type Row = Readonly<Record<string, unknown>>
export type TenantRows = Readonly<Record<string, readonly Row[]>>

/** What is nobody's. */
const ofTheServer = new Set(['signingKeys', 'channels'])

/** Every row there is of a tenant, by table; of a table that it cannot tell whose the rows are, it complains. */
export async function readTenant(store: Store, owned: Owned): Promise<TenantRows> {
  const found: Record<string, readonly Row[]> = {}
  for (const [name, table] of tablesOf(store))
    found[name] = await store.db
      .select()
      .from(table)
      .where(isOf(name, getTableColumns(table), owned))
  return found
}

const tablesOf = ({ t }: Store) =>
  (Object.entries(t) as unknown as [string, PgTable][]).filter(([name]) => !ofTheServer.has(name))

function isOf(name: string, columns: Record<string, PgColumn>, { orgId, userIds }: Owned): SQL {
  if (columns.orgId) return eq(columns.orgId, orgId)
  const user = columns.userId ?? columns.asker
  if (user) return inArray(user, [...userIds])
  if (name === 'orgs') return eq(columns.id!, orgId)
  if (name === 'users') return inArray(columns.id!, [...userIds])
  throw new Error(`whose are the rows of "${name}"? say so in tests/support/isolation/tenant-rows.ts`)
}

/** Gives a tenant a row in each table where there is none yet, with its word in every text of it. */
export async function fillEmptyTables(store: Store, owned: Owned): Promise<void> {
  const rows = await readTenant(store, owned)
  for (const [name, table] of tablesOf(store)) {
    if (rows[name]!.length > 0) continue
    const made = Object.entries(getTableColumns(table)).map(([key, column]) => [key, toValue(name, key, column, owned)])
    await store.batch((db) => [db.insert(table).values(Object.fromEntries(made))])
  }
}

function toValue(table: string, key: string, { dataType }: PgColumn, { orgId, userIds, word }: Owned) {
  if (key === 'orgId') return orgId
  if (key === 'userId' || key === 'asker') return userIds[0]
  if (dataType === 'number') return 4_000_000 + orgId
  if (key === 'id' || key === 'uuid') return randomUUID()
  const text = `${word}-${table}-${key}`
  return dataType === 'json' ? { text } : text
}

/** Changes whenever any of the rows does. */
export const hashRows = (rows: TenantRows): string =>
  createHash('sha256')
    .update(
      JSON.stringify(Object.entries(rows).map(([name, all]) => [name, all.map((row) => JSON.stringify(row)).sort()])),
    )
    .digest('hex')

/** Every text in the rows, also within JSON. */
export function textsOf(given: unknown): string[] {
  if (typeof given === 'string') return [given]
  if (typeof given !== 'object' || given === null) return []
  return Object.values(given).flatMap(textsOf)
}

/** Texts that only one of two tenants has: where another reads one of them, something leaked. */
export function canariesOf(rows: TenantRows, others: TenantRows): string[] {
  const common = new Set(textsOf(others))
  // A bare word is a kind of something, and a month the same, in every organisation; and somebody who is in two may have named
  // themselves.
  const isOwn = (text: string) =>
    text.length >= 6 && !/^([a-z_]+|(person|org)-(month|week)|\d{4}-\d\d|Name \d+)$/.test(text) && !common.has(text)
  return [...new Set(textsOf(rows))].filter(isOwn)
}

/** One value of each column that holds ids; small numbers count up in every organisation, and name something in each. */
export function idsOf(rows: TenantRows): string[] {
  const found = Object.values(rows).flatMap((all) =>
    ['id', 'uuid'].flatMap((key) => (all[0]?.[key] === undefined ? [] : [String(all[0][key])])),
  )
  return [...new Set(found)].filter((id) => id.length > 4)
}
