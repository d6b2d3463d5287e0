import type { Columns } from './columns.ts'
import { access } from './tables/access.ts'
import { accessLog } from './tables/access-log.ts'
import { apiClients } from './tables/api-clients.ts'
import { categories } from './tables/categories.ts'
import { derived } from './tables/derived.ts'
import { devices } from './tables/devices.ts'
import { directory } from './tables/directory.ts'
import { enrolment } from './tables/enrolment.ts'
import { facts } from './tables/facts.ts'
import { leases } from './tables/leases.ts'
import { ledger } from './tables/ledger.ts'
import { licences } from './tables/licences.ts'
import { mailing } from './tables/mailing.ts'
import { members } from './tables/members.ts'
import { policies } from './tables/policies.ts'
import { retention } from './tables/retention.ts'
import { rollUps } from './tables/roll-ups.ts'
import { signIns } from './tables/sign-ins.ts'
import { subscriptions } from './tables/subscriptions.ts'

/**
 * Every table, described once; `c` decides the dialect. `org_id` leads every key of tenant data; devices, streams and
 * subjects are small integers within their organisation, so that a fact is a few dozen bytes. Instants are epoch
 * milliseconds, durations milliseconds, memory KiB.
 */
export const defineTables = (c: Columns) => ({
  ...directory(c),
  ...access(c),
  ...signIns(c),
  ...members(c),
  ...devices(c),
  ...facts(c),
  ...derived(c),
  ...ledger(c),
  ...subscriptions(c),
  ...mailing(c),
  ...licences(c),
  ...retention(c),
  ...policies(c),
  ...rollUps(c),
  ...leases(c),
  ...accessLog(c),
  ...enrolment(c),
  ...apiClients(c),
  ...categories(c),
})
export type Tables = ReturnType<typeof defineTables>
