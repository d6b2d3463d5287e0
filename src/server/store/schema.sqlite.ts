import { sqliteColumns } from './columns.ts'
import { defineTables } from './schema.ts'

/** For drizzle-kit, which reads the exports of a module. */
export const {
  orgs,
  users,
  deviceTokens,
  members,
  devices,
  streams,
  subjects,
  processHours,
  spans,
  gaps,
  touchedDays,
  days,
  unrecordedDays,
  usageDays,
  usageMonths,
  reports,
  mails,
  expired,
  personDays,
  touchedPersonDays,
  usageHours,
  leases,
  policies,
  eraseOrders,
} = defineTables(sqliteColumns)
