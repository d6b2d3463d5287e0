import { and, between, eq, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import { addDays, type Day, type Month, monthOf } from '../../core/time.ts'
import type { Store } from '../store/store.ts'

/** A day or a month of a device that is not what its facts, or its days, give. */
export interface WrongFigures extends DeviceKey {
  /** `2026-11-30` or `2026-11` */
  readonly period: Day | Month
  /** What differs: a table and a column. */
  readonly what: string
  /** False where the facts are gone, so that nobody can make it again. */
  readonly repairable: boolean
}

/** A row without its key. */
export type Cells = Readonly<Record<string, number | null>>

export function withoutKey(row: { orgId: number; deviceId: number; day: Day }): Cells {
  const { orgId: _, deviceId: __, day: ___, ...cells } = row
  return cells
}

/** A column in which two rows differ. */
export const findCell = (wanted: Readonly<Record<string, unknown>>, stored: Cells): string | undefined =>
  [...new Set([...Object.keys(wanted), ...Object.keys(stored)])].find((name) => wanted[name] !== stored[name])

/** Every month of a device against the sum of its days; those with days that wait to be made are passed over. */
export async function checkMonths(store: Store, device: DeviceKey, from: Day, waiting: ReadonlySet<Day>) {
  const { t, db } = store
  const { usageMonths: m, usageDays: u } = t
  const ofDevice = and(eq(m.orgId, device.orgId), eq(m.deviceId, device.deviceId))
  const stored = await db.select().from(m).where(ofDevice)
  const busy = new Set([...waiting].flatMap((day) => [-1, 0, 1].map((offset) => monthOf(addDays(day, offset)))))
  const made = await db
    .selectDistinct({ month: sql<string>`substr(${u.day}, 1, 7)`.as('month') })
    .from(u)
    .where(and(eq(u.orgId, device.orgId), eq(u.deviceId, device.deviceId)))
  const months = [...new Set([...stored, ...made].map(({ month }) => month))].filter((month) => !busy.has(month))
  const wrong: WrongFigures[] = []
  for (const month of months.sort()) {
    const days = await db
      .select()
      .from(u)
      .where(
        and(eq(u.orgId, device.orgId), eq(u.deviceId, device.deviceId), between(u.day, `${month}-01`, `${month}-31`)),
      )
    const rows = stored.filter((row) => row.month === month)
    const what = findMonthDifference(days, rows)
    if (what) wrong.push({ ...device, period: month, what, repairable: `${month}-15` >= from })
  }
  return { count: months.length, wrong }
}

type UsageRow = Store['t']['usageMonths']['$inferSelect']

function findMonthDifference(
  days: readonly Store['t']['usageDays']['$inferSelect'][],
  months: readonly UsageRow[],
): string | undefined {
  const sums = new Map<number, Record<string, number | null>>()
  for (const { subjectId, ...row } of days) {
    const sum = sums.get(subjectId)
    sums.set(subjectId, sum ? add(sum, withoutKey(row)) : { ...withoutKey(row) })
  }
  if (sums.size !== months.length) return 'usage_months'
  for (const { orgId: _, deviceId: __, subjectId, month: ___, ...row } of months) {
    const cell = sums.has(subjectId) ? findCell(sums.get(subjectId)!, row) : ''
    if (cell !== undefined) return `usage_months.${cell}`
  }
  return undefined
}

function add(sum: Cells, row: Cells): Record<string, number | null> {
  const cells = Object.entries(row).map(([name, value]) => {
    const [a, b] = [sum[name] ?? null, value]
    if (a === null || b === null) return [name, a ?? b]
    return [name, name === 'memoryPeakKiB' ? Math.max(a, b) : a + b]
  })
  return Object.fromEntries(cells)
}
