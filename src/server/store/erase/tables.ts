import type { PgColumn } from 'drizzle-orm/pg-core'
import { monthOf } from '../../../core/time.ts'
import type { Store } from '../store.ts'

/** A table of which each row is of a device, and a column that says of when. */
export interface DeviceTable {
  readonly name: keyof Store['t']
  readonly table: Store['t']['spans']
  readonly at: PgColumn
}

const of = (name: keyof Store['t'], table: unknown, at: PgColumn): DeviceTable => ({
  name,
  table: table as Store['t']['spans'],
  at,
})

/** What devices told, by the instant at which each row starts. */
export const factTables = ({ t }: Store): DeviceTable[] => [
  of('processHours', t.processHours, t.processHours.hour),
  of('spans', t.spans, t.spans.start),
  of('gaps', t.gaps, t.gaps.start),
]

/** What is made from it by day. A table that is made for each day of a device belongs into this list. */
export const dayTables = ({ t }: Store): DeviceTable[] => [
  of('days', t.days, t.days.day),
  of('unrecordedDays', t.unrecordedDays, t.unrecordedDays.day),
  of('usageDays', t.usageDays, t.usageDays.day),
  of('usageHours', t.usageHours, t.usageHours.day),
  of('titleDays', t.titleDays, t.titleDays.day),
]

/** What is made from it by month. */
export const monthTables = ({ t }: Store): DeviceTable[] => [of('usageMonths', t.usageMonths, t.usageMonths.month)]

/** Rows of all of them that tell of a time before a day, or before its month. */
export const derivedBefore = (store: Store, day: string): (DeviceTable & { readonly before: string })[] => [
  ...dayTables(store).map((each) => ({ ...each, before: day })),
  ...monthTables(store).map((each) => ({ ...each, before: monthOf(day) })),
]
