import { expect, it } from 'vitest'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { fuzz } from '../support/fuzz-trial.ts'
import { chooseSeed } from '../support/random.ts'

it('a million changed requests, or four minutes of them, are each answered clearly', async () => {
  const seed = chooseSeed()
  const store = openSqlite(':memory:')
  const { requests, codes, bad, heapGrowthMb } = await fuzz(store, 1_000_000, 240_000, seed)
  await store.close()
  console.log(`SEED=${seed}: ${requests} requests, ${heapGrowthMb.toFixed(0)} MB of heap more`)
  console.table(codes)
  expect(bad).toEqual([])
}, 400_000)
