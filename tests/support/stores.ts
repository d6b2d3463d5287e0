import { randomBytes } from 'node:crypto'
import { afterEach, describe, inject } from 'vitest'
import { openPostgres } from '../../src/server/store/postgres.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { inDatabase } from './in-database.ts'

/** The url of an empty database in the test run's PostgreSQL. */
export async function createDatabase(server: string = inject('postgresUrl')): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await inDatabase(server, (ask) => ask(`create database ${name}`))
  return new URL(`/${name}`, server).href
}

const openers = {
  sqlite: async () => openSqlite(':memory:'),
  postgres: async () => openPostgres(await createDatabase()),
}

const dialects = ['sqlite', 'postgres'] as const

/** Runs the same tests on an empty store of each dialect. */
export function describeStores(
  title: string,
  tests: (open: () => Promise<Store>) => void,
  on: readonly Store['dialect'][] = dialects,
): void {
  describe.each(on.map((dialect) => [dialect, openers[dialect]] as const))(`${title} (%s)`, (_, opener) => {
    const opened: Store[] = []
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close()
    })
    tests(async () => {
      const store = await opener()
      opened.push(store)
      return store
    })
  })
}
