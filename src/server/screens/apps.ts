import type { z } from 'zod'
import type { Judge } from '../../core/categories/judge.ts'
import { includesText } from '../../core/sought.ts'
import type { appOrders, myApps } from '../../protocol/usage.ts'
import type { ListedApp } from '../../protocol/usage-shapes.ts'
import { type AppSumsRow, type OnDevices, readAppSums } from '../store/app-sums.ts'
import { readJudge } from '../store/categories/ruleset.ts'
import { findDevicesOf } from '../store/devices.ts'
import type { Store } from '../store/store.ts'
import { type Asked, askPeriod } from './asked.ts'
import { categoryOf, noTimes, onlyApps, toMonthSums, toTimes } from './shown-app.ts'

type Order = (typeof appOrders)[number]
type Question = z.output<typeof myApps.input>

const usualPage = 50
const mostOfPage = 200

/** All apps of a period that a text fits, in an order, a page of them. */
export async function readApps(store: Store, asked: Asked, { period, q, sort, offset = 0, limit }: Question) {
  const { shown, range, before } = askPeriod(asked, period)
  const on = await devicesOf(store, asked)
  const [judge, rows, earlier] = await Promise.all([
    readJudge(store, asked.orgId),
    readAppSums(store, on, range),
    readAppSums(store, on, before),
  ])
  const fits = ({ key, name }: AppSumsRow) => includesText([name, key], q ?? '')
  const fitting = onlyApps(rows).filter(fits).sort(toOrder(sort))
  const until = offset + Math.min(limit ?? usualPage, mostOfPage)
  const previous = new Map(earlier.map((row) => [row.subjectId, row]))
  return {
    period: shown,
    total: fitting.length,
    apps: fitting.slice(offset, until).map((row) => toListed(row, previous, judge)),
    next: until < fitting.length ? until : null,
  }
}

export async function devicesOf(store: Store, { orgId, user }: Asked): Promise<OnDevices> {
  const devices = await findDevicesOf(store, orgId, user.id)
  return { orgId, deviceIds: devices.map(({ id }) => id) }
}

/** Where nothing at all is known of the time before, nothing is said of it; else what was not used then was used for no time. */
function toListed(row: AppSumsRow, previous: ReadonlyMap<number, AppSumsRow>, judge: Judge): ListedApp {
  const { key, name, days } = row
  const was = previous.get(row.subjectId)
  return {
    ...{ key, name, days, category: categoryOf(judge, row) },
    ...toMonthSums(row),
    previous: previous.size === 0 ? null : was ? toTimes(was) : noTimes,
  }
}

const figures: Readonly<Record<Exclude<Order, 'name'>, (row: AppSumsRow) => number>> = {
  active: ({ activeMs }) => activeMs ?? 0,
  foreground: ({ foregroundMs }) => foregroundMs ?? 0,
  running: ({ runningMs }) => runningMs,
  cpu: ({ cpuMs }) => cpuMs,
  memory: (row) => toMonthSums(row).memoryMeanKiB,
  launches: ({ launches }) => launches,
}

/** Largest first, and among equals as reports have them; names from A on. */
export function toOrder(sort: Order) {
  const byName = (a: AppSumsRow, b: AppSumsRow) => a.name.localeCompare(b.name) || (a.key < b.key ? -1 : 1)
  if (sort === 'name') return byName
  const of = figures[sort]
  return (a: AppSumsRow, b: AppSumsRow) =>
    of(b) - of(a) || b.cpuMs - a.cpuMs || b.runningMs - a.runningMs || byName(a, b)
}
