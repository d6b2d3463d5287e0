import * as z from 'zod'
import { accesses, erasure, file, files, format, month, orders, page, receipt, retention } from './data-fields.ts'
import { endpoint } from './endpoint.ts'
import { nothing, password } from './fields.ts'
import { storedPolicy } from './policies.ts'

export const myStored = endpoint({
  says: 'What is stored of the caller in the organisation, counted, and for how long.',
  method: 'GET',
  path: '/api/v1/orgs/:org/me/stored',
  access: 'member',
  input: nothing,
  output: z.object({
    /** Rows by table, as an export has them. */
    tables: z.record(z.string(), z.int()),
    firstDay: z.string().nullable(),
    lastDay: z.string().nullable(),
    /** The same of each of the caller's computers: what it told, and what was made of that. */
    devices: z.array(
      z.object({
        device: z.int(),
        name: z.string(),
        firstDay: z.string().nullable(),
        lastDay: z.string().nullable(),
        rows: z.record(z.string(), z.int()),
      }),
    ),
    /** What agents told of: `processes`, kinds of spans, `titles`. */
    kinds: z.array(z.string()),
    /** After this long it is removed; reports stay until somebody erases them. */
    retention,
  }),
})

export const myReport = endpoint({
  says: 'The caller’s month: as it was mailed, or as it is so far.',
  method: 'GET',
  path: '/api/v1/orgs/:org/me/report',
  access: 'member',
  input: z.strictObject({ month }),
  output: z.object({ frozen: z.boolean(), report: z.unknown() }),
})

export const myExport = endpoint({
  says: 'All that is stored of the caller: one JSON file, or CSV files in a zip.',
  method: 'GET',
  path: '/api/v1/orgs/:org/me/export',
  access: 'member',
  input: z.strictObject({ format }),
  output: file,
  files,
})

export const myAccesses = endpoint({
  says: 'Who opened the caller’s data, newest first.',
  method: 'GET',
  path: '/api/v1/orgs/:org/me/access-log',
  access: 'member',
  input: z.strictObject(page),
  output: accesses,
})

const consent = z.object({
  state: z.enum(['recording', 'paused', 'withdrawn']),
  /** Null: it was never anything else. */
  since: z.int().nullable(),
})

export const myConsent = endpoint({
  says: 'Whether the caller’s agents record, and what the organisation asks of them.',
  method: 'GET',
  path: '/api/v1/orgs/:org/me/consent',
  access: 'member',
  input: nothing,
  output: z.object({ ...consent.shape, policies: z.array(storedPolicy) }),
})

/** Nobody else can undo it. */
export const decideConsent = endpoint({
  says: 'Pauses or resumes the caller’s agents, withdraws consent, or gives it again.',
  method: 'POST',
  path: '/api/v1/orgs/:org/me/consent',
  access: 'member',
  input: z.strictObject({ action: z.enum(['pause', 'resume', 'withdraw', 'consent']) }),
  output: consent,
})

export const myErasures = endpoint({
  says: 'What was ordered to be erased of the caller, and which devices have confirmed.',
  method: 'GET',
  path: '/api/v1/orgs/:org/me/erasures',
  access: 'member',
  input: nothing,
  output: orders,
})

/** `device` takes what one computer told, and the figures of the person’s reports, which are of all of them. `account` takes the name, the address and every way in, in all organisations, and asks for the password again. */
export const eraseMine = endpoint({
  says: 'Erases what is stored of the caller, up to now or before a day; a dry run only counts.',
  method: 'POST',
  path: '/api/v1/orgs/:org/me/erasures',
  access: 'member',
  input: z.strictObject({
    ...erasure,
    device: z.int().positive().optional(),
    account: z.boolean().default(false),
    current: password.optional(),
  }),
  output: receipt,
})
