import { describe, expect, it } from 'vitest'
import { usualIdleAfterMs } from '../../core/presence.ts'
import { addDays, hourMs, offsetAt } from '../../core/time.ts'
import { type Journal, openJournal } from './journal.ts'
import { localDayAt, readDay } from './read.ts'
import { readDays } from './read-days.ts'

const usual = { idleAfterMs: usualIdleAfterMs }

const zone = 'America/Sao_Paulo'
const clock = { zone, offsetMs: -3 * hourMs }
/** 10:00 of a day in São Paulo. */
const ten = (day: string) => Date.parse(`${day}T13:00:00Z`)

function recordHour(journal: Journal, start: number, key: string, cpuMs: number) {
  const app = { key, name: key }
  const add = { runningMs: hourMs, cpuMs, launches: 1, memoryKiBSeconds: 3_600, memoryKiB: cpuMs }
  journal.write({ hours: [{ app, hour: start, ...add }], recorded: [{ start, end: start + hourMs, clock }], gaps: [] })
}

function aJournal() {
  expect(offsetAt(zone, ten('2026-11-02'))).toBe(clock.offsetMs)
  const journal = openJournal(':memory:', ten('2026-11-02'))
  recordHour(journal, ten('2026-11-02'), 'vim', 100)
  recordHour(journal, ten('2026-11-02') + hourMs, 'firefox', 700)
  recordHour(journal, ten('2026-11-04'), 'vim', 300)
  const gap = { start: ten('2026-11-04') + hourMs, end: ten('2026-11-05'), reason: 'off' as const }
  journal.write({ hours: [], recorded: [], gaps: [gap] })
  recordHour(journal, ten('2026-11-05'), 'vim', 50)
  return journal.db
}

describe('readDays', () => {
  it('sums the days asked for, and keeps to what the journal knows', () => {
    const db = aJournal()
    const { apps, ...period } = readDays(db, '2020-01-01', '2030-12-31', usual)
    expect(period).toMatchObject({
      from: '2026-11-02',
      to: '2026-11-05',
      recordedMs: 4 * hourMs,
      known: { start: ten('2026-11-02'), end: ten('2026-11-05') + hourMs },
    })
    expect(apps.find(({ key }) => key === 'vim')).toMatchObject({
      cpuMs: 450,
      launches: 3,
      runningMs: 3 * hourMs,
      memoryPeakKiB: 300,
      days: 3,
    })
    expect(readDays(db, '2026-11-04', '2026-11-04', usual).apps).toMatchObject([{ key: 'vim', cpuMs: 300, days: 1 }])
  })

  it('is the sum of its days', () => {
    const db = aJournal()
    const days = [0, 1, 2, 3].map((n) => readDay(db, addDays('2026-11-02', n), usual))
    const { recordedMs, dueMs } = readDays(db, '2026-11-02', '2026-11-05', usual)
    expect(recordedMs).toBe(days.reduce((sum, day) => sum + day.recordedMs, 0))
    expect(dueMs).toBe(days.reduce((sum, day) => sum + day.dueMs, 0))
  })

  it('says nothing of days before or after, nor of an empty journal', () => {
    const nothing = { from: undefined, to: undefined, recordedMs: 0, dueMs: 0, apps: [] }
    expect(readDays(aJournal(), '2026-10-01', '2026-11-01', usual)).toMatchObject(nothing)
    const { db } = openJournal(':memory:', 0)
    expect(readDays(db, '2026-10-01', localDayAt(db, ten('2026-11-01')), usual)).toMatchObject(nothing)
  })
})
