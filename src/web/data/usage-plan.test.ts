import { describe, expect, it } from 'vitest'
import { appOf, appsOf, calendarOf, compareOf, dayOf } from '../../protocol/usage.ts'
import { isOfSame, planUsage } from './usage-plan.ts'

const me = { org: 1, whose: undefined }
const bo = { org: 1, whose: { person: 'bo', reason: 'audit' } }
const [of, october] = [appsOf, { period: '2026-10' }]
const key = (
  input: Parameters<typeof planUsage<typeof appsOf.mine, typeof appsOf.theirs>>[1],
  at = me as typeof bo | typeof me,
) => planUsage(of, input, at).queryKey

it('asks for another’s figures once, as each look is noted', () => {
  expect(planUsage(of, october, bo).staleTime).toBe(Number.POSITIVE_INFINITY)
  expect(planUsage(of, october, me).staleTime).toBeUndefined()
  expect(key(october, bo)).toEqual([of.theirs.path, { ...october, org: 1, member: 'bo', reason: 'audit' }])
})

describe('figures that were there stand in for those on their way', () => {
  it('where only their order, part or closeness is another', () => {
    expect(isOfSame(key(october), key({ ...october, sort: 'cpu', q: 'fire', limit: '20' }))).toBe(true)
    const closer = { day: '2026-10-05', from: '2026-10-05T10:00:00Z', to: '2026-10-05T11:00:00Z' }
    expect(isOfSame(planUsage(dayOf, { day: closer.day }, me).queryKey, planUsage(dayOf, closer, me).queryKey)).toBe(
      true,
    )
  })

  it('and never under the name of another period, person, organisation or app', () => {
    expect(isOfSame(key(october), key({ period: '2026-09' }))).toBe(false)
    expect(isOfSame(key(october), key(october, bo))).toBe(false)
    expect(isOfSame(key(october), key(october, { ...me, org: 2 }))).toBe(false)
    const keys = [
      ...['vim', 'firefox'].map((app) => planUsage(appOf, { app, ...october }, me).queryKey),
      ...['2026-08', '2026-09'].map((b) => planUsage(compareOf, { a: '2026-10', b }, me).queryKey),
      ...['2026-10-04', '2026-10-05'].map((day) => planUsage(dayOf, { day }, me).queryKey),
      ...['2026-08-01', '2026-09-01'].map((from) => planUsage(calendarOf, { from, to: '2026-10-31' }, me).queryKey),
    ]
    const same = keys.flatMap((one, i) => keys.filter((other, j) => i !== j && isOfSame(one, other)))
    expect(same).toEqual([])
  })
})
