import * as z from 'zod'
import { parseWeeklyHours } from '../core/weekly-hours.ts'
import { endpoint } from './endpoint.ts'

/** What one policy may hold. */
export const policyLimits = { rules: 200, orders: 1_000 } as const

const hours = z
  .string()
  .max(1_000)
  .refine((text) => parseWeeklyHours(text) !== undefined, 'no schedule, as mo-fr 08:00-18:00')
const pattern = z
  .string()
  .trim()
  .max(200)
  .refine((text) => /[^*\s]/.test(text), 'no pattern: some letters, * for any')

/**
 * One rule of an organisation, as it is written in a file of rules. It only ever takes away, so there is no `keep`, and of all that
 * match the strictest counts.
 */
export const policyRule = z.strictObject({
  app: pattern.optional(),
  title: pattern.optional(),
  domain: pattern.optional(),
  hours: hours.optional(),
  action: z.enum(['drop', 'redact', 'hash', 'domain']),
})
export type PolicyRule = z.output<typeof policyRule>

/** What agents are asked to leave out. */
export const policySettings = z.object({
  /** False: no titles. True says nothing: it switches on what nobody at the computer has switched on. */
  titles: z.boolean(),
  rules: z.array(policyRule).max(policyLimits.rules),
  /** Outside nothing is recorded; null: at any time. */
  workingHours: hours.nullable(),
  /** Nothing is recorded at all. */
  paused: z.boolean(),
})
export type PolicySettings = z.output<typeof policySettings>

const instant = z.int().nonnegative()

/** An order to empty everything that starts before `until`. */
export const eraseOrder = z.object({ id: z.uuid(), until: instant })
export type EraseOrder = z.output<typeof eraseOrder>

/** What holds for the device that asks. */
export const readPolicy = endpoint({
  says: 'What an organisation asks of the device, and what it is to erase.',
  method: 'GET',
  path: '/api/v1/agent/policy',
  access: 'device',
  input: z.strictObject({}),
  output: z.object({
    revision: instant,
    policy: policySettings,
    /** After this long without input the person is idle: the server's figures are made with it. */
    idleAfterMs: instant,
    /** Not yet confirmed, oldest first. */
    erase: z.array(eraseOrder).max(policyLimits.orders),
  }),
})
export type PolicyAnswer = z.output<typeof readPolicy.output>

const count = z.int().nonnegative()

/** What an agent emptied by an order: rows of its journal, and files that it had set aside. */
export const erasedCounts = z.strictObject({
  processHours: count,
  spans: count,
  gaps: count,
  subjects: count,
  files: count,
})
export type ErasedCounts = z.output<typeof erasedCounts>

/** The agent has done what it was ordered; saying so twice changes nothing. */
export const confirmErasure = endpoint({
  says: 'The device has erased what was ordered, and counts it.',
  method: 'POST',
  path: '/api/v1/agent/erasures',
  access: 'device',
  input: z.strictObject({ id: z.uuid(), counts: erasedCounts }),
  output: z.object({ confirmed: z.boolean() }),
})
export type Confirmation = z.output<typeof confirmErasure.input>
