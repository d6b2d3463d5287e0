import * as z from 'zod'
import { accesses, erasure, file, files, format, month, orders, page, reason, receipt } from './data-fields.ts'
import { endpoint } from './endpoint.ts'
import { id } from './fields.ts'

/*
 * Each says why, and is noted where the person sees it before anything is read.
 */

export const memberReport = endpoint({
  says: 'One person’s month, for who may see it; the reason is shown to that person.',
  method: 'GET',
  path: '/api/v1/orgs/:org/members/:member/report',
  access: 'manager',
  input: z.strictObject({ member: id, month, reason }),
  output: z.object({ frozen: z.boolean(), report: z.unknown() }),
})

export const memberExport = endpoint({
  says: 'All that is stored of one person: one JSON file, or CSV files in a zip.',
  method: 'GET',
  path: '/api/v1/orgs/:org/members/:member/export',
  access: 'admin',
  input: z.strictObject({ member: id, format, reason }),
  output: file,
  files,
})

export const memberErasures = endpoint({
  says: 'What was ordered to be erased of one person, and which devices have confirmed; the reason is shown to that person.',
  method: 'GET',
  path: '/api/v1/orgs/:org/members/:member/erasures',
  access: 'admin',
  input: z.strictObject({ member: id, reason }),
  output: orders,
})

/** Not the account: that is in every organisation, and only its own person’s. */
export const eraseMember = endpoint({
  says: 'Erases what is stored of one person, up to now or before a day; a dry run only counts.',
  method: 'POST',
  path: '/api/v1/orgs/:org/members/:member/erasures',
  access: 'admin',
  input: z.strictObject({ member: id, ...erasure, reason }),
  output: receipt,
})

const chosen = {
  about: id.optional(),
  /** As `actor` is in the answer. */
  actor: z.string().max(200).optional(),
  what: z.string().max(40).optional(),
}

export const accessLog = endpoint({
  says: 'Who opened whose data in the organisation, newest first.',
  method: 'GET',
  path: '/api/v1/orgs/:org/access-log',
  access: 'admin',
  input: z.strictObject({ ...page, ...chosen }),
  output: accesses,
})

/** Columns: at (UTC), actor, actorName, about, aboutName, what, reason. Safe to open in a spreadsheet. */
export const accessLogFile = endpoint({
  says: 'Who opened whose data in the organisation, newest first, all of it as a CSV file.',
  method: 'GET',
  path: '/api/v1/orgs/:org/access-log/file',
  access: 'admin',
  input: z.strictObject(chosen),
  output: file,
  files: ['text/csv'],
})
