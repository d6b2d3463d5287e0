import { unattributed } from '../apps.ts'
import { type DeviceMonth, silent, toSilentGap, withSilence } from '../device-month.ts'
import type { PersonDay } from '../person-day.ts'
import { addDaysOnce, toDaysOnce } from '../presence-once.ts'
import { addKnown, isPresenceKnown, nothingOfDay } from '../presence-totals.ts'
import { addUnrecorded, type Unrecorded, unexplained } from '../unrecorded.ts'
import { addUsage } from '../usage.ts'
import { daysIn, type Period, partsOf } from './periods.ts'
import type { Report, ReportApp, ReportGap } from './report.ts'
import { toSessionFigures } from './session-figures.ts'
import { toMean } from './to-mean.ts'

export interface ReportQuestion {
  readonly demo?: true
  readonly about: string
  readonly period: Period
  readonly zone: string
  readonly madeAt: number
  readonly closed: boolean
  readonly idleAfterMs: number
}

/**
 * The sums of a month, or a week, from what is stored of each device. Pure: the same rows give the same report.
 * @param together what is stored of all devices together: what somebody did on several at once counts once. Of a day that is
 * not among them, devices are added up
 * @param appDays on how many days each app ran, on whatever device, by its key
 */
export function toReport(
  question: ReportQuestion,
  devices: readonly DeviceMonth[],
  together: readonly PersonDay[] = [],
  appDays: ReadonlyMap<string, number> = new Map(),
): Report {
  const told = devices.map((device) => ({ device, days: withSilence(question, device) }))
  const rows = told.flatMap(({ days: ofDevice }) => ofDevice)
  const once = toDaysOnce(rows, together)
  const days = daysIn(question.period).map((day) => {
    const ofDay = rows.filter((row) => row.day === day)
    const cpuMs = sum(devices.map(({ cpuByDay }) => cpuByDay.get(day) ?? 0))
    const { activeMs, firstActivityAt, lastActivityAt } = once.get(day) ?? nothingOfDay
    const presence = { activeMs, firstActivityAt, lastActivityAt }
    return {
      day,
      recordedMs: sum(ofDay.map((r) => r.recordedMs)),
      dueMs: sum(ofDay.map((r) => r.dueMs)),
      cpuMs,
      ...presence,
    }
  })
  const recordedMs = sum(days.map((day) => day.recordedMs))
  const presence = addDaysOnce(once.values(), rows)
  const all = toApps(devices, appDays, isPresenceKnown({ recordedMs, ...presence }))
  const apps = all.filter(({ key }) => key !== unattributed.key)
  const dueMs = sum(days.map((day) => day.dueMs))
  return {
    version: 1,
    kind: partsOf(question.period).unit === 'month' ? 'person-month' : 'person-week',
    ...question,
    recordedMs,
    dueMs,
    coverage: dueMs === 0 ? null : recordedMs / dueMs,
    cpuMs: sum(apps.map((app) => app.cpuMs)),
    unattributedCpuMs: all.find(({ key }) => key === unattributed.key)?.cpuMs ?? 0,
    launches: sum(apps.map((app) => app.launches)),
    ...presence,
    unrecorded: addUnrecorded(
      told.flatMap(({ device, days: withIt }) => [device.unrecorded, toSilence(device, withIt)]),
    ),
    devices: told.map(({ device, days: ofDevice }) => ({
      name: device.name,
      platform: device.platform,
      recordedMs: sum(ofDevice.map((row) => row.recordedMs)),
      dueMs: sum(ofDevice.map((row) => row.dueMs)),
      activeMs: ofDevice.map((row) => row.activeMs).reduce(addKnown, null),
      lastRecordedAt: device.known.end > 0 ? device.known.end : null,
      ...(device.clockAheadMs !== 0 && { clockAheadMs: device.clockAheadMs }),
    })),
    days,
    apps,
    sessionFigures: toSessionFigures([...once].map(([day, ofDay]) => ({ day, ...ofDay }))),
    gaps: devices
      .flatMap((device) => toGaps(question, device))
      .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start),
  }
}

/** What it told of, and that it tells no more. */
function toGaps(question: ReportQuestion, device: DeviceMonth): ReportGap[] {
  const told = device.gaps.map(({ start, end, reason }) => ({ device: device.name, start, end, reason }))
  const silence = toSilentGap(question, device)
  return silence ? [...told, { device: device.name, ...silence, reason: silent }] : told
}

/** What became due after the device's last word is of no known reason. */
function toSilence({ days }: DeviceMonth, withIt: DeviceMonth['days']): Unrecorded {
  const ms = sum(withIt.map(({ dueMs }) => dueMs)) - sum(days.map(({ dueMs }) => dueMs))
  return ms > 0 ? { [unexplained]: ms } : {}
}

function toApps(devices: readonly DeviceMonth[], appDays: ReadonlyMap<string, number>, byActive: boolean): ReportApp[] {
  const byKey = new Map<string, DeviceMonth['apps'][number]>()
  for (const app of devices.flatMap(({ apps }) => apps)) {
    const known = byKey.get(app.key)
    byKey.set(app.key, { ...app, ...(known && addUsage(known, app)) })
  }
  return [...byKey.values()]
    .map(({ memoryKiBSeconds, ...app }) => ({
      ...app,
      days: appDays.get(app.key) ?? 0,
      memoryMeanKiB: toMean({ memoryKiBSeconds, ...app }),
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
