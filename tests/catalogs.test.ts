import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { sqliteColumns } from '../src/server/store/columns.ts'
import * as postgresSchema from '../src/server/store/schema.postgres.ts'
import * as sqliteSchema from '../src/server/store/schema.sqlite.ts'
import { defineTables } from '../src/server/store/schema.ts'
import { describeStores } from './support/stores.ts'

/** The directory: what tells which organisation a caller belongs to cannot begin with it. */
const global: ReadonlySet<string> = new Set([
  ...['orgs', 'users', 'device_tokens', 'device_grants', 'fleet_tokens', 'api_clients', 'signing_keys'],
  ...['identities', 'passwords', 'totps', 'recovery_codes', 'sign_ins', 'one_time_tokens', 'invitations', 'channels'],
  'asked_mails',
])

/** Every key and index, and its first column. */
const queries = {
  sqlite: sql`
    select m.name as "table", i.name as name, (select c.name from pragma_index_info(i.name) c where c.seqno = 0) as first
    from sqlite_schema m, pragma_index_list(m.name) i where m.type = 'table'`,
  postgres: sql`
    select t.relname as "table", i.relname as name, a.attname as first
    from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
    left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]`,
}

it('are all known to what makes migrations, of either database', () => {
  const tables = Object.keys(defineTables(sqliteColumns)).sort()
  expect(Object.keys(sqliteSchema).sort()).toEqual(tables)
  expect(Object.keys(postgresSchema).sort()).toEqual(tables)
})

describeStores('catalogs', (open) => {
  it('have org_id first in every key and index of what belongs to an organisation', async () => {
    const { db, dialect } = await open()
    const found = await db
      .select({ table: sql<string>`"table"`, name: sql<string>`name`, first: sql<string>`first` })
      .from(sql`(${queries[dialect]}) as found`)
    const tenant = found.filter(({ table }) => !global.has(table))
    expect(new Set(tenant.map(({ table }) => table)).size).toBeGreaterThanOrEqual(14)
    expect(tenant.filter(({ first }) => first !== 'org_id')).toEqual([])
  })
})
