import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { done, email, id, locale, name, nothing, zone } from './fields.ts'
import { way } from './mail.ts'
import { formats, hour, kind, kinds, wish } from './report-fields.ts'

const settled = z.object({ hour, locale, zone, formats })

const subscription = z.object({
  kind,
  wanted: z.boolean(),
  /** What the caller said; all null where they said nothing. */
  own: z.object(wish),
  /** What that comes to with the organisation’s settings and the server’s. */
  settled,
})

const subscriptions = z.object({
  /** Where the caller’s mails go; null: nowhere. */
  address: z.string().nullable(),
  /** Why that address gets no reports; null where it does. */
  suppressed: z.string().nullable(),
  /** How mails leave the server. */
  way,
  /** Of the kinds that are for the caller. */
  subscriptions: z.array(subscription),
})
export type Subscriptions = z.output<typeof subscriptions>

export const mySubscriptions = endpoint({
  says: 'Which reports the caller gets, when and how.',
  method: 'GET',
  path: '/api/v1/orgs/:org/me/subscriptions',
  access: 'member',
  input: nothing,
  output: subscriptions,
})

/** What is not named stays; null is as the organisation has it. */
export const changeMySubscription = endpoint({
  says: 'Whether the caller gets a kind of report, at which hour, in which language, with what attached.',
  method: 'PATCH',
  path: '/api/v1/orgs/:org/me/subscriptions',
  access: 'member',
  input: z.strictObject({ kind, wanted: z.boolean().optional(), ...z.object(wish).partial().shape }),
  output: subscriptions,
})

const settings = {
  /** Where the organisation’s month ends; null: where its owner is. */
  zone: zone.nullable(),
  locale: locale.nullable(),
  hour: hour.nullable(),
  /** 1 is Monday, 7 Sunday. */
  weekStart: z.union([z.literal(1), z.literal(7)]).nullable(),
  /** What everybody whom it is for gets unless they do not want it. */
  kinds: kinds.nullable(),
  formats: formats.nullable(),
  /** What is done where nothing was recorded. */
  empty: z.enum(['send', 'skip']).nullable(),
  /** Of prices: `BRL`. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'not a currency, as BRL')
    .nullable(),
}

export const reportSettings = endpoint({
  says: 'How the organisation has its reports made and sent; null is as usual.',
  method: 'GET',
  path: '/api/v1/orgs/:org/report-settings',
  access: 'admin',
  input: nothing,
  output: z.object(settings),
})

/** What is not named stays. */
export const changeReportSettings = endpoint({
  says: 'Changes how the organisation has its reports made and sent.',
  method: 'PATCH',
  path: '/api/v1/orgs/:org/report-settings',
  access: 'admin',
  input: z.strictObject(z.object(settings).partial().shape),
  output: z.object(settings),
})

/** As the caller, or for the organisation's reports an admin, typed it: what others share with the address is not in it. */
const recipient = z.object({
  id: z.string(),
  address: z.string(),
  name: z.string(),
  locale: z.string(),
  zone: z.string(),
  /** Null: they have not said yes. */
  confirmedAt: z.int().nullable(),
  /** Until when the link in their mail works; null once it was followed. */
  askedUntil: z.int().nullable(),
  /** Why they get no mails, once they said yes; null where they get some. */
  suppressed: z.string().nullable(),
  /** What they read that the caller may see; `wanted` is false before they say yes, and after they unsubscribe. */
  reads: z.array(z.object({ kind, wanted: z.boolean() })),
})
export type ShownRecipient = z.output<typeof recipient>

/** Of the organisation’s own reports for admins; of the caller’s for each. */
export const recipients = endpoint({
  says: 'Who reads reports without an account: the caller’s, and for admins the organisation’s.',
  method: 'GET',
  path: '/api/v1/orgs/:org/recipients',
  access: 'member',
  input: nothing,
  output: z.object({ recipients: z.array(recipient) }),
})

/** Mails a link that works once, for seven days. */
export const addRecipient = endpoint({
  says: 'Asks an address whether it wants reports; none is sent before it says yes.',
  method: 'POST',
  path: '/api/v1/orgs/:org/recipients',
  access: 'member',
  input: z.strictObject({ email, name, kind, locale: locale.optional(), zone: zone.optional() }),
  output: recipient,
})

export const removeRecipient = endpoint({
  says: 'Ends what somebody without an account reads of the caller’s, and for admins of the organisation’s.',
  method: 'DELETE',
  path: '/api/v1/orgs/:org/recipients/:id',
  access: 'member',
  input: z.strictObject({ id }),
  output: done,
})
