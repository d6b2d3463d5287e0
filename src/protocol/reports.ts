import * as z from 'zod'
import { isPeriod } from '../core/report/periods.ts'
import { locales } from '../core/texts/language.ts'
import { file, reason } from './data-fields.ts'
import { endpoint } from './endpoint.ts'
import { id } from './fields.ts'
import { kind, mail } from './report-fields.ts'

const report = z.object({
  id: z.string(),
  kind,
  /** A user’s id; empty where it is the organisation. */
  about: z.string(),
  period: z.string(),
  /** Made when its period closed; false: by hand. */
  planned: z.boolean(),
  /** Its figures were erased. */
  erased: z.boolean(),
  /** SHA-256 of the figures as they were frozen; null of one that is older than this is kept. */
  hash: z.string().nullable(),
  createdAt: z.int(),
  mails: z.array(mail),
})
export type ShownReport = z.output<typeof report>

const listed = z.object({
  ...report.shape,
  /** False: its period was not over when it was made; also where its figures were erased. */
  closed: z.boolean(),
  /** Its largest figure, and the line under it, in the reader’s language; null where its figures were erased. */
  headline: z.object({ figure: z.string(), label: z.string() }).nullable(),
})
export type ListedReport = z.output<typeof listed>

export const reports = endpoint({
  says: 'The caller’s reports, and for admins the organisation’s, newest first, each with its mails.',
  method: 'GET',
  path: '/api/v1/orgs/:org/reports',
  access: 'member',
  input: z.strictObject({
    kind: kind.optional(),
    /** What `next` of the page before was. */
    after: z
      .string()
      .regex(/^\d{1,15}-[\w-]{1,100}$/, 'not what "next" of a page is')
      .optional(),
    limit: z
      .string()
      .regex(/^[1-9]\d{0,3}$/, 'not a whole number above 0')
      .transform((text) => Math.min(Number(text), 200))
      .optional(),
    /** Of headlines, if not the caller’s. */
    locale: z.enum(locales).optional(),
  }),
  output: z.object({ reports: z.array(listed), next: z.string().nullable() }),
})

export const archivedReport = endpoint({
  says: 'A report with its figures, as they were frozen.',
  method: 'GET',
  path: '/api/v1/orgs/:org/reports/:id',
  access: 'member',
  input: z.strictObject({ id, reason: reason.optional() }),
  output: z.object({ ...report.shape, figures: z.unknown() }),
})

export const reportFormats = ['pdf', 'csv', 'json', 'html', 'text', 'eml'] as const
export type ReportFormat = (typeof reportFormats)[number]

export const reportFile = endpoint({
  says: 'A report as a file, made of the figures that were frozen.',
  method: 'GET',
  path: '/api/v1/orgs/:org/reports/:id/file',
  access: 'member',
  input: z.strictObject({
    id,
    format: z.enum(reportFormats).default('pdf'),
    locale: z.enum(locales).optional(),
    reason: reason.optional(),
  }),
  output: file,
  files: ['application/pdf', 'text/csv', 'application/json', 'text/html', 'text/plain', 'message/rfc822'],
})

/** For whoever does not want to wait until it closes: one made by hand, beside that which is planned. */
export const reportNow = endpoint({
  says: 'Freezes the caller’s own month or week as it is so far, and mails it to them if they have an address.',
  method: 'POST',
  path: '/api/v1/orgs/:org/me/reports',
  access: 'member',
  input: z.strictObject({
    period: z
      .string()
      .refine(
        isPeriod,
        'not a month, as 2026-10, nor a week, as 2026-W44 or by the Sunday on which it begins, 2026-10-25',
      ),
  }),
  output: report,
})

/** A copy that says it was made by hand; what is planned stays as it is. */
export const sendReport = endpoint({
  says: 'Mails a report now: to the caller, or to a recipient who may read it.',
  method: 'POST',
  path: '/api/v1/orgs/:org/reports/:id/send',
  access: 'member',
  input: z.strictObject({
    id,
    /** A recipient’s id; the caller if it is not named. */
    to: z
      .string()
      .regex(/^[\w-]{1,100}$/, 'not an id')
      .optional(),
  }),
  output: mail,
})

/** Of an uncertain one nobody knows whether it arrived: whoever asks for this says that they want it once more. */
export const resendMail = endpoint({
  says: 'Sends a mail again that failed, or of which nobody knows whether it arrived.',
  method: 'POST',
  path: '/api/v1/orgs/:org/mails/:id/resend',
  access: 'member',
  input: z.strictObject({ id }),
  output: mail,
})
