import { setTimeout as sleep } from 'node:timers/promises'
import { request } from 'undici'
import { expect, inject, it } from 'vitest'
import { openPostgres } from '../../src/server/store/postgres.ts'
import { inDatabase } from '../support/in-database.ts'
import { startInstances } from '../support/instances.ts'
import { openOwnPostgres } from '../support/own-postgres.ts'
import { serve } from '../support/server.ts'
import { startSilentProxy } from '../support/silent-proxy.ts'
import { createDatabase } from '../support/stores.ts'
import { type Answers, uploadThrough } from '../support/upload-through.ts'

const patience = { timeout: 150_000 }
const strange = (answers: Answers) => Object.keys(answers).filter((status) => !['200', '503'].includes(status))

const endOthers = `select pg_terminate_backend(pid) from pg_stat_activity
  where pid <> pg_backend_pid() and datname = current_database()`

it('a server outlives its connections to PostgreSQL, ended again and again', patience, async () => {
  const database = await createDatabase()
  const store = await openPostgres(database)
  const server = await startInstances(database, 1)
  const answers = await uploadThrough(store, server.url, 6, () =>
    inDatabase(database, async (ask) => {
      for (let i = 0; i < 40; i++) {
        await ask(endOthers)
        await sleep(i)
      }
    }),
  )
  // It throws if the server has ended by itself.
  await server.close()
  await store.close()
  expect(strange(answers)).toEqual([])
  expect(answers[503]).toBeGreaterThan(0)
})

it('a server outlives restarts of PostgreSQL, and its standing still', patience, async () => {
  const own = await openOwnPostgres()
  const store = await openPostgres(own.url)
  const server = await startInstances(own.url, 1)
  const answers = await uploadThrough(store, server.url, 4, async () => {
    for (let i = 0; i < 2; i++) {
      await sleep(100)
      await own.stop()
      await sleep(100 * i)
      await own.start()
      await sleep(100)
      own.signal('SIGSTOP')
      await sleep(300)
      own.signal('SIGCONT')
    }
  })
  await server.close()
  await store.close()
  await own.close()
  expect(strange(answers)).toEqual([])
  expect(answers[503]).toBeGreaterThan(0)
})

it(
  'connections that fall silent are given up in time, whatever was under way, and others are opened',
  patience,
  async () => {
    const database = await createDatabase()
    const store = await openPostgres(database)
    const proxy = await startSilentProxy(Number(new URL(inject('postgresUrl')).port))
    const way = new URL(database)
    way.port = String(proxy.port)
    const silenced = await openPostgres(way.href, { answerMs: 300 })
    const server = await serve(silenced)
    const answers = await uploadThrough(store, server.url, 6, async () => {
      for (let i = 0; i < 8; i++) {
        await sleep(20 * i)
        proxy.silence()
      }
    })
    expect((await request(`${server.url}/readyz`)).statusCode).toBe(200)
    await server.stop()
    proxy.silence()
    await silenced.close()
    await proxy.close()
    await store.close()
    expect(strange(answers)).toEqual([])
    expect(answers[503]).toBeGreaterThan(0)
  },
)
