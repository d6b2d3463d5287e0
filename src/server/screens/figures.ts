import { isPresenceKnown } from '../../core/presence-totals.ts'
import type { Days } from '../../core/ranges.ts'
import { isByActive } from '../../core/report/app-sums.ts'
import { toCategoryFigures } from '../../core/report/category-figures.ts'
import { toHoursOfWeek } from '../../core/report/hours-of-week.ts'
import { daysName } from '../../core/report/periods.ts'
import type { Report } from '../../core/report/report.ts'
import { toReport } from '../../core/report/to-report.ts'
import { toUsualDay } from '../../core/report/usual-day.ts'
import type { Earlier } from '../../protocol/usage-shapes.ts'
import { readJudge } from '../store/categories/ruleset.ts'
import { readSums } from '../store/categories/sums.ts'
import { findDevicesOf } from '../store/devices.ts'
import { isDemo } from '../store/people.ts'
import { readPersonDays } from '../store/person-days.ts'
import { readPersonHours } from '../store/person-hours.ts'
import type { Store } from '../store/store.ts'
import { readDeviceMonth } from '../store/usage.ts'
import { type Asked, todayOf } from './asked.ts'

/** The sums of any days as a report of them has them, without what it says beyond sums. */
export async function readFigures(store: Store, asked: Asked, days: Days): Promise<Report> {
  const { orgId, user, now: madeAt } = asked
  const period = daysName(days)
  const devices = []
  for (const device of await findDevicesOf(store, orgId, user.id))
    devices.push(await readDeviceMonth(store, device, period))
  const { name: about, zone, idleAfterMs } = user
  const demo = (await isDemo(store, orgId)) && { demo: true as const }
  const person = await readPersonDays(store, { orgId, userId: user.id }, days.first, days.last)
  const closed = days.last < todayOf(asked)
  return toReport({ ...demo, about, period, zone, madeAt, closed, idleAfterMs }, devices, person)
}

/** The same with its hours of the week and its usual day, which of a year and of a day there are too. */
export async function readTimedFigures(store: Store, asked: Asked, days: Days): Promise<Report> {
  const person = { orgId: asked.orgId, userId: asked.user.id }
  const figures = await readFigures(store, asked, days)
  const hours = toHoursOfWeek(await readPersonHours(store, person, days.first, days.last))
  return { ...figures, ...(hours && { hours }), usualDay: toUsualDay(figures.days) }
}

/** Categories of some days against others, as a report has them. @param before undefined where nothing is known of them */
export async function readCategoryFigures(store: Store, asked: Asked, figures: Report, days: Days, before?: Days) {
  const { orgId, user } = asked
  const sumsOf = ({ first: from, last: to }: Days) => readSums(store, orgId, { userId: user.id }, { from, to })
  const judge = await readJudge(store, orgId)
  return toCategoryFigures(await sumsOf(days), before && (await sumsOf(before)), judge, isByActive(figures))
}

/** @param whole whether these are all days of the period before */
export function toEarlier(figures: Report, { first, last }: Days, whole: boolean): Earlier {
  const { activeMs = null, recordedMs, dueMs, cpuMs } = figures
  const isUsed = isPresenceKnown(figures)
    ? ({ activeMs: ms }: Report['days'][number]) => (ms ?? 0) > 0
    : ({ recordedMs: ms }: Report['days'][number]) => ms > 0
  return { first, last, whole, activeMs, recordedMs, dueMs, cpuMs, days: figures.days.filter(isUsed).length }
}
