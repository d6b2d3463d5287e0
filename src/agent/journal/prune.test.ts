import { describe, expect, it } from 'vitest'
import { anHour, makeWindow, newJournal, uploadAll } from '../../../tests/support/journals.ts'
import { noon } from '../../../tests/support/records.ts'
import type { WatchedSource } from '../../core/clocks.ts'
import { usualIdleAfterMs } from '../../core/presence.ts'
import { type Interval, union } from '../../core/spans.ts'
import { dayAt, dayMs, hourMs } from '../../core/time.ts'
import { rewind } from './acknowledge.ts'
import type { Journal } from './journal.ts'
import { prune, readPruned } from './prune.ts'
import { readDay } from './read.ts'

const usual = { idleAfterMs: usualIdleAfterMs }

const count = ({ db }: Journal, what: string) =>
  db.prepare<[], { n: number }>(`select count(*) as n from ${what}`).get()!.n
const all = (journal: Journal) =>
  ['process_hours', 'spans', 'gaps'].reduce((sum, table) => sum + count(journal, table), 0)

/** An hour at each of some days before noon, each day a span of its own; the first is what was in front. */
function withDays(...daysAgo: readonly number[]) {
  const { journal } = newJournal(noon - 500 * dayMs)
  for (const days of daysAgo) journal.write(anHour(noon - days * dayMs))
  makeWindow(journal, noon - daysAgo[0]! * dayMs)
  return journal
}

describe('prune', () => {
  it('takes away nothing that the server does not have', () => {
    const journal = withDays(450, 400, 8)
    expect(prune(journal.db, noon)).toBe(0)
    expect(all(journal)).toBe(12)
  })

  it('takes away spans after 7 days and hours with their clocks after 13 months', () => {
    const journal = withDays(8, 7, 1)
    uploadAll(journal, noon)
    expect(prune(journal.db, noon + hourMs)).toBe(1)
    expect({ windows: count(journal, "spans where source = 'window'"), rest: all(journal) }).toEqual({
      windows: 0,
      rest: 11,
    })
    expect(prune(journal.db, noon + 390 * dayMs)).toBe(4 + 3)
    expect(all(journal)).toBe(4)
  })

  it('leaves alone what changed after the acknowledgement', () => {
    const journal = withDays(450, 400)
    uploadAll(journal, noon)
    journal.write(anHour(noon - 400 * dayMs))
    prune(journal.db, noon)
    expect(all(journal)).toBe(4)
  })

  it('goes on in pieces until nothing old is left', () => {
    const { journal } = newJournal(noon)
    journal.write(anHour(noon - 500 * dayMs, 4_500))
    uploadAll(journal, noon)
    expect(prune(journal.db, noon)).toBe(4_501)
  })
})

describe('readDay', () => {
  it('knows no presence where what a desktop told went, and still where it is', () => {
    const { journal } = newJournal(noon)
    const watched = { zone: 'UTC', offsetMs: 0, watched: ['window', 'input'] as WatchedSource[] }
    for (const days of [9, 1]) {
      const hour = noon - days * dayMs
      const told = { start: hour, end: hour + hourMs }
      const front = { source: 'window' as const, app: { key: 'app-0.desktop', name: 'App 0' }, ...told }
      journal.write({ ...anHour(hour), recorded: [{ ...told, clock: watched }], spans: [front] })
    }
    uploadAll(journal, noon)
    expect(prune(journal.db, noon)).toBe(1)
    const day = (days: number) => readDay(journal.db, dayAt(noon - days * dayMs, 0), usual)
    const unknown = { watchedMs: 0, activeMs: null, apps: [{ runningMs: hourMs, foregroundMs: null }, {}, {}] }
    expect(day(9)).toMatchObject({ recordedMs: hourMs, ...unknown })
    expect(day(1)).toMatchObject({ watchedMs: hourMs, activeMs: 0, apps: [{ foregroundMs: hourMs }, {}, {}] })
  })
})

describe('rewind', () => {
  it('says what is lost when the server forgot what is no longer here', () => {
    const journal = withDays(30, 29, 1)
    const { stream, upto } = uploadAll(journal, noon)[0]!
    prune(journal.db, noon)
    expect(readPruned(journal.db)).toMatchObject({ rev: 1, until: noon - 30 * dayMs + hourMs })
    rewind(journal, { [stream]: upto }, noon)
    expect(count(journal, 'gaps')).toBe(0)
    rewind(journal, {}, noon)
    const gaps = journal.db.prepare<[], Interval>("select start, end from gaps where reason = 'lost'").all()
    expect(gaps).toHaveLength(count(journal, 'gaps'))
    expect(union(gaps)).toEqual([{ start: noon - 500 * dayMs, end: noon - 30 * dayMs + hourMs }])
  })

  it('tells of no loss when everything can be offered again', () => {
    const journal = withDays(3, 2)
    uploadAll(journal, noon)
    prune(journal.db, noon)
    rewind(journal, {}, noon)
    expect(count(journal, 'gaps')).toBe(0)
    expect(uploadAll(journal, noon).flatMap(({ processHours }) => processHours)).toHaveLength(6)
  })
})
