import fc from 'fast-check'
import { expect, it } from 'vitest'
import { processHourRow } from '../../protocol/batches.ts'
import { isHourRow } from './parse-batch.ts'

it('isHourRow › takes exactly the rows that the schema takes', () => {
  const value = fc.oneof({ weight: 20, arbitrary: fc.maxSafeNat() }, fc.maxSafeInteger(), fc.double(), fc.anything())
  const length = fc.constantFrom(...Array(20).fill(9), 8, 10)
  const row = length.chain((n) => fc.array(value, { minLength: n, maxLength: n }))
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: row }, fc.anything()), (given) => {
      expect(isHourRow(given)).toBe(processHourRow.safeParse(given).success)
    }),
    { numRuns: 2_000 },
  )
})
