import { afterAll, beforeAll, it } from 'vitest'
import { type Fault, killOne, liveAsFleet, stopOne } from '../support/fleet-trial.ts'
import { needs } from '../support/needs.ts'
import { startPgBouncer } from '../support/pgbouncer.ts'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'
import { chooseSeed, createRandom } from '../support/random.ts'
import { createDatabase } from '../support/stores.ts'

const stillMs = Number(process.env.STILL_MS ?? 70_000)
let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

/** Four servers, killed, stopped for longer than a claim holds, and their database restarted under them. */
async function liveWith(toFront: (database: string) => Promise<string>): Promise<void> {
  const seed = chooseSeed()
  const random = createRandom(seed)
  const database = await createDatabase(server.url)
  const restartDatabase: Fault = () => server.restart()
  const faults = [killOne, restartDatabase, stopOne(stillMs), killOne, killOne, restartDatabase, killOne]
  const size = { agents: 60, instances: 4, mails: 60, faults, pauseMs: 5_000, sampleMs: 1_000, uploadMs: 3_000 }
  const { mails, ...rest } = await liveAsFleet(database, await toFront(database), size, random)
  console.table({ SEED: seed, ...rest, mails: JSON.stringify(mails) })
}

it('four servers on one PostgreSQL', () => liveWith(async (database) => database))

it.skipIf(!needs('pgbouncer', 'pgbouncer'))('four servers behind PgBouncer in transaction mode', async () => {
  const stops: (() => Promise<void>)[] = []
  try {
    await liveWith(async (database) => {
      const { url, stop } = await startPgBouncer(database)
      stops.push(stop)
      return url
    })
  } finally {
    for (const stop of stops) await stop()
  }
})
