import { describe, expect, it } from 'vitest'
import type { DeviceApp } from '../software.ts'
import { toLicenceUse, toSeat } from './use.ts'

const today = '2026-11-01'
const app = (subjectId: number, frontOn: string | null): DeviceApp => ({
  ...{ subjectId, installed: true, version: null, frontOn, ranUnseenOn: null, since: '2026-08-01' },
})
const seat = (frontOn: string | null) => toSeat([app(1, frontOn)], today)

describe('toSeat', () => {
  it('is of the app that was used last of those of the licence', () => {
    const suite = [app(1, null), app(2, '2026-10-02'), app(3, '2026-09-01')]
    expect(toSeat(suite, today)).toMatchObject({ app: { subjectId: 2 }, on: '2026-10-02', days: 30 })
    expect(toSeat([app(1, null)], today)).toMatchObject({ on: null, days: 92 })
  })
})

describe('toLicenceUse', () => {
  const price = { minor: 10_900, currency: 'BRL', per: 'month' } as const
  const taken = [seat('2026-10-20'), seat('2026-10-03'), seat('2026-10-02'), seat(null)]

  it('counts seats that are bought and not used, whether they are installed or not', () => {
    const use = { installed: 4, used: 2, unused: 8, wastedMinor: 87_200 }
    expect(toLicenceUse({ seats: 10, price }, taken, '2026-10-03')).toEqual(use)
  })

  it('counts computers where seats are not counted, never less than none, and no money without a price', () => {
    expect(toLicenceUse({ seats: null, price: null }, taken, '2026-10-03')).toMatchObject({
      unused: 2,
      wastedMinor: null,
    })
    expect(toLicenceUse({ seats: 1, price }, taken, '2026-10-01')).toMatchObject({ used: 3, unused: 0, wastedMinor: 0 })
  })
})
