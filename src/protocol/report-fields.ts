import * as z from 'zod'
import { attachments, reportKinds } from '../core/report/wishes.ts'
import { locale, zone } from './fields.ts'

/*
 * Fields of reports and of how they are sent.
 */

export const kind = z.enum(reportKinds)
export const kinds = z.array(kind).max(reportKinds.length)
/** What is attached to a mail. */
export const formats = z.array(z.enum(attachments)).max(attachments.length)
export const hour = z.int().min(0).max(23)

/** How somebody wants reports; null is as the organisation has it. */
export const wish = {
  hour: hour.nullable(),
  locale: locale.nullable(),
  zone: zone.nullable(),
  formats: formats.nullable(),
}

export const mail = z.object({
  id: z.string(),
  /** A user’s id, or that of a recipient. */
  reader: z.string(),
  /** Null where it was erased. */
  readerName: z.string().nullable(),
  address: z.string(),
  locale: z.string(),
  formats: z.array(z.string()),
  /** `planned`, `claimed`, `sending`, `sent`, `failed`, `uncertain`, `suppressed`. */
  state: z.string(),
  dueAt: z.int(),
  attempts: z.int(),
  /** The other server’s answer, the file’s path, or why it failed. */
  outcome: z.string().nullable(),
  sentAt: z.int().nullable(),
  createdAt: z.int(),
})
export type ShownMail = z.output<typeof mail>
