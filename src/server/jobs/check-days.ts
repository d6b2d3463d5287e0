import { randomInt } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import { addDays, type Day, dayAt, dayNumber } from '../../core/time.ts'
import { type DayUsage, toDayUsages, toDeviceTime } from '../../core/usage.ts'
import { readDayMaker } from '../store/days.ts'
import { readRemakeFrom } from '../store/expired.ts'
import { readFacts } from '../store/facts.ts'
import { readKnown } from '../store/known.ts'
import type { Store } from '../store/store.ts'
import { touchedDayUpsert } from '../store/upsert.ts'
import { type Cells, checkMonths, findCell, type WrongFigures, withoutKey } from './check-months.ts'
import { checkHours, checkPersonDay } from './check-people.ts'
import { checkTitles } from './check-titles.ts'
import { readTouched } from './read-touched.ts'

export interface CheckedDays {
  readonly days: number
  readonly months: number
  readonly wrong: readonly WrongFigures[]
}

export interface CheckOptions {
  /** Looks at this part of the days, chosen by `random`; 1 at all. */
  readonly part: number
  random(): number
  onDay?(checked: number): void
}

/**
 * Makes days of a device again from their facts, without storing them, and compares; and every month with the sum of its days.
 * Days that wait to be made, and those whose facts expired, are passed over.
 */
export async function checkDays(store: Store, device: DeviceKey, options: CheckOptions): Promise<CheckedDays> {
  const from = dayAt(await readRemakeFrom(store, device.orgId), 0)
  const waiting = await readWaiting(store, device)
  const person = await readDayMaker(store, device)
  const wrong: WrongFigures[] = []
  let days = 0
  for (const day of await readDates(store, device)) {
    const near = [-1, 0, 1].map((offset) => addDays(day, offset))
    if (day < from || near.some((each) => waiting.has(each)) || options.random() >= options.part) continue
    await setImmediate()
    const { facts } = await readTouched(store, day, [device], person, readFacts)
    const time = toDeviceTime(facts[0]!, person)
    const [wanted] = toDayUsages([day], facts[0]!, person, time)
    const what =
      findDifference(wanted!, await readDay(store, device, day)) ??
      (await checkHours(store, device, day, time)) ??
      (await checkTitles(store, device, day, time)) ??
      (await checkPersonDay(store, device, day))
    if (what) wrong.push({ ...device, period: day, what, repairable: true })
    days++
    options.onDay?.(days)
  }
  const months = await checkMonths(store, device, from, waiting)
  return { days, months: months.count, wrong: [...wrong, ...months.wrong] }
}

/** Marks what is wrong, so that it is made again at the next roll-up. @returns how many marks it took */
export async function markWrong(store: Store, wrong: readonly WrongFigures[]): Promise<number> {
  const rows = wrong
    .filter(({ repairable }) => repairable)
    .map(({ orgId, deviceId, period }) => [orgId, deviceId, period.length === 7 ? `${period}-15` : period])
  const marks = [...new Map(rows.map((row) => [row.join(' '), [...row, randomInt(2 ** 47)]])).values()]
  if (marks.length > 0) await store.batch((db) => [store.upsert(db, touchedDayUpsert, marks)])
  return marks.length
}

async function readWaiting({ db, t: { touchedDays: d } }: Store, { orgId, deviceId }: DeviceKey): Promise<Set<Day>> {
  const rows = await db
    .select({ day: d.day })
    .from(d)
    .where(and(eq(d.orgId, orgId), eq(d.deviceId, deviceId)))
  return new Set(rows.map(({ day }) => day))
}

/** Every calendar day that the device told of, and every one that is stored. */
async function readDates(store: Store, device: DeviceKey): Promise<Day[]> {
  const { db, t } = store
  const dates = new Set<Day>()
  for (const table of [t.days, t.usageDays, t.unrecordedDays]) {
    const rows = await db
      .selectDistinct({ day: table.day })
      .from(table)
      .where(and(eq(table.orgId, device.orgId), eq(table.deviceId, device.deviceId)))
    for (const { day } of rows) dates.add(day)
  }
  const known = await readKnown(store, device)
  const last = dayAt(known.end, 0)
  if (known.end > 0) for (let day = dayAt(known.start, 0); day <= last; day = addDays(day, 1)) dates.add(day)
  return [...dates].filter((day) => Number.isFinite(dayNumber(day))).sort()
}

/** A day as its rows: the day's own, one for each app, one for each reason. */
interface DayRows {
  readonly day: Cells | undefined
  readonly apps: ReadonlyMap<number, Cells>
  readonly unrecorded: Cells
}

async function readDay({ db, t }: Store, { orgId, deviceId }: DeviceKey, date: Day): Promise<DayRows> {
  const [days, apps, gaps] = await Promise.all([
    db
      .select()
      .from(t.days)
      .where(and(eq(t.days.orgId, orgId), eq(t.days.deviceId, deviceId), eq(t.days.day, date))),
    db
      .select()
      .from(t.usageDays)
      .where(and(eq(t.usageDays.orgId, orgId), eq(t.usageDays.deviceId, deviceId), eq(t.usageDays.day, date))),
    db
      .select()
      .from(t.unrecordedDays)
      .where(
        and(eq(t.unrecordedDays.orgId, orgId), eq(t.unrecordedDays.deviceId, deviceId), eq(t.unrecordedDays.day, date)),
      ),
  ])
  return {
    day: days[0] && withoutKey(days[0]),
    apps: new Map(apps.map(({ subjectId, ...row }) => [subjectId, withoutKey(row)])),
    unrecorded: Object.fromEntries(gaps.map(({ reason, ms }) => [reason, ms])),
  }
}

/** The first cell that differs; undefined if none does. */
function findDifference(wanted: DayUsage, stored: DayRows): string | undefined {
  const { day: _, apps, unrecorded, ...totals } = wanted
  const told = totals.dueMs > 0 || apps.length > 0
  if (told !== (stored.day !== undefined)) return 'days'
  if (stored.day) {
    const cell = findCell({ ...totals }, stored.day)
    if (cell) return `days.${cell}`
  }
  const reason = findCell({ ...unrecorded }, stored.unrecorded)
  if (reason) return `unrecorded_days.${reason}`
  if (apps.length !== stored.apps.size) return 'usage_days'
  for (const { subject, ...app } of apps) {
    const row = stored.apps.get(subject)
    const cell = row ? findCell({ ...app }, row) : ''
    if (cell !== undefined) return `usage_days.${cell}`
  }
  return undefined
}
