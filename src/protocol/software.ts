import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { order, paging, search, unusedFor, withheld } from './list-fields.ts'
import { appKey, seat, why } from './seat-fields.ts'

const versions = z.array(z.object({ version: z.string(), devices: z.int() }))

/** On how many computers it was not used for so many days, of those that told anything in the last 90. */
const unused = z.object({ days30: z.int(), days60: z.int(), days90: z.int() })

const onLicence = z.object({
  id: z.string(),
  name: z.string(),
  /** What a month of it costs that nobody uses, all its apps together, in hundredths of the currency; null without a price. */
  wastedMinor: z.int().nullable(),
  currency: z.string().nullable(),
})

/** An app that is installed or ran. */
const orgApp = z.object({
  key: z.string(),
  name: z.string(),
  /** On which it is installed or ran. */
  devices: z.int(),
  /** On which it is installed; 0 where no computer tells what is. */
  installed: z.int(),
  people: withheld(z.int()),
  /** When somebody last had it in front, or where that is unknown last ran it; null: never. */
  lastUsedOn: withheld(z.string().nullable()),
  /** A program that people open; a service only runs, and is used without ever being in front. */
  opened: z.boolean(),
  unused,
  /** The most frequent first, eight at most. */
  versions,
  /** For admins. */
  licence: onLicence.nullable(),
})
export type OrgSoftwareApp = z.output<typeof orgApp>

export const software = endpoint({
  says: 'Every app that is installed or ran in the organisation: on how many computers, and whether it is used.',
  method: 'GET',
  path: '/api/v1/orgs/:org/software',
  access: 'manager',
  input: z.strictObject({
    search,
    /** Only what is unused for so long on at least one computer. */
    unused: unusedFor.optional(),
    /** Only programs that people open, or only what runs without. */
    shows: z.enum(['opened', 'services']).optional(),
    /** Only what is under a licence, or under none. */
    licence: z.enum(['with', 'without']).optional(),
    /** By `unused`: of as many days as are asked for, or of 30. */
    sort: z.enum(['devices', 'name', 'people', 'lastUsedOn', 'unused', 'wasted']).default('devices'),
    order,
    ...paging,
  }),
  output: z.object({
    total: z.int(),
    /** Computers that told anything in the last 90 days: all figures are of them. */
    devices: z.int(),
    apps: z.array(orgApp),
  }),
})

/** A reason is needed as soon as one of the computers is somebody else's; they read it. Longest unused first. */
export const softwareSeats = endpoint({
  says: 'On which computers an app is, whose they are, and when it was last used there; with the reason, which they read.',
  method: 'GET',
  path: '/api/v1/orgs/:org/software/seats',
  access: 'admin',
  input: z.strictObject({ app: appKey, unused: unusedFor.optional(), ...paging, ...why }),
  output: z.object({ total: z.int(), seats: z.array(seat) }),
})

const ownApp = z.object({
  key: z.string(),
  name: z.string(),
  devices: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      installed: z.boolean(),
      version: z.string().nullable(),
      lastUsedOn: z.string().nullable(),
      frontKnown: z.boolean(),
      /** Since then, or since it is known of. */
      days: z.int(),
    }),
  ),
  /** On whatever computer. */
  lastUsedOn: z.string().nullable(),
  /** Of the computer on which it was used last. */
  days: z.int(),
  /** How long it was not used on any of them; null: for less than 30 days. */
  unused: z.union([z.literal(30), z.literal(60), z.literal(90)]).nullable(),
  licence: z
    .object({
      name: z.string(),
      price: z.object({ minor: z.int(), currency: z.string(), per: z.enum(['month', 'year']) }).nullable(),
    })
    .nullable(),
})
export type OwnSoftwareApp = z.output<typeof ownApp>

export const mySoftware = endpoint({
  says: 'Every app that is installed or ran on the caller’s computers, and when it was last used.',
  method: 'GET',
  path: '/api/v1/orgs/:org/me/software',
  access: 'member',
  input: z.strictObject({
    search,
    unused: unusedFor.optional(),
    sort: z.enum(['days', 'name']).default('days'),
    order,
    ...paging,
  }),
  output: z.object({ total: z.int(), apps: z.array(ownApp) }),
})
