import { expect, it } from 'vitest'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { alterCells } from '../support/check-trial.ts'
import { chooseSeed } from '../support/random.ts'

const seed = chooseSeed()
const cells = Number(process.env.CELLS ?? 100)

it(`finds and repairs ${cells} altered cells`, async () => {
  const store = openSqlite(':memory:')
  const result = await alterCells(store, cells, 5, 50, seed)
  console.table({ cells, ...result, SEED: seed })
  await store.close()
  expect(result).toMatchObject({ found: result.altered, falsely: 0, repaired: true })
})
