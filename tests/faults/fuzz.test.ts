import { expect, it } from 'vitest'
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
})
