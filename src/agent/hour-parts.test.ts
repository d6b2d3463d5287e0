import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourMs } from '../core/time.ts'
import { toHourPieces, toIncrements } from './hour-parts.ts'

const app = { key: 'vim', name: 'vim' }
const at = (iso: string) => Date.parse(`${iso}Z`)
const never = Number.NEGATIVE_INFINITY
const tick = { app, runningFrom: 0, cpuMs: 100, launches: 1, memoryKiB: 2_000, ended: false }

describe('toHourPieces', () => {
  it('cuts at the full hour of the device, not of UTC', () => {
    const interval = { start: at('2026-11-02T10:14:55'), end: at('2026-11-02T10:15:05') }
    expect(toHourPieces(interval, 'Asia/Kathmandu', never).map(({ hour }) => new Date(hour).toISOString())).toEqual([
      '2026-11-02T09:15:00.000Z',
      '2026-11-02T10:15:00.000Z',
    ])
    expect(toHourPieces(interval, 'UTC', never)).toHaveLength(1)
  })

  it('cuts where the offset changes; that hour begins at the change', () => {
    const change = at('2018-11-04T03:00:00')
    const pieces = toHourPieces({ start: change - 5_000, end: change + 5_000 }, 'America/Sao_Paulo', never)
    expect(pieces).toEqual([
      { start: change - 5_000, end: change, hour: change - hourMs, offsetMs: -3 * hourMs },
      { start: change, end: change + 5_000, hour: change, offsetMs: -2 * hourMs },
    ])
    const lordHowe = at('2026-04-04T15:00:00') // back by half an hour: the hour in progress is cut in two
    const [, second] = toHourPieces({ start: lordHowe - 1, end: lordHowe + 1 }, 'Australia/Lord_Howe', never)
    expect(second).toMatchObject({ hour: lordHowe, offsetMs: 10.5 * hourMs })
  })

  it('covers the interval without a hole in any zone', () => {
    const zone = fc.constantFrom('UTC', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia')
    fc.assert(
      fc.property(
        zone,
        fc.integer({ min: 0, max: 2e12 }),
        fc.integer({ min: 1, max: 3 * hourMs }),
        (name, from, ms) => {
          const pieces = toHourPieces({ start: from, end: from + ms }, name, never)
          expect(pieces[0]!.start).toBe(from)
          expect(pieces.at(-1)!.end).toBe(from + ms)
          for (const [i, piece] of pieces.entries()) {
            expect(piece.hour).toBeLessThanOrEqual(piece.start)
            expect(piece.end - piece.hour).toBeLessThanOrEqual(hourMs)
            if (i > 0) expect(piece.start).toBe(pieces[i - 1]!.end)
          }
        },
      ),
    )
  })
})

describe('toIncrements', () => {
  const edge = at('2026-11-02T11:00:00')
  const pieces = toHourPieces({ start: edge - 6_000, end: edge + 4_000 }, 'UTC', never)

  it('spreads running time exactly and CPU time by share, to the millisecond', () => {
    expect(toIncrements({ ...tick, runningFrom: edge - 6_000, cpuMs: 101 }, pieces)).toEqual([
      {
        app,
        hour: edge - hourMs,
        runningMs: 6_000,
        cpuMs: 61,
        launches: 0,
        memoryKiBSeconds: 12_000,
        memoryKiB: 2_000,
      },
      { app, hour: edge, runningMs: 4_000, cpuMs: 40, launches: 1, memoryKiBSeconds: 8_000, memoryKiB: 2_000 },
    ])
  })

  it('gives an app that began in the second hour nothing of the first', () => {
    expect(toIncrements({ ...tick, runningFrom: edge + 1_000 }, pieces)).toMatchObject([
      { hour: edge, runningMs: 3_000, cpuMs: 100, launches: 1 },
    ])
  })

  it('keeps the CPU time of an app that has ended', () => {
    const parts = toIncrements({ ...tick, runningFrom: null, launches: 0 }, pieces)
    expect(parts.reduce((sum, { cpuMs }) => sum + cpuMs, 0)).toBe(100)
    expect(parts.reduce((sum, { runningMs }) => sum + runningMs, 0)).toBe(0)
  })
})
