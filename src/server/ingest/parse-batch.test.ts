import fc from 'fast-check'
import { expect, it } from 'vitest'
import { processHourRow, subjectRow } from '../../protocol/batches.ts'
import { isHourRow, isSubjectRow } from './parse-batch.ts'

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

it('isSubjectRow › takes exactly the rows that the schema takes', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('\u0000', 'a\u0000', '\ud800', '\udc00x', '😀', ''),
    fc.integer({ min: 195, max: 1_005 }).map((length) => 'x'.repeat(length)),
  )
  const row = fc.tuple(fc.constantFrom('app', 'app', 'site'), text, text)
  const odd = fc.array(fc.oneof(text, fc.anything()), { maxLength: 4 })
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: row }, odd, fc.anything()), (given) => {
      expect(isSubjectRow(given)).toBe(subjectRow.safeParse(given).success)
    }),
    { numRuns: 2_000 },
  )
})
