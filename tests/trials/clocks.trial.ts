import { expect, it } from 'vitest'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { furthestMs, liveWithWrongClocks } from '../support/clock-trial.ts'
import { chooseSeed, createRandom } from '../support/random.ts'

it('wrong clocks › move nothing silently, of 1,000 devices from ten years behind to ten years ahead', async () => {
  const seed = chooseSeed()
  const store = openSqlite(':memory:')
  const result = await liveWithWrongClocks(store, 1_000, createRandom(seed))
  await store.close()
  console.table({ seed, ...result })
  expect(result).toMatchObject({ factsMoved: 0, silent: 0 })
  expect(result.worstMs).toBeLessThanOrEqual(furthestMs)
})
