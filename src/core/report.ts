import { type App, unattributed } from './apps.ts'
import { localDays } from './clocks.ts'
import type { Interval } from './spans.ts'
import { type Day, dayMs, daysOf, hourMs, type Month, monthOf, secondMs } from './time.ts'
import { addUsage, type UsageTotals } from './usage.ts'

/** An app's figures over a period, all devices together. Times in milliseconds, memory in KiB. */
export interface ReportApp {
  readonly key: string
  readonly name: string
  readonly runningMs: number
  readonly cpuMs: number
  readonly launches: number
  /** Time-weighted mean of resident memory while it ran; 0 if it was never seen running. */
  readonly memoryMeanKiB: number
  readonly memoryPeakKiB: number
  /** Days on which it ran, on whatever device. */
  readonly days: number
}

/** One calendar day of the period, present also when nothing was recorded. */
export interface ReportDay {
  readonly day: string
  readonly recordedMs: number
  /** Time that should have been recorded; 0 when nothing was due (before the first record, off, or still to come). */
  readonly dueMs: number
  readonly cpuMs: number
}

export interface ReportDevice {
  readonly name: string
  readonly platform: string
  readonly recordedMs: number
  readonly dueMs: number
  /** The last instant it told of, epoch milliseconds; null if it never did. */
  readonly lastRecordedAt: number | null
}

/** Why nothing was recorded from `start` to `end` on a device. */
export interface ReportGap {
  readonly device: string
  readonly start: number
  readonly end: number
  readonly reason: string
}

/** The frozen figures of one period about one person: everything every form of the report says comes from here. */
export interface Report {
  readonly version: 1
  readonly kind: 'person-month'
  readonly about: string
  /** `2026-10` */
  readonly period: string
  /** A closed period is final; an open one says "so far". */
  readonly closed: boolean
  /** Epoch milliseconds. */
  readonly madeAt: number
  /** IANA zone in which instants are printed. */
  readonly zone: string
  readonly recordedMs: number
  readonly dueMs: number
  /** recorded ÷ due; null when nothing was due. */
  readonly coverage: number | null
  /** CPU time of all apps, without `unattributedCpuMs`. */
  readonly cpuMs: number
  readonly unattributedCpuMs: number
  readonly launches: number
  readonly devices: readonly ReportDevice[]
  /** Every day of the month, ascending. */
  readonly days: readonly ReportDay[]
  /** All apps, most CPU time first, then longest running, then by name. */
  readonly apps: readonly ReportApp[]
  /** Longest first. */
  readonly gaps: readonly ReportGap[]
}

/** What is stored of one device over a month: the input of `toReport`. */
export interface DeviceMonth {
  readonly name: string
  readonly platform: string
  /** All that it ever told of; `end` is the last instant it told of. Empty if it never did. */
  readonly known: Interval
  /** What its clocks last showed less UTC. */
  readonly offsetMs: number
  readonly days: readonly { readonly day: Day; readonly recordedMs: number; readonly dueMs: number }[]
  readonly cpuByDay: ReadonlyMap<Day, number>
  readonly apps: readonly (App & UsageTotals & { readonly days: ReadonlySet<Day> })[]
  readonly gaps: readonly (Interval & { readonly reason: string })[]
}

export interface ReportQuestion {
  readonly about: string
  readonly period: Month
  readonly zone: string
  readonly madeAt: number
  readonly closed: boolean
}

/** A device that says nothing for longer than this was not merely between two uploads. */
const silentAfterMs = hourMs
/** And one that says nothing for longer than this is gone: nothing is expected of it any more. */
const goneAfterMs = 30 * dayMs

/** The figures of a month from what is stored of each device. Pure: the same rows give the same report. */
export function toReport(question: ReportQuestion, devices: readonly DeviceMonth[]): Report {
  const told = devices.map((device) => ({ device, days: withSilence(question, device) }))
  const days = daysOf(question.period).map((day) => {
    const rows = told.flatMap(({ days: ofDevice }) => ofDevice.filter((row) => row.day === day))
    const cpuMs = sum(devices.map(({ cpuByDay }) => cpuByDay.get(day) ?? 0))
    return { day, recordedMs: sum(rows.map((r) => r.recordedMs)), dueMs: sum(rows.map((r) => r.dueMs)), cpuMs }
  })
  const all = toApps(devices)
  const apps = all.filter(({ key }) => key !== unattributed.key)
  const recordedMs = sum(days.map((day) => day.recordedMs))
  const dueMs = sum(days.map((day) => day.dueMs))
  return {
    version: 1,
    kind: 'person-month',
    ...question,
    recordedMs,
    dueMs,
    coverage: dueMs === 0 ? null : recordedMs / dueMs,
    cpuMs: sum(apps.map((app) => app.cpuMs)),
    unattributedCpuMs: all.find(({ key }) => key === unattributed.key)?.cpuMs ?? 0,
    launches: sum(apps.map((app) => app.launches)),
    devices: told.map(({ device, days: rows }) => ({
      name: device.name,
      platform: device.platform,
      recordedMs: sum(rows.map((row) => row.recordedMs)),
      dueMs: sum(rows.map((row) => row.dueMs)),
      lastRecordedAt: device.known.end > 0 ? device.known.end : null,
    })),
    days,
    apps,
    gaps: devices
      .flatMap(({ name, gaps }) => gaps.map(({ start, end, reason }) => ({ device: name, start, end, reason })))
      .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start),
  }
}

/**
 * A device's days, with the time after its last word due but not recorded: whether it was off or lost is not known.
 *     known   [ recorded … )
 *     period  [                        )
 *     due     [ recorded … silent      )
 */
function withSilence({ period, madeAt }: ReportQuestion, device: DeviceMonth): DeviceMonth['days'] {
  const clock = { start: 0, end: 1, stream: 0, offsetMs: device.offsetMs }
  const silence = { start: device.known.end, end: Math.min(madeAt, device.known.end + goneAfterMs) }
  if (device.known.end === 0 || silence.end - silence.start <= silentAfterMs) return device.days
  const days = new Map(device.days.map((row) => [row.day, row]))
  for (const { day, start, end } of localDays([clock]).split(silence)) {
    if (monthOf(day) !== period) continue
    const row = days.get(day) ?? { day, recordedMs: 0, dueMs: 0 }
    days.set(day, { ...row, dueMs: row.dueMs + end - start })
  }
  return [...days.values()]
}

function toApps(devices: readonly DeviceMonth[]): ReportApp[] {
  const byKey = new Map<string, DeviceMonth['apps'][number]>()
  for (const app of devices.flatMap(({ apps }) => apps)) {
    const known = byKey.get(app.key)
    byKey.set(app.key, known ? { ...app, ...addUsage(known, app), days: new Set([...known.days, ...app.days]) } : app)
  }
  return [...byKey.values()]
    .map(({ memoryKiBSeconds, days, ...app }) => ({
      ...app,
      days: days.size,
      memoryMeanKiB: app.runningMs === 0 ? 0 : Math.round((memoryKiBSeconds * secondMs) / app.runningMs),
    }))
    .sort((a, b) => b.cpuMs - a.cpuMs || b.runningMs - a.runningMs || (a.name < b.name ? -1 : 1))
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
