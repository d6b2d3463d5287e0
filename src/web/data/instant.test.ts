import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourMs, minuteMs } from '../../core/time.ts'
import { formatAgo } from './instant.ts'

const reader = { locale: 'en', zone: 'America/Sao_Paulo' } as const
/** By the clocks of the reader. */
const at = (text: string) => Date.parse(`${text}-03:00`)
const ago = (from: string, to: string) => formatAgo(at(from), at(to), reader)

describe('how long ago something was', () => {
  it.each([
    ['2026-11-02T20:00:00', '2026-11-04T02:00:00', '1 day ago'],
    ['2026-11-02T20:00:00', '2026-11-03T21:00:00', 'yesterday'],
    ['2026-11-02T00:05:00', '2026-11-03T23:55:00', 'yesterday'],
    ['2026-11-02T20:00:00', '2026-11-03T02:00:00', '6 hours ago'],
    ['2026-11-02T20:00:00', '2026-11-02T20:59:45', '59 minutes ago'],
    ['2026-11-02T20:00:00', '2026-11-03T19:45:00', '23 hours ago'],
    ['2026-11-02T20:00:00', '2026-11-02T20:00:59', 'this minute'],
  ])('of %s at %s is %s', (from, to, says) => {
    expect(ago(from, to)).toBe(says)
  })

  it('goes by the reader’s days and language', () => {
    const [then, now] = [Date.parse('2026-11-02T23:00:00Z'), Date.parse('2026-11-04T01:00:00Z')]
    expect(formatAgo(then, now, reader)).toBe('yesterday')
    expect(formatAgo(then, now, { locale: 'pt-BR', zone: 'UTC' })).toBe('há 1 dia')
  })

  it('never says more minutes than an hour has, nor more hours than a day', () => {
    const zones = fc.constantFrom('America/Sao_Paulo', 'Europe/Berlin', 'Pacific/Kiritimati')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 80 * 60 }),
        fc.integer({ min: 0, max: 365 * 24 }),
        zones,
        (minutes, hours, zone) => {
          const now = Date.parse('2026-01-01T00:30:00Z') + hours * hourMs
          const says = formatAgo(now - minutes * minuteMs, now, { locale: 'en', zone })
          const [, n, unit] = /^(\d+) (minute|hour)/.exec(says) ?? []
          // A day has 25 hours where clocks are put back.
          if (n !== undefined) expect(Number(n)).toBeLessThan(unit === 'minute' ? 60 : 25)
          if (says === 'yesterday') expect(minutes).toBeLessThan(49 * 60)
        },
      ),
    )
  })
})
