import type { AppSums } from '../../protocol/usage-shapes.ts'
import {
  findAppByKey,
  readAppDays,
  readAppDevices,
  readAppMonths,
  readAppSpan,
  readAppSums,
} from '../store/app-sums.ts'
import { readVersions } from '../store/app-versions.ts'
import { readJudge } from '../store/categories/ruleset.ts'
import { findDevicesOf } from '../store/devices.ts'
import type { Store } from '../store/store.ts'
import { readTitleSums } from './app-titles.ts'
import { readAppWeek } from './app-week.ts'
import { type Asked, askPeriod } from './asked.ts'
import { categoryOf, noCategory, noTimes, toMonthSums, toTimes } from './shown-app.ts'

const mostMonths = 24

const noSums: AppSums = {
  ...noTimes,
  ...{ watchingMs: null, launches: 0, memoryMeanKiB: 0, memoryPeakKiB: 0, days: 0 },
}

const unknownApp = {
  ...{ category: noCategory, sums: noSums, previous: null },
  ...{ months: [], days: [], hours: [], devices: [], versions: [], titles: [] },
  ...{ firstDay: null, lastDay: null, titlesAre: 'none' as const },
}

/** One app of a person; of one that none of their devices has told of, nothing but its key. */
export async function readApp(store: Store, asked: Asked, key: string, period: string) {
  const { orgId, user } = asked
  const { range, shown, before } = askPeriod(asked, period)
  const [app, devices] = await Promise.all([findAppByKey(store, orgId, key), findDevicesOf(store, orgId, user.id)])
  const on = { orgId, deviceIds: devices.map(({ id }) => id) }
  const span = app && (await readAppSpan(store, on, app.id))
  // What only others of the organisation use is as if it were not there.
  if (!app || !span) return { ...unknownApp, key, name: key, period: shown }
  const [judge, all, earlier, months, days, hours, ofDevices, versions, titles] = await Promise.all([
    readJudge(store, orgId),
    readAppSums(store, on, range, app.id),
    readAppSums(store, on, before),
    readAppMonths(store, on, app.id, mostMonths),
    readAppDays(store, on, app.id, range),
    readAppWeek(store, asked, on, app.id, range),
    readAppDevices(store, on, app.id, range),
    readVersions(store, devices, app.id),
    readTitleSums(store, asked, devices, app.id, range),
  ])
  const [own] = all
  const was = earlier.find(({ subjectId }) => subjectId === app.id)
  const nameOf = (id: number) => devices.find((device) => device.id === id)!.name
  return {
    ...{ key: app.key, name: app.name, category: categoryOf(judge, app), period: shown },
    sums: own ? { ...toMonthSums(own), days: own.days } : noSums,
    previous: earlier.length === 0 ? null : was ? toTimes(was) : noTimes,
    months: months.map((row) => ({ month: row.month, ...toMonthSums(row) })),
    days: days.map((row) => ({ day: row.day, ...toTimes(row), launches: row.launches })),
    hours,
    devices: ofDevices.map((row) => ({
      ...{ id: row.deviceId, name: nameOf(row.deviceId), lastDay: row.lastDay },
      ...toTimes(row),
    })),
    ...{ firstDay: span.first, lastDay: span.last, versions },
    ...{ titles: titles.found, titlesAre: titles.are },
  }
}
