import { describe, expect, it } from 'vitest'
import type { Interval } from '../spans.ts'
import { addDays, dayAt, dayMs, dayNumber, hourMs, utcDayStart } from '../time.ts'
import { desktopApps } from './apps.ts'
import { easterOf, homeIn, isWorkday } from './calendar.ts'
import type { DemoHour } from './count-hours.ts'
import { toDeviceFacts } from './device-facts.ts'
import type { DemoPiece } from './facts.ts'
import { toDemoLicences } from './licences.ts'
import { createDemo, type DemoDevice, type DemoQuestion } from './people.ts'
import { overlay } from './plan-day.ts'

/** From May on, over the end of summer time. */
const now = Date.UTC(2026, 10, 20, 15, 20)
const question: DemoQuestion = { seed: 7, from: '2026-05-20', devices: 10, now, locale: 'en', zone: 'Europe/Berlin' }
const demo = createDemo(question)
const factsOf = (device: DemoDevice) => [...toDeviceFacts(device)]
const all = demo.devices.map((device) => ({ device, pieces: factsOf(device) }))
const spansOf = (pieces: readonly DemoPiece[]) => pieces.flatMap(({ spans }) => spans)
const ofKind = (kind: string) => all.filter(({ device }) => device.kind === kind)

describe('toDeviceFacts', () => {
  it('is the same for the same seed, whoever else is made up, and another for another', () => {
    const again = createDemo({ ...question, devices: 4 })
    expect(factsOf(again.devices[3]!)).toEqual(all[3]!.pieces)
    expect(factsOf(createDemo({ ...question, seed: 8 }).devices[3]!)).not.toEqual(all[3]!.pieces)
  })

  it('tells of nothing before the agent was installed or after now, and spans end with their UTC day', () => {
    for (const { device, pieces } of all) {
      const spans = spansOf(pieces)
      const outside = ({ start, end }: Interval) => start < device.from || end > now || end <= start
      expect([...spans, ...pieces.flatMap(({ gaps }) => gaps)].filter(outside)).toEqual([])
      expect(spans.filter(({ start, end }) => end > utcDayStart(start) + dayMs)).toEqual([])
    }
  })

  it('says one thing at a time of each source, and every second is recorded or a gap', () => {
    for (const { device, pieces } of all) {
      const spans = spansOf(pieces)
      for (const source of ['clock', 'window', 'input', 'lock', 'inhibit'])
        expect(overlapping(spans.filter((span) => span.source === source))).toBe(0)
      const clocks = spans.filter(({ source }) => source === 'clock')
      const whole = [...clocks, ...pieces.flatMap(({ gaps }) => gaps)].sort((a, b) => a.start - b.start)
      const holes = whole.filter(({ start }, i) => i > 0 && start !== whole[i - 1]!.end)
      expect(holes, device.name).toEqual([])
    }
  })

  it('counts each app once an hour and run, and never more than the hour', () => {
    for (const { pieces } of all) {
      const keys = pieces.flatMap(({ stream, hours }) => hours.map(({ app, hour }) => `${stream} ${hour} ${app.key}`))
      expect(new Set(keys).size).toBe(keys.length)
      const isImpossible = (row: DemoHour) =>
        row.runningMs > hourMs ||
        row.memoryKiBSeconds > (row.memoryPeakKiB * row.runningMs) / 1_000 + 1 ||
        [row.cpuMs, row.launches, row.samples, row.memoryKiBSeconds].some((n) => !Number.isSafeInteger(n) || n < 0)
      expect(pieces.flatMap(({ hours }) => hours).filter(isImpossible)).toEqual([])
    }
  })

  it('has summer time, far zones, meetings, and every reason for a gap that people know', () => {
    const offsetsOf = (pieces: readonly DemoPiece[]) =>
      new Set(spansOf(pieces).flatMap(({ detail }) => (detail?.offsetMs === undefined ? [] : [detail.offsetMs])))
    expect(offsetsOf(all[0]!.pieces)).toEqual(new Set([2 * hourMs, hourMs]))
    for (const { pieces } of ofKind('traveller')) expect(offsetsOf(pieces).size).toBeGreaterThan(2)
    const reasons = new Set(all.flatMap(({ pieces }) => pieces.flatMap(({ gaps }) => gaps.map(({ reason }) => reason))))
    for (const reason of ['off', 'asleep', 'not_running', 'paused'] as const) expect(reasons).toContain(reason)
    for (const { device, pieces } of all)
      expect(spansOf(pieces).some(({ source }) => source === 'inhibit')).toBe(device.kind !== 'server')
  })

  it('is quiet at night, at weekends and on holidays where people work', () => {
    const { device, pieces } = ofKind('office')[0]!
    const recorded = new Set(
      spansOf(pieces).flatMap(({ source, start, detail }) =>
        source === 'clock' ? [dayAt(start, Number(detail?.offsetMs))] : [],
      ),
    )
    const days = Array.from({ length: 170 }, (_, i) => addDays(dayAt(now, 0), i - 170))
    const share = (free: boolean) => {
      const some = days.filter((day) => isWorkday(day, device.home) !== free && dayNumber(day) > device.from)
      return some.filter((day) => recorded.has(day)).length / some.length
    }
    expect(share(true)).toBeLessThan(0.15)
    expect(share(false)).toBeGreaterThan(0.7)
  })

  it('changes over the months: one app taken up, its rival given up, one that grew; and some are never opened', () => {
    const { device, pieces } = ofKind('developer')[0]!
    const daysOf = (key: string) => pieces.filter(({ hours }) => hours.some(({ app }) => app.key === key))
    const share = ({ at }: DemoPiece) => (at - device.from) / (device.to - device.from)
    expect(Math.min(...daysOf(desktopApps.zed.key).map(share))).toBeGreaterThan(0.34)
    expect(Math.max(...daysOf(desktopApps.idea.key).map(share))).toBeLessThan(0.65)
    const memory = (late: boolean) => {
      const rows = pieces
        .filter((piece) => share(piece) > 0.66 === late)
        .flatMap(({ hours }) => hours.filter(({ app }) => app === desktopApps.code))
      return rows.reduce((sum, row) => sum + row.memoryKiBSeconds / row.runningMs, 0) / rows.length
    }
    expect(memory(true) / memory(false)).toBeGreaterThan(1.4)
    const installed = new Set(spansOf(pieces).flatMap(({ source, app }) => (source === 'installed' ? [app!.key] : [])))
    expect(installed).toContain(desktopApps.matlab.key)
    expect(daysOf(desktopApps.matlab.key)).toEqual([])
  })
})

it('a licence › is paid in the currency of where people speak that language, by what apps have as their keys', () => {
  const currencies = (['en', 'pt-BR'] as const).map((locale) => toDemoLicences(locale, 6, now)[0]!.price.currency)
  expect(currencies).toEqual(['USD', 'BRL'])
  const licences = toDemoLicences('en', 1, now)
  expect(licences.every(({ seats, apps }) => seats > 0 && apps.every((key) => key.endsWith('.desktop')))).toBe(true)
  expect(licences).toEqual(toDemoLicences('en', 1, now))
})

it('overlay › puts one thing over others and leaves no hole', () => {
  const doings = [
    { start: 0, end: 10, what: 'work' },
    { start: 10, end: 20, what: 'meeting' },
  ] as const
  expect(overlay(doings, { start: 8, end: 12, what: 'locked' })).toEqual([
    { start: 0, end: 8, what: 'work' },
    { start: 8, end: 12, what: 'locked' },
    { start: 12, end: 20, what: 'meeting' },
  ])
  expect(overlay(doings, { start: 25, end: 30, what: 'locked' })).toEqual(doings)
  expect(overlay(doings, { start: 18, end: 30, what: 'idle' }).at(-1)).toEqual({ start: 18, end: 30, what: 'idle' })
})

it('easterOf › is the Sunday of the church', () => {
  expect([1981, 2000, 2019, 2024, 2025, 2026, 2027, 2049, 2076].map(easterOf)).toEqual(
    '1981-04-19 2000-04-23 2019-04-21 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2049-04-18 2076-04-19'.split(' '),
  )
  expect(isWorkday('2026-06-04', homeIn('America/Sao_Paulo'))).toBe(false) // Corpus Christi
})

function overlapping(spans: readonly Interval[]): number {
  const sorted = [...spans].sort((a, b) => a.start - b.start)
  return sorted.filter(({ start }, i) => i > 0 && start < sorted[i - 1]!.end).length
}
