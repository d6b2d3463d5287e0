import { expect, it } from 'vitest'
import { cutAll, killOne, liveAsFleet, stopOne } from '../support/fleet-trial.ts'
import { chooseSeed, createRandom } from '../support/random.ts'
import { createDatabase } from '../support/stores.ts'

it('two servers on one database promise what one does, through a kill, a stop and a cut of all connections', {
  timeout: 120_000,
}, async () => {
  const database = await createDatabase()
  const faults = [killOne, stopOne(500), cutAll(database)]
  const size = { agents: 6, instances: 2, mails: 3, faults, pauseMs: 300, sampleMs: 100, uploadMs: 200 }
  const result = await liveAsFleet(database, database, size, createRandom(chooseSeed()))
  expect(result.rows).toBeGreaterThan(0)
})
