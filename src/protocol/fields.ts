import * as z from 'zod'
import { roles } from '../core/access.ts'
import { locales } from '../core/texts/language.ts'
import { isZone } from '../core/time.ts'
import { faultOf } from './shape-faults.ts'

/*
 * Fields that several endpoints have. Lengths are the most that is read; what a password must be is judged where it is chosen.
 */

const leastAddress = 3
export const email = z
  .string()
  .max(254)
  .refine((text) => text.length >= leastAddress, faultOf('no_email', 'this is not an e-mail address'))
export const password = z.string().min(1).max(1_000)
export const code = z.string().min(6).max(40)
/** What a link holds after its last slash. */
export const link = z.string().min(20).max(100)
export const token = link
export const name = z.string().trim().min(1).max(100)
export const locale = z.enum(locales)
export const zone = z.string().max(100).refine(isZone, faultOf('no_zone', 'not a time zone'))
/** Of a person, a sign-in, an invitation. */
export const id = z.string().regex(/^[\w-]{1,100}$/, 'not an id')
/** Of a device: they count up within each organisation. */
export const deviceNumber = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31)
export const role = z.enum(roles)

export const nothing = z.strictObject({})
export const done = z.object({ done: z.literal(true) })
