import { expect, it } from 'vitest'
import { checkHistories, kindsOfHistory } from '../support/replication-histories.ts'

const runs = Number(process.env.RUNS ?? 60)
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

it.each(Object.keys(kindsOfHistory))('a journal and its replica agree after %s', { timeout: 600_000 }, async (kind) => {
  const done = await checkHistories(kind, runs, seed)
  console.log(`${kind}: ${done.runs} histories, ${done.requests} requests, SEED=${seed}`)
  expect(done.runs).toBeGreaterThanOrEqual(runs)
})
