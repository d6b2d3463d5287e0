import fc from 'fast-check'
import type { OrgReport } from '../../src/core/report/org-report.ts'
import type { Report, ReportApp } from '../../src/core/report/report.ts'
import type { ChangeLine } from '../../src/core/report/sections.ts'
import { dayMs, hourMs, minuteMs } from '../../src/core/time.ts'
import { marinaReport, marinaWeek } from './marina.ts'
import { sampleOrgReport } from './org-report.ts'

/** Names as people and programs have them, without digits, so that every digit of a form is a figure. */
export const names = fc
  .oneof(
    fc.constantFrom('Firefox', 'Visual Studio Code', 'LibreOffice Calc', 'A program with a name of forty letters x'),
    fc.constantFrom(
      'محرر النصوص',
      'עורך טקסט',
      '文書エディタ',
      '한국어 프로그램',
      '👩‍👩‍👧 Família',
      '\u202egnp.exe',
      'Ε Ж ệ̂',
    ),
    fc.constantFrom(
      '<img src=x onerror=alert()>',
      '=SUM(A:A)',
      '"a","b"\r\n',
      '&amp; "Co" \'',
      '\u001b[J',
      ' ',
      '@cmd',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  )
  .map((name) => name.replace(/\p{N}/gu, 'x'))

const duration = fc.oneof(fc.constant(0), fc.nat(90_000), fc.nat(20 * hourMs), fc.nat(700 * hourMs))
const known = fc.option(duration, { freq: 8 })
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

const app: fc.Arbitrary<ReportApp> = fc.record({
  key: fc.constant('key'),
  name: names,
  runningMs: duration,
  cpuMs: duration,
  launches: fc.nat(100_000),
  memoryMeanKiB: fc.nat(64_000_000),
  memoryPeakKiB: fc.nat(64_000_000),
  days: fc.nat(31),
  activeMs: known,
  foregroundMs: known,
  previous: fc.record({
    activeMs: known,
    foregroundMs: known,
    cpuMs: duration,
    runningMs: duration,
    memoryMeanKiB: fc.nat(64_000_000),
  }),
  history: fc.array(fc.option(duration), { minLength: 12, maxLength: 12 }),
})

/** A period of one person, whose parts add up as the store makes them: months and weeks, with little and much in them. */
export const personReports: fc.Arbitrary<Report> = fc
  .record({
    model: fc.constantFrom(marinaReport(), marinaWeek()),
    about: names,
    closed: fc.boolean(),
    apps: fc.array(app, { maxLength: 30 }),
    hours: fc.array(fc.record({ recorded: fc.nat(24 * 60), missed: fc.nat(24 * 60), active: fc.nat(600) }), {
      minLength: 31,
      maxLength: 31,
    }),
    devices: fc.array(names, { minLength: 1, maxLength: 14 }),
    lines: fc.array(fc.record({ name: names, ms: fc.integer({ min: 0, max: 90 * hourMs }) }), { maxLength: 9 }),
    unattributedCpuMs: duration,
    told: fc.boolean(),
  })
  .map(({ model, about, closed, apps: all, hours, devices, lines, unattributedCpuMs, told }) => {
    const apps = all
      .map((each, i) => ({ ...each, key: `key-${i}`, ...(told ? {} : { activeMs: null, foregroundMs: null }) }))
      .sort((a, b) => (told ? (b.activeMs ?? 0) - (a.activeMs ?? 0) : 0) || b.cpuMs - a.cpuMs)
    const days = model.days.map((day, i) => {
      const { recorded, missed, active } = hours[i]!
      const recordedMs = recorded * minuteMs
      const activeMs = told && recorded > 0 ? Math.min(active * minuteMs, recordedMs) : null
      return { ...day, recordedMs, dueMs: recordedMs + missed * minuteMs, activeMs }
    })
    const recordedMs = sum(days.map((day) => day.recordedMs))
    const dueMs = sum(days.map((day) => day.dueMs))
    const changes: ChangeLine[] = lines.map(({ name, ms }, i) => ({ what: 'app', key: `key-${i}`, name, ms }))
    const share = (ms: number) => Math.round(ms / devices.length)
    const activeMs = told ? sum(days.map((day) => day.activeMs ?? 0)) : null
    return {
      ...model,
      about,
      closed,
      apps,
      days,
      recordedMs,
      dueMs,
      coverage: dueMs === 0 ? null : recordedMs / dueMs,
      cpuMs: sum(apps.map(({ cpuMs }) => cpuMs)),
      launches: sum(apps.map(({ launches }) => launches)),
      unattributedCpuMs,
      activeMs,
      watchedMs: told ? recordedMs : 0,
      changes: { of: 'cpu', from: 0, to: sum(lines.map(({ ms }) => ms)), lines: changes, days: null },
      devices: devices.map((name) => ({
        name,
        platform: 'linux',
        recordedMs: share(recordedMs),
        dueMs: share(dueMs),
        lastRecordedAt: null,
      })),
      gaps: devices.map((device, i) => ({ device, start: i * hourMs, end: (i * 3 + 2) * hourMs, reason: 'lost' })),
    }
  })

const licence = fc
  .record({
    name: names,
    seats: fc.option(fc.nat(5_000)),
    installed: fc.nat(5_000),
    used: fc.nat(5_000),
    minor: fc.option(fc.integer({ min: 1, max: 9_000_000 })),
    currency: fc.constantFrom('BRL', 'USD', 'EUR'),
    per: fc.constantFrom('month' as const, 'year' as const),
  })
  .map(({ seats, installed, used, minor, currency, per, ...rest }) => {
    const unused = Math.max(0, (seats ?? installed) - used)
    const priced = minor !== null && {
      price: { minor, currency, per },
      wastedMinor: Math.round((unused * minor) / (per === 'year' ? 12 : 1)),
    }
    return { ...rest, id: rest.name, seats, installed, used, unused, ...priced, renewsOn: null }
  })

const withheld = fc.constant('withheld' as const)

/** A month of an organisation: none and many of everything, with what is withheld and what is unknown. */
export const orgReports: fc.Arbitrary<OrgReport> = fc
  .record({
    about: names,
    closed: fc.boolean(),
    activeMs: fc.oneof(duration, withheld, fc.constant(null)),
    apps: fc.array(
      fc.record({
        key: fc.constant('key'),
        name: names,
        people: fc.oneof(fc.integer({ min: 5, max: 4_000 }), withheld),
        devices: fc.nat(5_000),
        activeMs: fc.oneof(duration, withheld),
        foregroundMs: fc.oneof(duration, withheld),
        runningMs: duration,
        cpuMs: duration,
        previous: fc.record({ people: fc.nat(4_000), activeMs: duration, devices: fc.nat(5_000) }),
      }),
      { maxLength: 25 },
    ),
    licences: fc.array(licence, { maxLength: 30 }),
    silent: fc.array(
      fc.record({
        name: names,
        platform: fc.constantFrom('linux', 'win32', 'darwin'),
        lastSeenAt: fc.option(fc.integer({ min: Date.UTC(2026, 8, 1), max: Date.UTC(2026, 8, 1) + 20 * dayMs })),
        days: fc.integer({ min: 7, max: 400 }),
      }),
      { maxLength: 20 },
    ),
    unused: fc.array(
      fc.record({ key: fc.constant('k'), name: names, devices: fc.nat(900), over: fc.constantFrom(30, 60, 90) }),
      { maxLength: 14 },
    ),
    growth: fc.array(fc.record({ key: fc.constant('k'), name: names, from: fc.nat(900), to: fc.nat(900) }), {
      maxLength: 12,
    }),
    recording: fc.array(fc.record({ recording: fc.nat(3_000), missing: fc.nat(30) }), { minLength: 31, maxLength: 31 }),
  })
  .map(({ silent, recording, ...rest }) => {
    const model = sampleOrgReport()
    return {
      ...model,
      ...rest,
      devices: { ...model.devices, silent: [...silent].sort((a, b) => b.days - a.days) },
      days: model.days.map(({ day }, i) => {
        const { recording: count, missing } = recording[i]!
        return { day, recording: count, due: count + missing }
      }),
    }
  })
