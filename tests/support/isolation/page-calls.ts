import { randomUUID } from 'node:crypto'
import { agentClientId, deviceCodeGrant } from '../../../src/protocol/enrolment.ts'
import { screenPaths } from '../../../src/server/routes/web.ts'
import type { Call, Slot } from './calls.ts'

/** How a page or form is asked for, and what in it may name something of a tenant. */
export interface PageCall {
  readonly access: 'public' | 'person'
  readonly form?: Readonly<Record<string, string>>
  readonly slot?: { readonly field: string; readonly slot: Slot | 'org' }
  /** Whether it names something that nobody has. */
  readonly isMissing?: true
}

const secret: PageCall['slot'] = { field: 'secret', slot: 'secret' }
const typed = { email: 'nobody@example.org', password: 'password', name: 'Name' }
const client = { client_id: agentClientId }

/** What stands in the place of `:org` until it is known who asks. */
export const ownOrg = 'OWN'

const calls: Readonly<Record<string, readonly PageCall[]>> = {
  'POST /api/v1/device/code': [{ access: 'public', form: { ...client, host_name: 'other', scope: 'ingest' } }],
  'POST /api/v1/device/token': [
    {
      access: 'public',
      form: { ...client, grant_type: deviceCodeGrant, device_code: randomUUID() },
      slot: { field: 'device_code', slot: 'secret' },
    },
  ],
  'POST /api/v1/oauth/token': [
    {
      access: 'public',
      form: { grant_type: 'client_credentials', client_id: randomUUID(), client_secret: 'x'.repeat(43) },
      slot: { field: 'client_id', slot: 'secret' },
    },
  ],
  'GET /device': [{ access: 'person', form: { code: '' }, slot: { field: 'code', slot: 'code' } }],
  'POST /device': ['code', 'org'].map((field) => ({
    access: 'person',
    form: { code: 'BCDF-GHJK', decision: 'let_in', name: 'Name', org: ownOrg },
    slot: { field, slot: field as 'code' | 'org' },
  })),
  'GET /.well-known/jwks.json': [{ access: 'public' }],
  'GET /.well-known/oauth-authorization-server': [{ access: 'public' }],
  'GET /api/v1/openapi.json': [{ access: 'public' }],
  // A screen is the same file for everybody; what is in it is asked of the API.
  ...Object.fromEntries(screenPaths.map((path) => [`GET ${path}`, [{ access: 'person' }]])),
  'GET /**': [{ access: 'public', isMissing: true }],
  'GET /assets/:file': [{ access: 'public', isMissing: true }],
  'GET /month': [{ access: 'person', form: { org: ownOrg, month: '2026-11' }, slot: { field: 'org', slot: 'org' } }],
  'GET /healthz': [{ access: 'public' }],
  'GET /readyz': [{ access: 'public' }],
  'POST /sign-out': [{ access: 'public', form: {} }],
  'GET /sign-in': [{ access: 'public' }],
  'POST /sign-in': [{ access: 'public', form: typed }],
  'POST /sign-in/code': [
    { access: 'public', form: { token: 'x'.repeat(43), code: '123456' }, slot: { field: 'token', slot: 'secret' } },
  ],
  'GET /sign-in/:secret': [{ access: 'public', slot: secret }],
  'GET /reset': [{ access: 'public' }],
  'GET /sign-in/oidc/:provider': [{ access: 'public' }],
  'GET /sign-in/oidc/:provider/callback': [{ access: 'public' }],
  'GET /invitation/:secret/oidc/:provider': [{ access: 'public', slot: secret }],
  'GET /account/provider/:provider': [{ access: 'person', isMissing: true }],
  'POST /account/provider/:provider': [{ access: 'person', form: typed, isMissing: true }],
  'POST /reset': [{ access: 'public', form: typed }],
  ...Object.fromEntries(
    ['set-up', 'reset', 'verify', 'invitation', 'unsubscribe', 'recipient'].flatMap((name) => [
      [`GET /${name}/:secret`, [{ access: 'public', slot: secret }]],
      [`POST /${name}/:secret`, [{ access: 'public', form: typed, slot: secret }]],
    ]),
  ),
}

/** @throws Error for a page that nobody said how to ask for */
export function pageCallsOf(name: string): readonly PageCall[] {
  const found = calls[name]
  if (!found) throw new Error(`${name}: how is it asked for? say so in tests/support/isolation/page-calls.ts`)
  return found
}

/** @param given what stands in the place that names something */
export function toPageRequest(name: string, { form, slot }: PageCall, orgId: number, given?: string): Call {
  const [method = '', path = ''] = name.split(' ')
  const filled = path.replace(':secret', encodeURIComponent(given ?? 'x'.repeat(43))).replace(':provider', 'nobody')
  const fields = { ...form, ...(slot && given !== undefined && slot.field !== 'secret' && { [slot.field]: given }) }
  const own = Object.entries(fields).map(([key, value]): [string, string] => [
    key,
    value === ownOrg ? String(orgId) : value,
  ])
  const sent = new URLSearchParams(own).toString()
  if (method === 'POST') return { method, path: filled, body: sent, type: 'application/x-www-form-urlencoded' }
  return { method, path: sent === '' ? filled : `${filled}?${sent}` }
}
