import { eq, sql } from 'drizzle-orm'
import { request } from 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { inDatabase } from '../../../tests/support/in-database.ts'
import { enroll } from '../../../tests/support/records.ts'
import { serve } from '../../../tests/support/server.ts'
import { createDatabase } from '../../../tests/support/stores.ts'
import { createUploader } from '../../../tests/support/uploaders.ts'
import { openPostgres } from './postgres.ts'
import type { Store } from './store.ts'

const opened: Store[] = []
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
})

async function open(setting?: string) {
  const url = await createDatabase()
  if (setting) await inDatabase(url, (ask) => ask(`alter database ${new URL(url).pathname.slice(1)} set ${setting}`))
  const store = await openPostgres(url)
  opened.push(store)
  return { url, store }
}

describe('a batch on PostgreSQL', () => {
  it.each(['repeatable read', 'serializable'])('loses no update where the database is set to %s', async (level) => {
    const { store } = await open(`default_transaction_isolation = '${level}'`)
    const { user } = await enroll(store)
    const { users } = store.t
    const add = () => store.batch((db) => [db.update(users).set({ idleAfterMs: sql`${users.idleAfterMs} + 1` })])
    await Promise.all(Array.from({ length: 30 }, add))
    const [after] = await store.db.select().from(users).where(eq(users.id, user.id))
    expect(after!.idleAfterMs).toBe(user.idleAfterMs + 30)
  })

  it.each([
    [undefined, '30s 20s'],
    [3_000, '3s 2s'],
    [0, '0 20s'],
  ])('bounds how long a statement takes and stands still, for itself only (%s ms)', async (answerMs, bounds) => {
    const store = await openPostgres(await createDatabase(), { ...(answerMs !== undefined && { answerMs }) })
    opened.push(store)
    const { orgs } = store.t
    const told = sql<string>`current_setting('statement_timeout') || ' ' || current_setting('idle_in_transaction_session_timeout')`
    await store.batch((db) => [db.insert(orgs).values({ id: 1, name: told, createdAt: 1 })])
    const after = await store.db.select({ name: orgs.name, outside: told }).from(orgs)
    expect(after).toEqual([{ name: bounds, outside: '0 0' }])
  })

  it('writes nothing at all if its connection ends in the middle of it', async () => {
    const { store } = await open()
    const { users } = store.t
    const user = { locale: 'en', zone: 'UTC', email: null, createdAt: 1, idleAfterMs: 60_000 }
    for (let i = 0; i < 10; i++) {
      const written = store.batch((db) => [
        db.insert(users).values({ ...user, id: `before ${i}`, name: 'Ana' }),
        db.select({ ended: sql`pg_terminate_backend(pg_backend_pid())` }).from(sql`(select 1) as one`),
        db.insert(users).values({ ...user, id: `after ${i}`, name: 'Ana' }),
      ])
      await expect(written).rejects.toThrow()
    }
    expect(await store.db.select().from(users)).toEqual([])
  })
})

const changeSchema = `lock table drizzle.__drizzle_migrations in access exclusive mode;
  insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${Date.UTC(2099, 0)})`

describe('a server of an older version', () => {
  it('takes nothing any more once a newer one has changed the schema: 503, come again', async () => {
    const { url, store } = await open()
    const { token } = await enroll(store)
    const server = await serve(store)
    const uploader = createUploader(server.url, token)
    expect((await uploader.send()).status).toBe(200)
    await inDatabase(url, (ask) => ask(changeSchema))
    const { status, retryAfter } = await uploader.send()
    expect([status, Number(retryAfter) > 0]).toEqual([503, true])
    expect((await request(`${server.url}/readyz`)).statusCode).toBe(503)
    await uploader.close()
    await server.stop()
    expect(await store.db.$count(store.t.processHours)).toBe(60)
  })

  it('waits while the schema is being changed, and writes nothing into what it does not know', async () => {
    const { url, store } = await open()
    const outcome = await inDatabase(url, async (ask) => {
      await ask('begin')
      await ask(changeSchema)
      const written = store.batch((db) => [db.insert(store.t.orgs).values({ id: 7, name: 'late', createdAt: 1 })])
      const settled = written.then(
        () => 'written',
        (error) => error.code,
      )
      const isWaiting =
        'select 1 as yes from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())'
      while ((await ask(isWaiting)).length === 0);
      await ask('commit')
      return settled
    })
    expect(outcome).toBe('store_unavailable')
    expect(await store.db.select().from(store.t.orgs)).toEqual([])
  })
})

it('a migration takes its time where the database lets no statement run for long', async () => {
  const url = await createDatabase()
  await inDatabase(url, async (ask) => {
    await ask(`alter database ${new URL(url).pathname.slice(1)} set statement_timeout = '200ms'`)
    await ask('set statement_timeout = 0')
    const other = ask('begin; select pg_advisory_xact_lock(7316402), pg_sleep(0.5); commit')
    opened.push(await openPostgres(url))
    await other
  })
})
