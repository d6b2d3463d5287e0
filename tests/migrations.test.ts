import { readdirSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openSqlite } from '../src/server/store/sqlite.ts'
import { describeStores } from './support/stores.ts'

const names = (dialect: string) => readdirSync(`migrations/${dialect}`).filter((file) => file.endsWith('.sql'))

it('migrations › are the same steps in both dialects', () => {
  expect(names('sqlite')).toEqual(names('postgres'))
})

describeStores('migrations', (open) => {
  it('build every table of the schema', async () => {
    const { db, t } = await open()
    for (const table of Object.values(t)) expect(await db.select().from(table)).toEqual([])
  })
})

it('migrations › keep what drizzle-kit cannot write: tables without a row id', async () => {
  const store = openSqlite(':memory:')
  const rows = await store.db
    .select({ name: sql<string>`name`, text: sql<string>`sql` })
    .from(sql`sqlite_master`)
    .where(sql`type = 'table'`)
  await store.close()
  const without = rows.filter(({ text }) => text.includes('WITHOUT ROWID')).map(({ name }) => name)
  expect(without.sort()).toEqual([
    'days',
    'gaps',
    'process_hours',
    'spans',
    'touched_days',
    'usage_days',
    'usage_months',
  ])
})
