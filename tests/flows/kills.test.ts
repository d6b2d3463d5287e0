import { expect, it } from 'vitest'
import { expectSame, liveThroughKills, liveThroughOutage } from '../support/kill-trial.ts'
import { chooseSeed } from '../support/random.ts'

const seed = chooseSeed()

it('nothing is lost or counted twice when agent and server are killed in the middle of uploads', {
  timeout: 180_000,
}, async () => {
  console.log(`SEED=${seed}`)
  const result = await liveThroughKills(5, seed)
  expectSame(result)
  expect(Object.keys(result.statuses)).toEqual(['200'])
  expect(result.kills).toBe(10)
  expect(result.streams).toBeGreaterThanOrEqual(2)
})

it('an agent whose server is away goes on recording, and then brings all of it once', {
  timeout: 180_000,
}, async () => {
  const result = await liveThroughOutage(4_000, seed)
  expectSame(result)
  expect(result.runningMsMeanwhile).toBeGreaterThan(2_000)
})
