import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../src/server/store/sqlite.ts'
import { inDatabase } from './support/in-database.ts'
import { describeColdStarts, describeCutMigrations, describeKilledMigrations } from './support/migrations-trial.ts'
import { openOld } from './support/old-database.ts'
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

const oldDay = "insert into days (org_id, device_id, day, recorded_ms, due_ms) values (1, 2, '2026-11-02', 1, 1)"
const oldMonth = `insert into usage_months (org_id, device_id, month, subject_id, running_ms, cpu_ms, launches,
  memory_kib_seconds, memory_peak_kib, days) values (1, 2, '2026-11', 1, 1, 1, 1, 1, 1, 1)`

const oldTitle = `insert into spans (org_id, device_id, source, start, stream_id, "end", subject_id, detail)
  values (1, 2, 'window', ${Date.UTC(2026, 10, 3, 23, 59)}, 1, ${Date.UTC(2026, 10, 4)}, 1, '{"title":"Inbox"}')`

it.each(Object.entries(openOld))(
  'migrations › let every day that was made before be made again, and every day with titles (%s)',
  async (_, open) => {
    const store = await open(2, [oldDay, oldMonth, oldTitle])
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

const oldReader = `insert into recipients (org_id, id, address, name, locale, zone, added_by, token_hash, expires_at,
  confirmed_at, created_at) values (1, 'reader', 'doc@example.org', 'My doctor', 'en', 'UTC', 'bo', 'hash', 9, 5, 1)`
const oldReads = [
  ['person-month', 'bo', 1, 2],
  ['org-month', '', 0, 4],
  ['person-month', 'mia', 0, 3],
].map(
  ([kind, about, wanted, at]) => `insert into subscriptions (org_id, reader, kind, about, wanted, changed_at)
  values (1, 'reader', '${kind}', '${about}', ${wanted}, ${at})`,
)

it.each(Object.entries(openOld))(
  'migrations › leave each sharer their own reader, and the link that waits to what was asked last (%s)',
  async (_, open) => {
    const store = await open(7, [oldReader, ...oldReads])
    const { recipients: r } = store.t
    expect(await store.db.select().from(r).orderBy(r.about)).toMatchObject([
      { about: '', kind: 'org-month', name: 'doc@example.org', addedBy: 'bo', tokenHash: 'hash', confirmedAt: null },
      { id: 'reader', about: 'bo', name: 'My doctor', addedBy: 'bo', tokenHash: null, confirmedAt: 5 },
      { id: 'reader', about: 'mia', name: 'doc@example.org', addedBy: 'mia', tokenHash: null, confirmedAt: 5 },
    ])
    await store.close()
  },
)
