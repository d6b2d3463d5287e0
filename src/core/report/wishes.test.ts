import { describe, expect, it } from 'vitest'
import { decideWish, isFor, type ReportSettings, sendAt, unitOf } from './wishes.ts'

const usual: ReportSettings = {
  ...{ zone: null, locale: null, hour: null, weekStart: null },
  ...{ kinds: null, formats: null, empty: null, currency: null },
}
const at = { locale: 'en', zone: 'UTC' } as const
const silent = { wanted: true, hour: null, locale: null, zone: null, formats: null }

describe('decideWish', () => {
  it('sends months and no weeks unless somebody says otherwise', () => {
    expect(decideWish('person-month', undefined, at, usual, 8)).toEqual({ ...at, wanted: true, hour: 8, formats: [] })
    expect(decideWish('person-week', undefined, at, usual, 8).wanted).toBe(false)
  })

  it('takes the reader’s word before the organisation’s, and that before what is usual', () => {
    const org: ReportSettings = { ...usual, kinds: ['person-week'], hour: 6, formats: ['csv'] }
    expect(decideWish('person-month', undefined, at, org, 8)).toMatchObject({
      wanted: false,
      hour: 6,
      formats: ['csv'],
    })
    const own = { wanted: true, hour: 0, locale: 'pt-BR', zone: 'Asia/Tokyo', formats: [] } as const
    expect(decideWish('person-month', own, at, org, 8)).toEqual(own)
    expect(decideWish('person-month', silent, at, org, 8)).toEqual({ ...at, wanted: true, hour: 6, formats: ['csv'] })
  })
})

describe('isFor', () => {
  it('gives an organisation’s month to those who run it, and none to somebody alone', () => {
    const told = (['member', 'manager', 'admin', 'owner'] as const).map((role) => isFor('org-month', role, 2))
    expect(told).toEqual([false, false, true, true])
    expect([isFor('org-month', 'owner', 1), isFor('person-month', 'member', 1)]).toEqual([false, true])
  })
})

describe('sendAt', () => {
  const iso = (period: string, zone: string, hour = 8) => new Date(sendAt(period, { hour, zone })).toISOString()

  it('is the hour that clocks show on the first day after the period', () => {
    expect(iso('2026-10', 'America/Sao_Paulo')).toBe('2026-11-01T11:00:00.000Z')
    expect(iso('2026-W53', 'Europe/Lisbon')).toBe('2027-01-04T08:00:00.000Z')
    expect(iso('2026-10-25', 'UTC')).toBe('2026-11-01T08:00:00.000Z')
    expect(iso('2026-12', 'Pacific/Auckland')).toBe('2026-12-31T19:00:00.000Z')
  })

  it('is right on days on which clocks change', () => {
    // Havana falls back from 01:00 to 00:00 on the first Sunday of November, which 2026 is its first day.
    expect(iso('2026-10', 'America/Havana')).toBe('2026-11-01T13:00:00.000Z')
    expect(iso('2026-10', 'America/Havana', 0)).toBe('2026-11-01T04:00:00.000Z')
    // On 4 November 2018 São Paulo has no midnight.
    expect(iso('2018-10-28', 'America/Sao_Paulo', 0)).toBe('2018-11-04T03:00:00.000Z')
    expect(iso('2018-10-28', 'America/Sao_Paulo')).toBe('2018-11-04T10:00:00.000Z')
    // Lord Howe goes half an hour forward at two on the first Sunday of October.
    expect(iso('2026-09-27', 'Australia/Lord_Howe', 2)).toBe('2026-10-03T15:30:00.000Z')
    expect(iso('2026-09-27', 'Australia/Lord_Howe')).toBe('2026-10-03T21:00:00.000Z')
    // Apia went without 30 December 2011, and its week ends all the same.
    expect(iso('2011-W52', 'Pacific/Apia')).toBe('2012-01-01T18:00:00.000Z')
    expect(iso('2026-W12', 'Europe/Lisbon', 1)).toBe('2026-03-23T01:00:00.000Z')
  })
})

describe('unitOf', () => {
  it('has weeks begin where the organisation has them begin', () => {
    expect(unitOf('person-week', { weekStart: null })).toBe('week')
    expect(unitOf('person-week', { weekStart: 7 })).toBe('sunday-week')
    expect(unitOf('org-month', { weekStart: 7 })).toBe('month')
  })
})
