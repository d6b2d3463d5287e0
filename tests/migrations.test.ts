import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { pendingMigrations } from '../src/server/store/migrations.ts'
import { openPostgres } from '../src/server/store/postgres.ts'
import { openSqlite } from '../src/server/store/sqlite.ts'
import { inDatabase } from './support/in-database.ts'
import { describeColdStarts, describeCutMigrations, describeKilledMigrations } from './support/migrations-trial.ts'
import { cleanEnvironment, newFolder, runProgram } from './support/program.ts'
import { createDatabase, describeStores } from './support/stores.ts'

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
    'person_days',
    'person_hours',
    'process_hours',
    'spans',
    'title_days',
    'touched_days',
    'touched_person_days',
    'unrecorded_days',
    'usage_days',
    'usage_hours',
    'usage_months',
  ])
})

describeColdStarts(1)
describeCutMigrations([5])
describeKilledMigrations([3, 20])

const addLaterStep = `insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${Date.UTC(2099, 0)})`

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

  it('is refused so on PostgreSQL too', async () => {
    const url = await createDatabase()
    const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: newFolder(), USAGE_AUDIT_SERVER__DATABASE: url })
    await runProgram(['db', 'migrate'], env)
    await inDatabase(url, (ask) => ask(addLaterStep))
    const { exit, err } = await runProgram(['db', 'migrate'], env)
    expect([exit, err]).toEqual([78, expect.stringMatching(/newer usage-audit/)])
  })
})

const firstSteps = (dialect: 'sqlite' | 'postgres') => pendingMigrations(dialect, undefined).slice(0, 2)
const oldDay = "insert into days (org_id, device_id, day, recorded_ms, due_ms) values (1, 2, '2026-11-02', 1, 1)"
const oldMonth = `insert into usage_months (org_id, device_id, month, subject_id, running_ms, cpu_ms, launches,
  memory_kib_seconds, memory_peak_kib, days) values (1, 2, '2026-11', 1, 1, 1, 1, 1, 1, 1)`

const oldTitle = `insert into spans (org_id, device_id, source, start, stream_id, "end", subject_id, detail)
  values (1, 2, 'window', ${Date.UTC(2026, 10, 3, 23, 59)}, 1, ${Date.UTC(2026, 10, 4)}, 1, '{"title":"Inbox"}')`

/** A database as an earlier version left it, opened by this one. */
const openOld = {
  sqlite: async () => {
    const file = join(newFolder(), 'old.db')
    const client = new Database(file)
    client.exec('create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)')
    for (const { statements, hash, madeAt } of firstSteps('sqlite')) {
      for (const statement of statements) client.exec(statement)
      client.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run(hash, madeAt)
    }
    for (const statement of [oldDay, oldMonth, oldTitle]) client.exec(statement)
    client.close()
    return openSqlite(file)
  },
  postgres: async () => {
    const url = await createDatabase()
    await inDatabase(url, async (ask) => {
      await ask('create schema drizzle')
      await ask(
        'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
      )
      for (const { statements, hash, madeAt } of firstSteps('postgres')) {
        for (const statement of statements) await ask(statement)
        await ask('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [hash, madeAt])
      }
      for (const statement of [oldDay, oldMonth, oldTitle]) await ask(statement)
    })
    return openPostgres(url)
  },
}

it.each(Object.entries(openOld))(
  'migrations › let every day that was made before be made again, and every day with titles (%s)',
  async (_, open) => {
    const store = await open()
    const { db, t } = store
    expect(await db.select().from(t.touchedDays).orderBy(t.touchedDays.day)).toMatchObject([
      { orgId: 1, deviceId: 2, day: '2026-11-02', mark: 6 },
      { orgId: 1, deviceId: 2, day: '2026-11-03' },
    ])
    expect(await db.select().from(t.days)).toMatchObject([{ recordedMs: 1, watchingMs: null, sessions: null }])
    expect(await db.select().from(t.usageMonths)).toMatchObject([{ runningMs: 1, watchingMs: null }])
    await store.close()
  },
)
