import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { deviceNumber, done, id, name, nothing } from './fields.ts'
import { order, paging, search, whole } from './list-fields.ts'

const instant = z.int().nullable()
const state = z.enum(['reporting', 'silent', 'never_seen', 'revoked'])

const fleetDevice = z.object({
  id: z.int(),
  name: z.string(),
  userId: z.string(),
  /** Null of who left. */
  person: z.string().nullable(),
  platform: z.string(),
  agentVersion: z.string().nullable(),
  /** Older than this server. */
  outdated: z.boolean(),
  createdAt: z.int(),
  lastSeenAt: instant,
  /** Whole days without a word; since it was let in where it never said one. */
  silentDays: z.int(),
  /** The device's clock less the server's, when it last uploaded. */
  clockSkewMs: instant,
  state,
  fault: z.enum(['forked', 'replaced']).nullable(),
  /** Of the last thirty days: recorded ÷ due; null when nothing was due. */
  recordedMs: z.int(),
  dueMs: z.int(),
  coverage: z.number().nullable(),
  /** Days of which facts came that are not made yet. How much waits on the device is known to its agent only. */
  waitingDays: z.int(),
  policy: z.object({
    paused: z.boolean(),
    /** The person paused it, or took consent back. */
    pausedBySelf: z.boolean(),
    workingHours: z.string().nullable(),
    titles: z.boolean(),
    rules: z.int(),
    /** When it last changed; null: nothing was ever asked. */
    changedAt: instant,
    /** The device uploaded since then, and every answer tells it; null where nothing was asked. */
    told: z.boolean().nullable(),
  }),
  /** Orders to erase that it has not confirmed. */
  erasing: z.int(),
})
export type FleetDevice = z.output<typeof fleetDevice>

export const fleet = endpoint({
  says: 'The organisation’s devices and how they stand, in pages.',
  method: 'GET',
  path: '/api/v1/orgs/:org/fleet',
  access: 'admin',
  input: z.strictObject({
    /** In the device's name, its person's or its platform. */
    search,
    state: state.optional(),
    /** Only those with something to look after: a fault, an old agent, a clock that is wrong. */
    attention: z.enum(['any', 'fault', 'outdated', 'clock']).optional(),
    sort: z
      .enum(['name', 'person', 'lastSeenAt', 'coverage', 'agentVersion', 'clockSkewMs', 'createdAt'])
      .default('lastSeenAt'),
    order,
    ...paging,
    /** A fleet is looked through as a whole: each page costs as much as all of it. */
    limit: whole(1, 1_000, 50),
  }),
  output: z.object({
    total: z.int(),
    /** Of the whole organisation, whatever is looked for. */
    counts: z.object({
      devices: z.int(),
      reporting: z.int(),
      silent: z.int(),
      never_seen: z.int(),
      revoked: z.int(),
      outdated: z.int(),
      fault: z.int(),
      clock: z.int(),
    }),
    /** By version of the agent, newest first; null of those that never uploaded. */
    versions: z.array(z.object({ version: z.string().nullable(), devices: z.int() })),
    devices: z.array(fleetDevice),
  }),
})

/** Of others than its person, what of each day is recorded says only whether the agent works: no more than its share. */
export const oneDevice = endpoint({
  says: 'One device, with its last thirty days, its runs and its tokens: for its person, and for admins.',
  method: 'GET',
  path: '/api/v1/orgs/:org/devices/:device',
  access: 'member',
  input: z.strictObject({ device: deviceNumber }),
  output: z.object({
    device: fleetDevice,
    /** Of which anything is known; `coverage` is null where nothing was due. */
    days: z.array(z.object({ day: z.string(), coverage: z.number().nullable() })),
    /** The runs of its agent. */
    streams: z.array(z.object({ uuid: z.string(), predecessor: z.string().nullable() })),
    /** By which it may upload; while one is renewed there are two. */
    tokens: z.array(z.object({ createdAt: z.int() })),
  }),
})

/** For `usage-audit agent enroll --token-file`, on the computer itself. */
export const addDevice = endpoint({
  says: 'Adds a device of the caller; its token is told now and never again.',
  method: 'POST',
  path: '/api/v1/orgs/:org/devices',
  access: 'member',
  input: z.strictObject({ name }),
  output: z.object({ id: z.int(), name: z.string(), token: z.string() }),
})

const fleetToken = z.object({
  id: z.string(),
  name: z.string(),
  /** Whose devices they become. */
  userId: z.string(),
  approval: z.boolean(),
  usesLeft: z.int(),
  createdAt: z.int(),
  expiresAt: z.int(),
  revokedAt: instant,
})

export const fleetTokens = endpoint({
  says: 'Tokens that enrol many computers.',
  method: 'GET',
  path: '/api/v1/orgs/:org/fleet-tokens',
  access: 'admin',
  input: nothing,
  output: z.object({ tokens: z.array(fleetToken) }),
})

/** For people only: a program would give out what outlives it. */
export const addFleetToken = endpoint({
  says: 'Makes a token that enrols computers as devices of somebody; it is told now and never again.',
  method: 'POST',
  path: '/api/v1/orgs/:org/fleet-tokens',
  access: 'admin',
  people: true,
  input: z.strictObject({
    member: id,
    name,
    /** Each computer waits until an admin lets it in. */
    approval: z.boolean().default(false),
    uses: z.int().min(1).max(100_000),
    /** How long it is good for. */
    days: z.int().min(1).max(366),
  }),
  output: fleetToken.extend({ token: z.string() }),
})

export const revokeFleetToken = endpoint({
  says: 'Ends a token; what it enrolled stays.',
  method: 'DELETE',
  path: '/api/v1/orgs/:org/fleet-tokens/:id',
  access: 'admin',
  people: true,
  input: z.strictObject({ id }),
  output: done,
})
