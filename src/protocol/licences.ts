import * as z from 'zod'
import { isCurrency } from '../core/licences/price.ts'
import { day } from './data-fields.ts'
import { endpoint } from './endpoint.ts'
import { done, id, name } from './fields.ts'
import { paging, unusedFor } from './list-fields.ts'
import { appKey, seat, why } from './seat-fields.ts'

/** Hundredths of a currency, of one seat. */
const price = z.object({
  minor: z.int().min(0).max(1_000_000_000),
  currency: z.string().refine(isCurrency, 'not a currency, as BRL'),
  per: z.enum(['month', 'year']),
})
const seats = z.int().min(0).max(1_000_000).nullable()

/** What is written of a licence. */
const written = {
  name,
  /** Keys of apps. */
  apps: z.array(appKey).min(1).max(100),
  /** How many may use it; null is any number. */
  seats,
  price: price.nullable(),
  renewsOn: day.nullable(),
}

const licence = z.object({
  id: z.string(),
  name: z.string(),
  /** The name is null of an app that nobody has here. */
  apps: z.array(z.object({ key: z.string(), name: z.string().nullable() })),
  seats,
  price: price.nullable(),
  renewsOn: z.string().nullable(),
  createdAt: z.int(),
  changedAt: z.int(),
})
export type Licence = z.output<typeof licence>

export const licences = endpoint({
  says: 'The licences of the organisation, how they are used, and what is paid for nothing.',
  method: 'GET',
  path: '/api/v1/orgs/:org/licences',
  access: 'admin',
  input: z.strictObject({
    /** Of how many days, up to today. Any number would tell the day on which a single person last used an app. */
    days: unusedFor.default(30),
  }),
  output: z.object({
    licences: z.array(
      licence.extend({
        /** Computers with one of its apps. */
        installed: z.int(),
        /** Computers on which one of them was in front in these days; where that is unknown, ran. */
        used: z.int(),
        /** Seats, or computers with it where seats are not counted, less `used`; never below 0. */
        unused: z.int(),
        /** Of the unused, for a month, in hundredths of the currency; null without a price. */
        wastedMinor: z.int().nullable(),
      }),
    ),
  }),
})

export const addLicence = endpoint({
  says: 'Adds a licence: for which apps, how many seats, at what price.',
  method: 'POST',
  path: '/api/v1/orgs/:org/licences',
  access: 'admin',
  input: z.strictObject({
    ...written,
    seats: seats.default(null),
    price: price.nullable().default(null),
    renewsOn: day.nullable().default(null),
  }),
  output: licence,
})

export const changeLicence = endpoint({
  says: 'Changes what is given of a licence; the rest stays.',
  method: 'PATCH',
  path: '/api/v1/orgs/:org/licences/:id',
  access: 'admin',
  input: z.strictObject({ id, ...z.object(written).partial().shape }),
  output: licence,
})

export const removeLicence = endpoint({
  says: 'Removes a licence.',
  method: 'DELETE',
  path: '/api/v1/orgs/:org/licences/:id',
  access: 'admin',
  input: z.strictObject({ id }),
  output: done,
})

/** A reason is needed as soon as a seat is somebody else's; they read it. Longest unused first. */
export const licenceSeats = endpoint({
  says: 'Who has a licence, on which computer, and when they last used it; with the reason, which they read.',
  method: 'GET',
  path: '/api/v1/orgs/:org/licences/:id/seats',
  access: 'admin',
  input: z.strictObject({
    id,
    /** Only those that were not used for so long: of nobody else anything is told, nor noted. */
    unused: unusedFor.optional(),
    ...paging,
    ...why,
  }),
  output: z.object({ total: z.int(), seats: z.array(seat) }),
})

/** Columns: who, e-mail, computer, app, last used on, days since, price of a month. Safe to open in a spreadsheet. */
export const reclaimLicence = endpoint({
  says: 'The seats that were not used for 30, 60 or 90 days, as a CSV file; with the reason, which their people read.',
  method: 'GET',
  path: '/api/v1/orgs/:org/licences/:id/reclaim',
  access: 'admin',
  input: z.strictObject({ id, unused: unusedFor.default(30), ...why }),
  output: z.instanceof(Response),
  files: ['text/csv'],
})
