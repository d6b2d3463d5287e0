import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { anHour, newJournal, uploadAll } from '../../../tests/support/journals.ts'
import { noon } from '../../../tests/support/records.ts'
import { subtract, union } from '../../core/spans.ts'
import { dayMs, hourMs } from '../../core/time.ts'
import { keepWithinCap } from './cap.ts'
import type { Journal } from './journal.ts'
import { readPruned } from './prune.ts'

const capBytes = 3_600_000
const start = noon - 30 * dayMs

const sizeOf = (file: string) => statSync(file).size + statSync(`${file}-wal`).size
const gapsOf = ({ db }: Journal) =>
  db
    .prepare<[], { start: number; end: number }>("select start, end from gaps where reason = 'capped' order by start")
    .all()
const hoursOf = ({ db }: Journal) =>
  db
    .prepare<[], { hour: number }>('select distinct hour from process_hours order by hour')
    .all()
    .map(({ hour }) => hour)

/** 30 days of an hour with 60 apps each, 4 MB and more, the cap looked after at each; the largest the file was. */
function fill(journal: Journal, file: string, each: (now: number) => void): number {
  let largest = 0
  for (let hour = start; hour < noon; hour += hourMs) {
    journal.write(anHour(hour, 60))
    each(hour + hourMs)
    keepWithinCap(journal, capBytes, hour + hourMs)
    largest = Math.max(largest, sizeOf(file))
  }
  return largest
}

describe('keepWithinCap', () => {
  it('keeps the file under the cap, and leaves a gap where nobody else has what went', () => {
    const { journal, file } = newJournal(start)
    expect(fill(journal, file, () => {})).toBeLessThanOrEqual(capBytes)
    const gaps = gapsOf(journal)
    const kept = hoursOf(journal)
    expect(gaps).toHaveLength(1)
    expect(kept.length).toBeGreaterThan(100)
    const whole = kept.filter((hour) => hour >= gaps[0]!.end).map((hour) => ({ start: hour, end: hour + hourMs }))
    expect(subtract([{ start, end: noon }], union([...gaps, ...whole]))).toEqual([])
    expect(uploadAll(journal, noon).flatMap((batch) => batch.gaps.map(([, , , reason]) => reason))).toEqual(['capped'])
  })

  it('leaves no gap where the server has it, and remembers how far', () => {
    const { journal, file } = newJournal(start)
    expect(fill(journal, file, (now) => now % dayMs === 0 && uploadAll(journal, now))).toBeLessThanOrEqual(capBytes)
    expect(gapsOf(journal)).toEqual([])
    expect(readPruned(journal.db).rev).toBeGreaterThan(10_000)
  })

  it('never takes what may still grow, however small the cap', () => {
    const { journal } = newJournal(noon - dayMs)
    for (let hour = noon - dayMs; hour < noon; hour += hourMs) journal.write(anHour(hour, 400))
    keepWithinCap(journal, 2_100_000, noon)
    expect(hoursOf(journal)).toHaveLength(24)
  })

  it('keeps a gap of its own apart from another that begins at the same instant', () => {
    const { journal } = newJournal(start)
    journal.write({ hours: [], recorded: [], gaps: [{ start, end: start + 1, reason: 'off' }] })
    for (let hour = start; hour < noon; hour += hourMs) journal.write(anHour(hour, 60))
    keepWithinCap(journal, capBytes, noon)
    expect(journal.db.prepare('select start, reason from gaps order by start').all()).toEqual([
      { start, reason: 'off' },
      { start: start + 1, reason: 'capped' },
    ])
  })

  it('takes clocks and gaps too when nothing else is left', () => {
    const { journal, file } = newJournal(noon - 10 * dayMs)
    for (let at = noon - 10 * dayMs; at < noon; at += 30_000)
      journal.write({ hours: [], recorded: [], gaps: [{ start: at, end: at + 30_000, reason: 'asleep' }] })
    keepWithinCap(journal, 2_700_000, noon)
    expect(sizeOf(file)).toBeLessThanOrEqual(2_700_000)
    expect(gapsOf(journal)).toMatchObject([{ start: noon - 10 * dayMs }])
  })
})
