import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../src/server/store/sqlite.ts'
import { cleanEnvironment, newFolder, runProgram } from './support/program.ts'
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
    'unrecorded_days',
    'usage_days',
    'usage_months',
  ])
})

it('migrations › happen once when several start at the same moment', async () => {
  const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: newFolder() })
  const started = await Promise.all(Array.from({ length: 5 }, () => runProgram(['db', 'migrate'], env)))
  expect(started.map(({ exit, err }) => [exit, err])).toEqual(Array(5).fill([0, '']))
})

describe('migrations › a database of a newer version', () => {
  it('is refused with 78 and left alone', async () => {
    const folder = newFolder()
    const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: folder })
    await runProgram(['db', 'migrate'], env)
    const file = new Database(join(folder, 'server', 'usage-audit.db'))
    file.prepare("insert into __drizzle_migrations (hash, created_at) values ('later', ?)").run(Date.UTC(2099, 0))
    file.close()
    const { exit, err } = await runProgram(['db', 'migrate'], env)
    expect(exit).toBe(78)
    expect(err).toMatch(/newer usage-audit/)
  })
})
