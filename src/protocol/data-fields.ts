import * as z from 'zod'
import { isDay, isMonth } from '../core/time.ts'

/*
 * Fields of what is stored of a person. Of a query everything is text.
 */

export const month = z.string().refine(isMonth, 'not a month, as 2026-10')
export const day = z.string().refine(isDay, 'not a day, as 2026-10-31')
/** In characters; less says nothing. */
export const leastReason = 3
/** Why somebody opens another's data: that person reads it. */
export const reason = z
  .string()
  .trim()
  .min(leastReason, `say why, in at least ${leastReason} characters: the person reads it`)
  .max(500)
export const format = z.enum(['json', 'csv']).default('json')
/** Of a file: JSON, or CSV files in a zip. */
export const files = ['application/json', 'application/zip'] as const
export const file = z.instanceof(Response)

const wholeNumber = (most: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'not a whole number above 0')
    .transform((text) => Math.min(Number(text), most))
export const page = {
  /** The number of the last entry that was read. */
  before: wholeNumber(Number.MAX_SAFE_INTEGER).optional(),
  limit: wholeNumber(200).optional(),
}

export const accesses = z.object({
  entries: z.array(
    z.object({
      seq: z.int(),
      at: z.int(),
      /** A user’s id, `client:` and a program’s, or `local:` and an account of the server’s own computer. */
      actor: z.string(),
      /** Empty where it was erased. */
      actorName: z.string(),
      about: z.string().nullable(),
      what: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  /** What `before` is for the next page; null on the last one. */
  next: z.int().nullable(),
  /** Of all pages. */
  total: z.int(),
})

const rows = z.record(z.string(), z.int())
export const erasure = { dryRun: z.boolean(), until: day.optional() }
export const receipt = z.object({
  dryRun: z.boolean(),
  devices: z.array(
    z.object({
      /** Of the order; null in a dry run. */
      order: z.string().nullable(),
      device: z.int(),
      name: z.string(),
      until: z.int(),
      rows,
    }),
  ),
  reports: z.int(),
  mails: z.int(),
  account: z.boolean(),
})
export type Receipt = z.output<typeof receipt>

export const orders = z.object({
  erasures: z.array(
    z.object({
      order: z.string(),
      device: z.int(),
      until: z.int(),
      orderedAt: z.int(),
      removed: rows,
      /** Since when nothing of it is on the server; null: it is at work. */
      doneAt: z.int().nullable(),
      /** When the device said that it did the same, and what it counted. */
      confirmedAt: z.int().nullable(),
      confirmed: rows.nullable(),
    }),
  ),
})
export type Orders = z.output<typeof orders>

/** How long what is kept. */
export const retention = z.object({ titlesMs: z.int(), factsMs: z.int(), daysMs: z.int(), accessMs: z.int() })
export type Retention = z.output<typeof retention>
