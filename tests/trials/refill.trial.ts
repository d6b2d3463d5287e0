import { expect, it } from 'vitest'
import { type RefillResult, refillAfterRestore } from '../support/backup-trial.ts'
import { chooseSeed } from '../support/random.ts'

const seed = chooseSeed()
const runs = Number(process.env.RUNS ?? 20)

it(`refills a server that was thrown back, ${runs} times`, async () => {
  const results: RefillResult[] = []
  for (let run = 0; run < runs; run++) results.push(await refillAfterRestore(seed + run))
  const sum = (of: (result: RefillResult) => number) => results.reduce((total, result) => total + of(result), 0)
  console.table({
    runs,
    'runs in which the server was behind': results.filter(({ behind }) => behind > 0).length,
    'running time, unbroken': sum(({ unbroken }) => unbroken.runningMs),
    'running time, refilled': sum(({ refilled }) => refilled.runningMs),
    'rows that differ from the journal': sum(({ differences }) => differences),
    SEED: seed,
  })
  for (const { unbroken, refilled, differences } of results)
    expect({ ...refilled, rows: 0, differences }).toEqual({ ...unbroken, rows: 0, differences: 0 })
  expect(sum(({ behind }) => behind)).toBeGreaterThan(runs / 2)
})
