import { expect, it } from 'vitest'
import { createBuckets } from '../../src/server/http/buckets.ts'
import { createGate } from '../../src/server/http/gate.ts'
import { paceFor } from '../../src/server/ingest/pace.ts'
import { describeOverload } from '../support/overload-trial.ts'

describeOverload({ seconds: 3, greedy: 6, slowSockets: 20, bombs: 9, others: 4 })

it('createBuckets › lets a burst through, then one at a time, and says when to come again', () => {
  let now = 0
  const buckets = createBuckets('one device', { perSecond: 2, burst: 3 }, () => now)
  for (let i = 0; i < 3; i++) buckets.take('a')
  expect(() => buckets.take('a')).toThrow(expect.objectContaining({ code: 'too_many_requests', retryAfterMs: 500 }))
  buckets.take('b')
  now = 500
  buckets.take('a')
  expect(() => buckets.take('a')).toThrow()
  now = 3_600_000
  for (let i = 0; i < 3; i++) buckets.take('a')
  expect(() => buckets.take('a')).toThrow()
})

it('createBuckets › forgets those who are not heard of', () => {
  let now = 0
  const buckets = createBuckets('one device', { perSecond: 1, burst: 1 }, () => now)
  for (let i = 0; i < 50_000; i++) {
    now += 10
    buckets.take(`device ${i}`)
  }
  expect(buckets.size()).toBeLessThanOrEqual(10_000)
})

it('createGate › counts requests of one and of all, and bytes', () => {
  const gate = createGate({ most: 3, mostOfOne: 2, calm: 2, bytes: 100 })
  const leave = [gate.enter('a', 10), gate.enter('a', 10)]
  expect(() => gate.enter('a', 10)).toThrow(expect.objectContaining({ code: 'too_many_requests' }))
  expect(() => gate.enter('b', 81)).toThrow(expect.objectContaining({ code: 'too_busy' }))
  leave.push(gate.enter('b', 80))
  expect(() => gate.enter('c', 0)).toThrow(expect.objectContaining({ code: 'too_busy' }))
  for (const go of leave) go()
  expect(gate.inside()).toBe(0)
  gate.enter('c', 100)()
})

it('paceFor › asks nobody to come later until the server is busy', () => {
  expect([0, 0.5, 0.79, 0.8, 0.94, 0.95, 1].map(paceFor)).toEqual([
    null,
    null,
    null,
    600_000,
    600_000,
    1_800_000,
    1_800_000,
  ])
})
