import { it } from 'vitest'
import { killOne, liveAsFleet } from '../support/fleet-trial.ts'
import { chooseSeed, createRandom } from '../support/random.ts'
import { createDatabase } from '../support/stores.ts'

const agents = Number(process.env.AGENTS ?? 500)
const kills = Number(process.env.KILLS ?? 14)

it(`${agents} agents and two servers, of which one is killed every 20 s`, async () => {
  const seed = chooseSeed()
  const database = await createDatabase()
  const faults = Array(kills).fill(killOne)
  const size = { agents, instances: 2, mails: 20, faults, pauseMs: 20_000, sampleMs: 5_000, uploadMs: 10_000 }
  console.table({ SEED: seed, ...flat(await liveAsFleet(database, database, size, createRandom(seed))) })
})

const flat = ({ mails, ...rest }: Awaited<ReturnType<typeof liveAsFleet>>) => ({
  ...rest,
  mails: JSON.stringify(mails),
})
