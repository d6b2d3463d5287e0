import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newJournal } from '../../../tests/support/journals.ts'
import { dayMs, hourMs } from '../../core/time.ts'
import { clipEntry } from './clip.ts'

const noon = Date.UTC(2026, 10, 2, 12)
const clock = { zone: 'UTC', offsetMs: 0 }

describe('clipEntry', () => {
  it('leaves nothing that starts before, and all of what comes after', () => {
    const piece = fc.tuple(fc.nat(100), fc.nat(50)).map(([start, length]) => ({ start, end: start + length }))
    const pieces = fc.array(piece, { maxLength: 5 })
    const hours = fc.array(
      fc.nat(5).map((n) => ({ hour: n * hourMs })),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(pieces, pieces, hours, fc.nat(120), (recorded, gaps, some, until) => {
        const kept = clipEntry({ hours: some, recorded, gaps }, until)
        for (const { start } of [...kept.recorded, ...kept.gaps]) expect(start).toBeGreaterThanOrEqual(until)
        for (const { hour } of kept.hours) expect(hour).toBeGreaterThanOrEqual(until)
        const after = (all: typeof recorded) => all.filter(({ start }) => start >= until)
        expect(kept.recorded).toEqual(expect.arrayContaining(after(recorded)))
        const covered = (all: typeof recorded) =>
          all.reduce((sum, { start, end }) => sum + Math.max(0, end - Math.max(start, until)), 0)
        expect(covered(kept.gaps)).toBe(covered(gaps))
      }),
    )
  })

  it('lets a span that was open go on from the erasure, in a row of its own', () => {
    const { journal } = newJournal(noon)
    const write = (start: number, end: number) =>
      journal.write({ hours: [], recorded: [{ start, end, clock }], gaps: [] })
    write(noon, noon + 10)
    journal.forgetBefore(noon + 15)
    write(noon + 10, noon + 20)
    write(noon + 20, noon + 30)
    const rows = journal.db.prepare('select start, end from spans order by start').all()
    expect(rows).toEqual([
      { start: noon, end: noon + 10 },
      { start: noon + 15, end: noon + 30 },
    ])
    journal.close()
  })

  it('goes on recording where the clock was a year ahead when something was erased, and was then put right', () => {
    const { journal } = newJournal(noon)
    const ahead = 365 * dayMs
    const write = (start: number) =>
      journal.write({ hours: [], recorded: [{ start, end: start + 10, clock }], gaps: [] })
    write(noon + ahead)
    journal.forgetBefore(noon + ahead + 10)
    journal.write({ hours: [], recorded: [], gaps: [] })
    expect(journal.erasedUntil).toBe(noon + ahead + 10)
    write(noon + 60)
    write(noon + 70)
    const rows = journal.db.prepare('select start, end from spans where start < ?').all(noon + dayMs)
    expect(rows).toEqual([{ start: noon + 60, end: noon + 80 }])
    expect(journal.erasedUntil).toBe(noon + 60)
    journal.close()
  })
})
