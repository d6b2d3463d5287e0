import { describe, expect, it } from 'vitest'
import { unattributed } from '../apps.ts'
import type { DeviceMonth } from '../device-month.ts'
import { usualIdleAfterMs } from '../presence.ts'
import { nothingOfDay, nothingTold } from '../presence-totals.ts'
import { dayMs, hourMs } from '../time.ts'
import { toReport } from './to-report.ts'

const start = Date.UTC(2026, 10, 2, 8)
const question = {
  about: 'Ana',
  period: '2026-11',
  zone: 'UTC',
  madeAt: start + 10 * hourMs,
  closed: false,
  idleAfterMs: usualIdleAfterMs,
}
const unknown = { foregroundMs: null, activeMs: null, watchingMs: null }
const totals = {
  runningMs: hourMs,
  cpuMs: 60_000,
  launches: 1,
  memoryKiBSeconds: 3_600_000,
  memoryPeakKiB: 2_000,
  ...unknown,
}
const device = (given: Partial<DeviceMonth> = {}): DeviceMonth => ({
  name: 'laptop',
  platform: 'linux-x64',
  known: { start, end: question.madeAt },
  offsetMs: 0,
  clockAheadMs: 0,
  days: [{ day: '2026-11-02', recordedMs: 8 * hourMs, dueMs: 10 * hourMs, ...nothingOfDay }],
  unrecorded: { off: 3 * hourMs, not_running: 2 * hourMs },
  cpuByDay: new Map([['2026-11-02', 60_000]]),
  apps: [{ key: 'firefox.desktop', name: 'Firefox', ...totals }],
  gaps: [],
  ...given,
})

describe('toReport', () => {
  it('has every day of the month and the figures of the device', () => {
    const report = toReport(question, [device()])
    expect(report.days).toHaveLength(30)
    expect(report).toMatchObject({
      recordedMs: 8 * hourMs,
      dueMs: 10 * hourMs,
      coverage: 0.8,
      cpuMs: 60_000,
      launches: 1,
    })
    expect(report.apps).toMatchObject([{ name: 'Firefox', memoryMeanKiB: 1_000, memoryPeakKiB: 2_000 }])
  })

  it('has the time since a last word among the gaps, as far as it lies in the period', () => {
    const silentFrom = (end: number, period = '2026-11', madeAt = start + 40 * dayMs) =>
      toReport({ ...question, period, madeAt }, [device({ known: { start, end } })]).gaps
    const end = start + 10 * hourMs
    expect(silentFrom(end)).toEqual([{ device: 'laptop', start: end, end: Date.UTC(2026, 11, 1), reason: 'silent' }])
    expect(silentFrom(end, '2026-12')).toMatchObject([{ start: Date.UTC(2026, 11, 1), end: end + 30 * dayMs }])
    expect(silentFrom(end, '2026-11', end + hourMs / 2)).toEqual([])
    expect(silentFrom(0)).toEqual([])
  })

  it('adds devices up, takes the larger peak and counts each day once', () => {
    const other = device({
      apps: [{ key: 'firefox.desktop', name: 'Firefox', ...totals, memoryPeakKiB: 9_000 }],
    })
    const report = toReport(question, [device(), other], [], new Map([['firefox.desktop', 3]]))
    expect(report).toMatchObject({ recordedMs: 16 * hourMs, launches: 2 })
    expect(report.apps).toMatchObject([{ cpuMs: 120_000, memoryMeanKiB: 1_000, memoryPeakKiB: 9_000, days: 3 }])
  })

  it('shows CPU time that is nobody’s beside the apps, not among them', () => {
    const rest = { ...unattributed, ...totals, runningMs: 0, launches: 0, cpuMs: 5_000 }
    const report = toReport(question, [device({ apps: [...device().apps, rest] })])
    expect(report).toMatchObject({ cpuMs: 60_000, unattributedCpuMs: 5_000 })
    expect(report.apps).toHaveLength(1)
  })

  it('counts a device that fell silent as due but not recorded, to the end of what the report covers', () => {
    const closed = { ...question, madeAt: Date.UTC(2026, 11, 1, 8), closed: true }
    const report = toReport(closed, [device({ known: { start, end: question.madeAt } })])
    expect(report.dueMs).toBe(10 * hourMs + Date.UTC(2026, 11, 1) - question.madeAt)
    expect(report.days.at(-1)).toMatchObject({ recordedMs: 0, dueMs: dayMs })
  })

  it('tells why nothing was recorded, silence without a reason, and adds up what is known of people', () => {
    const closed = { ...question, madeAt: Date.UTC(2026, 11, 1, 8), closed: true }
    const told = {
      ...nothingTold,
      activeMs: hourMs,
      watchedMs: 2 * hourMs,
      watchingMs: 1_000,
      sessions: 2,
      sessionMs: 5,
    }
    const known = device({
      days: [{ day: '2026-11-02', recordedMs: 8 * hourMs, dueMs: 10 * hourMs, ...nothingOfDay, ...told }],
    })
    expect(toReport(question, [known, device({ known: { start, end: question.madeAt } })])).toMatchObject({
      ...told,
      unrecorded: { off: 6 * hourMs, not_running: 4 * hourMs },
    })
    expect(toReport(closed, [known]).unrecorded).toEqual({
      off: 3 * hourMs,
      not_running: 2 * hourMs,
      unknown: Date.UTC(2026, 11, 1) - question.madeAt,
    })
  })

  it('names a clock that was wrong, and is silent of one that was right', () => {
    const { devices } = toReport(question, [device({ clockAheadMs: 180_000 }), device()])
    expect(devices.map((one) => one.clockAheadMs)).toEqual([180_000, undefined])
  })

  it('does not know a coverage where nothing was due', () => {
    expect(toReport(question, [])).toMatchObject({ coverage: null, recordedMs: 0, apps: [], devices: [] })
  })
})
