import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Described } from '../../../src/protocol/api.ts'
import { goodPassword } from '../accounts.ts'
import { aBatch } from '../records.ts'

/** One request. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly body?: string
  readonly type?: string
}

/** A place of an endpoint that takes something of a tenant. */
export type Slot = 'id' | 'code' | 'secret'

/** What may stand in each field; the first that the field takes does. */
const fillings: Readonly<Record<string, readonly ((n: number) => unknown)[]>> = {
  email: [(n) => `nobody-${n}@example.org`],
  password: [() => 'password'],
  current: [() => goodPassword],
  token: [() => 'x'.repeat(43)],
  code: [() => '123456'],
  name: [(n) => `Name ${n}`],
  role: [() => 'member', () => 'manager'],
  scopes: [() => ['read']],
  shares: [() => false],
  letIn: [() => true],
  locale: [() => 'en'],
  zone: [() => 'UTC'],
  address: [(n) => `nobody-${n}@example.org`],
  idleAfterMs: [() => 300_000],
  member: [() => randomUUID()],
  id: [() => randomUUID()],
  // Numbers count up within each organisation, so that one of another means nothing.
  device: [() => 2 ** 30],
  into: [() => 2 ** 30 - 1],
  streams: [() => [randomUUID()]],
  month: [() => '2026-11'],
  period: [() => '2026-11'],
  a: [() => '2026-10'],
  b: [() => '2026-11'],
  day: [() => '2026-11-02'],
  // Days, or instants.
  from: [() => '2026-11-01', () => '1762041600000'],
  to: [() => '2026-11-30', () => '1793620800000'],
  app: [() => 'an-app'],
  q: [(n) => (n % 2 ? 'larkspur' : 'wisteria')],
  sort: [() => 'name'],
  offset: [() => '0'],
  format: [() => 'json'],
  reason: [(n) => `Question ${n}`],
  before: [() => '1000'],
  kind: [() => 'person-month'],
  wanted: [() => true],
  hour: [() => 8],
  weekStart: [() => 1],
  kinds: [() => ['person-month']],
  formats: [() => ['csv']],
  empty: [() => 'send'],
  currency: [() => 'BRL'],
  after: [() => `1000-${randomUUID()}`],
  limit: [() => '10'],
  dryRun: [() => true],
  until: [() => '2026-11-01'],
  account: [() => false],
  action: [() => 'resume'],
  scope: [() => 'person'],
  about: [() => randomUUID()],
  actor: [() => randomUUID()],
  what: [() => 'report'],
  revision: [() => 0],
  settings: [() => ({})],
  confirm: [() => true],
  apps: [(n) => [`app-${n}.desktop`]],
  seats: [() => 3],
  price: [() => ({ minor: 10_900, currency: 'BRL', per: 'month' })],
  renewsOn: [() => null],
  days: [() => 30, () => 'like'],
  edits: [(n) => [{ what: 'add category', name: `Name ${n}` }]],
  state: [() => 'silent'],
  attention: [() => 'any'],
  approval: [() => false],
  uses: [() => 3],
  search: [() => ''],
  licence: [() => 'with'],
  shows: [() => 'opened'],
  order: [() => 'asc'],
  unused: [() => '30'],
  category: [() => String(2 ** 30)],
  rule: [() => String(2 ** 30)],
  counts: [() => ({ processHours: 0, spans: 0, gaps: 0, subjects: 0, files: 0 })],
}

/** What is asked for by more than fields. */
const bodies: Readonly<Record<string, (slot: string | undefined) => unknown>> = {
  ingest: (slot) => aBatch(slot === undefined ? {} : { stream: slot, batch: slot }),
}

/** The field of an endpoint that names something of a tenant, and what it takes. */
export function slotOf({ id, tag, input }: Described): { readonly field: string; readonly slot: Slot } | undefined {
  if (bodies[id]) return { field: 'stream', slot: 'id' }
  const fields = Object.keys(shapeOf(input))
  const field = fields.find((one) => ['id', 'member', 'about'].includes(one))
  if (field) return { field, slot: 'id' }
  if (tag === 'deviceGrants' && fields.includes('code')) return { field: 'code', slot: 'code' }
  return fields.includes('token') ? { field: 'token', slot: 'secret' } : undefined
}

let count = 0

/**
 * A request that an endpoint understands.
 * @param given what stands in the field that names something
 * @throws Error for an endpoint with a field that nobody said how to fill
 */
export function callOf(endpoint: Described, orgId: number, given?: string): Call {
  const { method, path, id } = endpoint
  const fields = bodies[id]?.(given) ?? fieldsOf(endpoint, given)
  const rest = { ...(fields as Record<string, unknown>) }
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    if (name === 'org') return String(orgId)
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  if (method === 'POST' || method === 'PATCH')
    return { method, path: filled, body: JSON.stringify(rest), type: 'application/json' }
  const query = new URLSearchParams(rest as Record<string, string>).toString()
  return { method, path: query === '' ? filled : `${filled}?${query}` }
}

function fieldsOf(endpoint: Described, given: string | undefined) {
  const slot = slotOf(endpoint)?.field
  return Object.fromEntries(
    Object.entries(shapeOf(endpoint.input)).map(([name, schema]) => {
      if (name === slot && given !== undefined) return [name, given]
      const value = fillings[name]?.map((make) => make(count++)).find((one) => schema.safeParse(one).success)
      if (value !== undefined) return [name, value]
      const where = `${endpoint.method} ${endpoint.path}`
      throw new Error(`${where}: what stands in "${name}"? say so in tests/support/isolation/calls.ts`)
    }),
  )
}

/** Whether what stands in a field is of the form that is asked for there. */
export const takes = ({ input }: Described, field: string, value: string): boolean =>
  shapeOf(input)[field]?.safeParse(value).success ?? true

const shapeOf = (input: z.ZodType) => (input as z.ZodObject).shape as Record<string, z.ZodType>
