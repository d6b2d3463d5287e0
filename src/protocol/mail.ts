import * as z from 'zod'
import { mailFaults, mailNotes, mailStages } from '../core/mail-test.ts'
import { endpoint } from './endpoint.ts'
import { done, email, nothing } from './fields.ts'

/** `outbox`: mails become files on the server. */
export const way = z.enum(['smtp', 'outbox'])

/** How mails leave, and whom none goes to. */
export const channel = endpoint({
  says: 'The way out for mails: whether it works, and the addresses that no report of the organisation goes to.',
  method: 'GET',
  path: '/api/v1/orgs/:org/channel',
  access: 'admin',
  input: nothing,
  output: z.object({
    kind: way,
    name: z.string(),
    /** Where the files are, for admins of the server's first organisation; null for others, and where mails are sent. */
    folder: z.string().nullable(),
    from: z.string(),
    signed: z.boolean(),
    perSecond: z.number().nullable(),
    /** The mail server refuses us; nothing is sent before. */
    paused: z.object({ until: z.int(), reason: z.string(), failures: z.int() }).nullable(),
    /** Mails of the organisation that are still to be sent. */
    waiting: z.int(),
    /** Of members, and of readers of the organisation's reports; whom members share their own with is theirs. */
    suppressions: z.array(
      z.object({ address: z.string(), reason: z.string(), detail: z.string().nullable(), at: z.int() }),
    ),
  }),
})

/** Of an address that is not listed it is not said whether there was anything to lift. */
export const liftSuppression = endpoint({
  says: 'Lets reports go to an address again that did not exist.',
  method: 'DELETE',
  path: '/api/v1/orgs/:org/suppressions/:address',
  access: 'admin',
  input: z.strictObject({ address: email }),
  output: done,
})

/** For people only, and to nobody but who asks: it is no way to write to others. */
export const mailTest = endpoint({
  says: 'Sends a test mail to the caller’s own verified address, and says of each stage how it went.',
  method: 'POST',
  path: '/api/v1/orgs/:org/mail-test',
  access: 'admin',
  people: true,
  input: nothing,
  output: z.object({
    channel: z.string(),
    to: z.string(),
    stages: z.array(
      z.object({
        stage: z.enum(mailStages),
        state: z.enum(['ok', 'failed', 'skipped']),
        detail: z.string().nullable(),
        fault: z.enum(mailFaults).nullable(),
      }),
    ),
    notes: z.array(z.object({ code: z.enum(mailNotes), detail: z.string().nullable() })),
  }),
})
