import * as z from 'zod'

/*
 * Fields of lists that are filtered, sorted and read in pages. Of a query everything is text.
 */

/** @param usual where nothing is said */
export const whole = (least: number, most: number, usual: number) =>
  z.coerce.number().int().min(least).max(most).default(usual)

/** A word that stands somewhere in what the row is called by. */
export const search = z.string().trim().max(100).default('')
export const order = z.enum(['asc', 'desc']).optional()
export const paging = { offset: whole(0, 1_000_000, 0), limit: whole(1, 200, 50) }

/** Presence and time of so few people that it would tell of one of them. */
export const withheld = <T extends z.ZodType>(known: T) => z.union([known, z.literal('withheld')])

/** Null is unknown. */
export const time = z.object({
  foregroundMs: z.int().nullable(),
  activeMs: z.int().nullable(),
  watchingMs: z.int().nullable(),
})

/** So long something was not used. */
export const unusedFor = z.coerce.number().pipe(z.union([z.literal(30), z.literal(60), z.literal(90)]))
