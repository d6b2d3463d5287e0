import { expect, it } from 'vitest'
import { copyDisk, type ForkResult } from '../support/fork-trial.ts'
import { chooseSeed } from '../support/random.ts'

const seed = chooseSeed()
const runs = Number(process.env.RUNS ?? 50)

it(`shows ${runs} clonings and restores of disks`, async () => {
  const results: ForkResult[] = []
  for (let run = 0; run < runs; run++) results.push(await copyDisk(run % 2 ? 'cloned' : 'restored', seed + run))
  console.table({
    runs,
    'shown after one upload': results.filter(({ uploads }) => uploads === 1).length,
    'shown after two': results.filter(({ uploads }) => uploads === 2).length,
    'shown too early': results.filter(({ tooEarly }) => tooEarly).length,
    'time mixed, ms': results.reduce((sum, { mixedMs }) => sum + mixedMs, 0),
    SEED: seed,
  })
  for (const { uploads, tooEarly, mixedMs } of results) {
    expect([1, 2]).toContain(uploads)
    expect([tooEarly, mixedMs]).toEqual([false, 0])
  }
})
