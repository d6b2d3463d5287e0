import { join } from 'node:path'
import { expect, it } from 'vitest'
import { minuteMs } from '../../src/core/time.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { fuzzApi } from '../support/fuzz-api-trial.ts'
import { fuzz } from '../support/fuzz-trial.ts'
import { newFolder } from '../support/program.ts'
import { chooseSeed } from '../support/random.ts'

/** Each trial takes so long at most; a million requests take hours on a small machine: `FUZZ_MINUTES=600 npm run trials -- fuzz`. */
const mostMs = Number(process.env.FUZZ_MINUTES ?? 4) * minuteMs
const most = 1_000_000
const patience = mostMs + 3 * minuteMs

it(
  'changed uploads, a million or as many as there is time for, are each answered clearly',
  async () => {
    const seed = chooseSeed()
    const store = openSqlite(':memory:')
    const { requests, codes, bad, heapGrowthMb } = await fuzz(store, most, mostMs, seed)
    await store.close()
    console.log(`SEED=${seed}: ${requests} uploads, ${heapGrowthMb.toFixed(0)} MB of heap more`)
    console.table(codes)
    expect(bad).toEqual([])
  },
  patience,
)

it(
  'changed requests to every endpoint and page, likewise, and memory stays as it was',
  async () => {
    const seed = chooseSeed()
    const store = openSqlite(join(newFolder(), 'fuzz.db'))
    const { requests, codes, bad, asked, all, heapGrowthMb, rssGrowthMb } = await fuzzApi(store, most, mostMs, seed)
    await store.close()
    const grown = `${heapGrowthMb.toFixed(0)} MB of heap and ${rssGrowthMb.toFixed(0)} MB in all more than after a fifth`
    console.log(`SEED=${seed}: ${requests} requests to ${asked} of ${all} endpoints and pages, ${grown}`)
    console.table(codes)
    expect(bad).toEqual([])
    expect(asked).toBe(all)
    expect(heapGrowthMb).toBeLessThan(50)
  },
  patience,
)
