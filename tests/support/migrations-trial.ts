import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { pendingMigrations } from '../../src/server/store/migrations.ts'
import { type Ask, inDatabase } from './in-database.ts'
import { needs } from './needs.ts'
import { cleanEnvironment, newFolder, runProgram } from './program.ts'
import { createDatabase } from './stores.ts'

const atOnce = 5
const steps = { sqlite: pendingMigrations('sqlite', undefined), postgres: pendingMigrations('postgres', undefined) }

/** A new place for a store, and how to see which steps it has. */
interface Place {
  readonly env: NodeJS.ProcessEnv
  readonly url: string
  /** How many steps are written down; 0 where nothing is. */
  applied(): Promise<number>
}

const places = {
  sqlite: async (): Promise<Place> => {
    const file = join(newFolder(), 'usage-audit.db')
    return toPlace(`file:${file}`, async () => (existsSync(file) ? countSteps(file) : 0))
  },
  postgres: async (): Promise<Place> => {
    const url = await createDatabase()
    return toPlace(url, () => inDatabase(url, countStepsIn))
  },
}

const toPlace = (url: string, applied: Place['applied']): Place => ({
  env: cleanEnvironment({ USAGE_AUDIT_DATA_DIR: newFolder(), USAGE_AUDIT_SERVER__DATABASE: url }),
  url,
  applied,
})

function countSteps(file: string): number {
  const client = new Database(file)
  try {
    expect(client.pragma('quick_check', { simple: true })).toBe('ok')
    const known = client.prepare("select 1 from sqlite_schema where name = '__drizzle_migrations'").get()
    if (!known) return 0
    return client.prepare<[], { n: number }>('select count(*) as n from __drizzle_migrations').get()!.n
  } finally {
    client.close()
  }
}

async function countStepsIn(ask: Ask): Promise<number> {
  const [known] = await ask("select to_regclass('drizzle.__drizzle_migrations') is not null as known")
  if (!known!.known) return 0
  return Number((await ask('select count(*) as n from drizzle.__drizzle_migrations'))[0]!.n)
}

/** Servers that start together on nothing: one migrates, all go on. */
export const describeColdStarts = (times: number) =>
  it.each(Object.entries(places))(
    `migrations › happen once when ${atOnce} start at the same moment, ${times} times (%s)`,
    {
      timeout: 20_000 + times * 20_000,
    },
    async (dialect, newPlace) => {
      for (let i = 0; i < times; i++) {
        const { env, applied } = await newPlace()
        const started = await Promise.all(Array.from({ length: atOnce }, () => runProgram(['db', 'migrate'], env)))
        expect(started.map(({ exit, err }) => [exit, err])).toEqual(Array(atOnce).fill([0, '']))
        expect(await applied()).toBe(steps[dialect as keyof typeof steps].length)
      }
    },
  )

/** A database ends the migration at each of its statements in turn. */
export const describeCutMigrations = (statements: readonly number[]) =>
  it(`migrations › happen wholly or not at all on PostgreSQL, cut at ${statements.length} statements`, {
    timeout: 20_000 + statements.length * 20_000,
  }, async () => {
    for (const n of statements) {
      const { env, url, applied } = await places.postgres()
      await inDatabase(url, (ask) => cutAtStatement(ask, n))
      const cut = await runProgram(['db', 'migrate'], env)
      expect(cut.exit).not.toBe(0)
      expect(await applied()).toBe(0)
      await inDatabase(url, (ask) => ask('drop event trigger cut'))
      expect(await runProgram(['db', 'migrate'], env)).toMatchObject({ exit: 0, err: '' })
      expect(await applied()).toBe(steps.postgres.length)
    }
    console.log(`cut at ${statements.length} statements`)
  })

/** What the migrations have of statements that change the schema, the two tables of their own list included. */
export const schemaStatements =
  2 +
  steps.postgres.flatMap(({ statements }) => statements).filter((text) => /^\s*(create|alter|drop)/i.test(text)).length

/** The backend that comes to its n-th change of the schema ends itself. */
async function cutAtStatement(ask: Ask, n: number): Promise<void> {
  await ask('create sequence cuts')
  await ask(`create function cut() returns event_trigger language plpgsql as
    $$ begin if nextval('cuts') = ${n} then perform pg_terminate_backend(pg_backend_pid()); end if; end $$`)
  await ask('create event trigger cut on ddl_command_end execute function cut()')
}

/** The program is killed at each of its writes in turn, until it has no more. */
export const describeKilledMigrations = (writes: readonly number[]) =>
  it.skipIf(!needs('strace', 'strace'))(
    'migrations › happen wholly or not at all on SQLite, killed at a write',
    { timeout: 60_000 + writes.length * 20_000 },
    async () => {
      let kills = 0
      for (const n of writes) {
        const { env, applied } = await places.sqlite()
        if (!(await isKilledAtWrite(n, env))) break
        kills++
        expect([0, steps.sqlite.length]).toContain(await applied())
        expect(await runProgram(['db', 'migrate'], env)).toMatchObject({ exit: 0, err: '' })
        expect(await applied()).toBe(steps.sqlite.length)
      }
      expect(kills).toBeGreaterThan(0)
      console.log(`killed at ${kills} writes`)
    },
  )

/** @returns false if it ended before its n-th write */
async function isKilledAtWrite(n: number, env: NodeJS.ProcessEnv): Promise<boolean> {
  const inject = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=pwrite64', '-e', `inject=pwrite64:signal=KILL:when=${n}`]
  const program = [process.execPath, 'bin/usage-audit.js', 'db', 'migrate']
  const child = spawn('strace', [...inject, ...program], { env, stdio: 'ignore' })
  const [exit] = await once(child, 'exit')
  return exit !== 0
}
