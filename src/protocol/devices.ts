import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { deviceNumber as device, done, name, nothing } from './fields.ts'

const instant = z.int().nullable()

/** A member sees their own; managers and up see all, and from the outside only. */
export const devices = endpoint({
  says: 'The devices that the caller may see, with how they stand.',
  method: 'GET',
  path: '/api/v1/orgs/:org/devices',
  access: 'member',
  input: nothing,
  output: z.object({
    devices: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        userId: z.string(),
        person: z.string().nullable(),
        platform: z.string(),
        agentVersion: z.string().nullable(),
        createdAt: z.int(),
        lastSeenAt: instant,
        /** The device's clock less the server's. */
        clockSkewMs: instant,
        state: z.enum(['reporting', 'silent', 'never_seen', 'revoked']),
        fault: z.enum(['forked', 'replaced']).nullable(),
        streams: z.array(z.object({ uuid: z.string(), predecessor: z.string().nullable() })),
        /** Of the last thirty days. */
        coverage: z.number().nullable(),
      }),
    ),
  }),
})

export const renameDevice = endpoint({
  says: 'Gives a device another name: its person does, or an admin.',
  method: 'PATCH',
  path: '/api/v1/orgs/:org/devices/:device',
  access: 'member',
  input: z.strictObject({ device, name }),
  output: done,
})

export const revokeDevice = endpoint({
  says: 'Takes a device its token: its person does, or an admin. What it told stays.',
  method: 'POST',
  path: '/api/v1/orgs/:org/devices/:device/revoke',
  access: 'member',
  input: z.strictObject({ device }),
  output: done,
})

const plan = z.object({
  /** False where it was only looked at. */
  done: z.boolean(),
  streams: z.int(),
  facts: z.record(z.string(), z.int()),
  days: z.int(),
})

export const mergeDevice = endpoint({
  says: 'Makes two devices of one person one; without `confirm` it says what would move.',
  method: 'POST',
  path: '/api/v1/orgs/:org/devices/:device/merge',
  access: 'admin',
  input: z.strictObject({ device, into: device, confirm: z.boolean().default(false) }),
  output: plan,
})

export const splitDevice = endpoint({
  says: 'Makes some streams of a device a device of their own; the new token is told now and never again.',
  method: 'POST',
  path: '/api/v1/orgs/:org/devices/:device/split',
  access: 'admin',
  input: z.strictObject({
    device,
    streams: z.array(z.uuid()).min(1).max(2_000),
    name,
    confirm: z.boolean().default(false),
  }),
  output: plan.extend({ id: z.int().nullable(), token: z.string().nullable() }),
})
