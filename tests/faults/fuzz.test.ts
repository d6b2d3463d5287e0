import { expect, it } from 'vitest'
import { fuzzApi } from '../support/fuzz-api-trial.ts'
import { fuzz } from '../support/fuzz-trial.ts'
import { chooseSeed } from '../support/random.ts'
import { describeStores } from '../support/stores.ts'

describeStores('changed requests', (open) => {
  it('are each answered clearly', async () => {
    const seed = chooseSeed()
    const { bad, codes } = await fuzz(await open(), 1_000, 8_000, seed)
    expect(bad, `SEED=${seed}`).toEqual([])
    expect(Object.keys(codes).length).toBeGreaterThan(3)
  })

  it('are so by every endpoint and page, whoever sends them', async () => {
    const seed = chooseSeed()
    const { bad, codes, asked, all } = await fuzzApi(await open(), 2_000, 15_000, seed)
    expect(bad, `SEED=${seed}`).toEqual([])
    expect(Object.keys(codes).length).toBeGreaterThan(10)
    expect(asked).toBeGreaterThan(all / 2)
  })
})
