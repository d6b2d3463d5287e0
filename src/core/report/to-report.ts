import { unattributed } from '../apps.ts'
import { type DeviceMonth, withSilence } from '../device-month.ts'
import type { PersonDay } from '../person-day.ts'
import { addPresenceOnce } from '../presence-once.ts'
import { isPresenceKnown } from '../presence-totals.ts'
import { type Day, daysOf, type Month, secondMs } from '../time.ts'
import { addUnrecorded, type Unrecorded, unexplained } from '../unrecorded.ts'
import { addUsage, type UsageTotals } from '../usage.ts'
import type { Report, ReportApp } from './report.ts'

export interface ReportQuestion {
  readonly demo?: true
  readonly about: string
  readonly period: Month
  readonly zone: string
  readonly madeAt: number
  readonly closed: boolean
  readonly idleAfterMs: number
}

/**
 * The figures of a month from what is stored of each device. Pure: the same rows give the same report.
 * @param together what is stored of all devices together: what somebody did on several at once counts once. Of a day that is
 * not among them, devices are added up
 */
export function toReport(
  question: ReportQuestion,
  devices: readonly DeviceMonth[],
  together: readonly PersonDay[] = [],
): Report {
  const told = devices.map((device) => ({ device, days: withSilence(question, device) }))
  const days = daysOf(question.period).map((day) => {
    const rows = told.flatMap(({ days: ofDevice }) => ofDevice.filter((row) => row.day === day))
    const cpuMs = sum(devices.map(({ cpuByDay }) => cpuByDay.get(day) ?? 0))
    return { day, recordedMs: sum(rows.map((r) => r.recordedMs)), dueMs: sum(rows.map((r) => r.dueMs)), cpuMs }
  })
  const recordedMs = sum(days.map((day) => day.recordedMs))
  const presence = addPresenceOnce(
    told.flatMap(({ days: ofDevice }) => ofDevice),
    together,
  )
  const all = toApps(devices, isPresenceKnown({ recordedMs, ...presence }))
  const apps = all.filter(({ key }) => key !== unattributed.key)
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
    ...presence,
    unrecorded: addUnrecorded(told.flatMap(({ device, days: rows }) => [device.unrecorded, toSilence(device, rows)])),
    devices: told.map(({ device, days: rows }) => ({
      name: device.name,
      platform: device.platform,
      recordedMs: sum(rows.map((row) => row.recordedMs)),
      dueMs: sum(rows.map((row) => row.dueMs)),
      lastRecordedAt: device.known.end > 0 ? device.known.end : null,
      ...(device.clockAheadMs !== 0 && { clockAheadMs: device.clockAheadMs }),
    })),
    days,
    apps,
    gaps: devices
      .flatMap(({ name, gaps }) => gaps.map(({ start, end, reason }) => ({ device: name, start, end, reason })))
      .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start),
  }
}

/** Never above the peak: of what ran for less than a second, KiB × seconds is a rough figure. */
export const meanMemoryKiB = (
  memoryKiBSeconds: number,
  { runningMs, memoryPeakKiB }: Pick<UsageTotals, 'runningMs' | 'memoryPeakKiB'>,
) => (runningMs === 0 ? 0 : Math.min(memoryPeakKiB, Math.round((memoryKiBSeconds * secondMs) / runningMs)))

/** What became due after the device's last word is of no known reason. */
function toSilence({ days }: DeviceMonth, withIt: DeviceMonth['days']): Unrecorded {
  const ms = sum(withIt.map(({ dueMs }) => dueMs)) - sum(days.map(({ dueMs }) => dueMs))
  return ms > 0 ? { [unexplained]: ms } : {}
}

function toApps(devices: readonly DeviceMonth[], byActive: boolean): ReportApp[] {
  const byKey = new Map<string, DeviceMonth['apps'][number] & { readonly days: Set<Day> }>()
  for (const app of devices.flatMap(({ apps }) => apps)) {
    const known = byKey.get(app.key)
    // One set of each app that grows: copied for each device, the days of a thousand took most of the time.
    const days = known?.days ?? new Set<Day>()
    for (const day of app.days) days.add(day)
    byKey.set(app.key, { ...app, ...(known && addUsage(known, app)), days })
  }
  return [...byKey.values()]
    .map(({ memoryKiBSeconds, days, ...app }) => ({
      ...app,
      days: days.size,
      memoryMeanKiB: meanMemoryKiB(memoryKiBSeconds, app),
    }))
    .sort(
      (a, b) =>
        (byActive ? (b.activeMs ?? 0) - (a.activeMs ?? 0) : 0) ||
        b.cpuMs - a.cpuMs ||
        b.runningMs - a.runningMs ||
        (a.name < b.name ? -1 : 1),
    )
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
