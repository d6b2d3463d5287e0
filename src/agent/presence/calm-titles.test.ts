import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { totalMs } from '../../core/spans.ts'
import { createCalmTitles, type WindowPiece } from './calm-titles.ts'

const app = { key: 'firefox.desktop', name: 'Firefox' }
const code = { key: 'code.desktop', name: 'Code' }
const s = (seconds: number) => seconds * 1_000

/** Pieces from `[until, title, app]`, the first from 0 on. */
const piecesOf = (...given: readonly (readonly [number, string | undefined, typeof app?])[]): WindowPiece[] =>
  given.map(([until, title, of = app], i) => ({
    start: s(i === 0 ? 0 : given[i - 1]![0]),
    end: s(until),
    app: of,
    title,
  }))

/** The rows that would be written: what touches the one before and says the same goes on. */
function rowsOf(pieces: readonly WindowPiece[]) {
  const rows: { until: number; title: string | undefined; key: string }[] = []
  for (const {
    end,
    title,
    app: { key },
  } of pieces) {
    const last = rows.at(-1)
    if (last && last.title === title && last.key === key) last.until = end / 1_000
    else rows.push({ until: end / 1_000, title, key })
  }
  return rows.map(({ until, title }) => [until, title])
}

describe('createCalmTitles', () => {
  it('createCalmTitles › takes a title that differs in digits and signs for the same', () => {
    const { calm } = createCalmTitles()
    const pieces = piecesOf([9, 'Inbox'], [18, '(1) Inbox'], [27, '(23) Inbox'], [30, '● Inbox!'], [60, '42 % Inbox'])
    expect(rowsOf(calm(pieces))).toEqual([[60, 'Inbox']])
  })

  it('createCalmTitles › keeps a title for 5 s at least, and the app exactly', () => {
    const { calm } = createCalmTitles()
    const pieces = piecesOf([2, 'a'], [3, 'b'], [7, 'c'], [20, 'd', code], [21, 'e', code], [40, 'f', code])
    expect(rowsOf(calm(pieces))).toEqual([
      [5, 'a'],
      [7, 'c'],
      [20, 'd'],
      [25, 'e'],
      [40, 'f'],
    ])
  })

  it('createCalmTitles › follows somebody who changes pages every six seconds, also after a flicker', () => {
    const { calm } = createCalmTitles()
    const flicker = [
      [1, 'x'],
      [2, 'y'],
      [3, 'x'],
      [4, 'y'],
      [8, 'a'],
    ] as const
    const pages = ['b', 'c', 'd', 'e', 'f', 'g'].map((title, i) => [14 + 6 * i, title] as const)
    const rows = rowsOf(calm(piecesOf(...flicker, ...pages)))
    expect(rows.slice(-5)).toEqual(pages.slice(1))
  })

  it('createCalmTitles › takes a title at last that waited behind one that flickered', () => {
    const { calm } = createCalmTitles()
    const flicker = Array.from({ length: 300 }, (_, i) => [i + 1, i % 2 ? 'x' : 'y'] as const)
    expect(rowsOf(calm(piecesOf(...flicker, [400, 'mail']))).slice(-1)).toEqual([[400, 'mail']])
    expect(rowsOf(createCalmTitles().calm(piecesOf(...flicker, [400, 'mail']))).at(-2)?.[0]).toBeLessThanOrEqual(305)
  })

  it('createCalmTitles › lets no title go on into the hours of a rule, however long it was to be kept', () => {
    const { calm } = createCalmTitles()
    const [seen, hidden, after] = piecesOf([2, 'a'], [9, '[private]'], [20, 'b'])
    expect(rowsOf(calm([seen!, { ...hidden!, rule: 0 }, after!]))).toEqual([
      [2, 'a'],
      [9, '[private]'],
      [20, 'b'],
    ])
  })

  it('createCalmTitles › goes on from call to call, and begins anew after a gap', () => {
    const { calm } = createCalmTitles()
    expect(rowsOf(calm([{ start: 0, end: s(10), app, title: 'a' }]))).toEqual([[10, 'a']])
    expect(rowsOf(calm([{ start: s(10), end: s(12), app, title: 'b' }]))).toEqual([[12, 'b']])
    expect(rowsOf(calm([{ start: s(12), end: s(13), app, title: 'c' }]))).toEqual([[13, 'b']])
    expect(rowsOf(calm([{ start: s(20), end: s(21), app, title: 'c' }]))).toEqual([[21, 'c']])
  })

  it('createCalmTitles › makes few rows of a title that never rests', () => {
    const { calm } = createCalmTitles()
    const hour = piecesOf(
      ...Array.from({ length: 3_600 }, (_, i) => [i + 1, String.fromCharCode(97 + (i % 26))] as const),
    )
    expect(rowsOf(calm(hour)).length).toBeLessThan(25)
  })

  it('createCalmTitles › never changes whose time it was', () => {
    const step = fc.record({
      ms: fc.integer({ min: 1, max: 20_000 }),
      gap: fc.constantFrom(0, 0, 0, 5_000),
      title: fc.constantFrom(undefined, 'a', 'b', 'b 2', 'c'),
      of: fc.constantFrom(app, code),
    })
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let at = 0
        const pieces = steps.map(({ ms, gap, title, of }) => {
          const start = at + gap
          at = start + ms
          return { start, end: at, app: of, title }
        })
        const kept = createCalmTitles().calm(pieces)
        for (const of of [app, code]) {
          const own = (list: readonly WindowPiece[]) => list.filter((piece) => piece.app === of)
          expect(totalMs(own(kept))).toBe(totalMs(own(pieces)))
        }
        for (const [i, piece] of kept.entries()) {
          expect(piece.end).toBeGreaterThan(piece.start)
          if (i > 0) expect(piece.start).toBeGreaterThanOrEqual(kept[i - 1]!.end)
          expect(pieces.some(({ title, start }) => title === piece.title && start <= piece.start)).toBe(true)
        }
      }),
    )
  })
})
