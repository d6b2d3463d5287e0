import { expect, it } from 'vitest'
import { killOne, liveAsFleet, stopOne } from '../support/fleet-trial.ts'
import { chooseSeed, createRandom } from '../support/random.ts'
import { createDatabase } from '../support/stores.ts'

it('two servers on one database promise what one does, through a kill and a stop', {
  timeout: 120_000,
}, async () => {
  const database = await createDatabase()
  const faults = [killOne, stopOne(500)]
  const size = { agents: 6, instances: 2, mails: 3, faults, pauseMs: 300, sampleMs: 100, uploadMs: 200 }
  const result = await liveAsFleet(database, database, size, createRandom(chooseSeed()))
  expect(result.rows).toBeGreaterThan(0)
})
