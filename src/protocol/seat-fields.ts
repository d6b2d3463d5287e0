import * as z from 'zod'
import { reason } from './data-fields.ts'

/*
 * Fields of who has an app, on which computer.
 */

export const appKey = z.string().trim().min(1).max(1_000)

/** A computer with an app, of a licence one of its apps: the one that was used last there. */
export const seat = z.object({
  userId: z.string(),
  /** Null of who left. */
  person: z.string().nullable(),
  deviceId: z.int(),
  device: z.string(),
  platform: z.string(),
  app: z.object({ key: z.string(), name: z.string() }),
  version: z.string().nullable(),
  /** When it was last in front there; null: never, as far back as is known. */
  lastUsedOn: z.string().nullable(),
  /** False: the desktop does not tell what is in front, so `lastUsedOn` is when it last ran. */
  frontKnown: z.boolean(),
  /** Days since then, or since it is known of. */
  days: z.int(),
  /** When the computer was last heard of. */
  lastSeenAt: z.int().nullable(),
})
export type Seat = z.output<typeof seat>

/** Others read here who they are, and why somebody looked. */
export const why = { reason: reason.optional() }
