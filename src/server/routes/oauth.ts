import type { H3 } from 'h3'
import { parseScopes } from '../../core/api-clients.ts'
import { AppError } from '../../core/errors.ts'
import { secondMs } from '../../core/time.ts'
import * as protocol from '../../protocol/enrolment.ts'
import { tokenPath } from '../../protocol/oauth.ts'
import { type AccessTokens, accessTokenMs } from '../auth/access-tokens.ts'
import type { SigningKeys } from '../auth/signing-keys.ts'
import { createBuckets } from '../http/buckets.ts'
import type { HostRule } from '../http/hosts.ts'
import { refuseGrant } from '../http/oauth-answer.ts'
import { readForm } from '../http/read-body.ts'
import { nodeRequestOf, type Route } from '../http/route.ts'
import { headerOf, visitorOf } from '../http/visitor.ts'
import { findApiClient, noteApiClientUse } from '../store/api-clients.ts'
import { hashToken } from '../store/devices.ts'
import type { Store } from '../store/store.ts'
import { toGrantAnswer } from './enrolment.ts'

export interface OAuthParts {
  readonly store: Store
  readonly hosts: HostRule
  readonly keys: SigningKeys
  readonly tokens: AccessTokens
  readonly baseUrl: () => string
  readonly now: () => number
}

const mostFormBytes = 10_000
const usualRate = { perSecond: 2, burst: 60 }

/** Client credentials (RFC 6749), what checks their tokens (RFC 7517), and where all of it is (RFC 8414). */
export function oauthRoutes(parts: OAuthParts): Route[] {
  const { keys, hosts, baseUrl } = parts
  const buckets = createBuckets('one address', usualRate, () => performance.now())
  return [
    (app: H3) => {
      app.get('/.well-known/jwks.json', () => keys.published())
      app.get(protocol.oauthMetadataPath, () => toMetadata(baseUrl()))
      app.post(tokenPath, async (event) => {
        const request = nodeRequestOf(event)
        buckets.take(visitorOf(request, hosts).address)
        const form = await readForm(request, mostFormBytes)
        if (form.grant_type === protocol.deviceCodeGrant) return toGrantAnswer(parts.store, form, parts.now())
        if (form.grant_type !== 'client_credentials') return refuseGrant('unsupported_grant_type')
        return toClientAnswer(parts, readClient(headerOf(request, 'authorization'), form), form.scope ?? '')
      })
    },
  ]
}

interface ShownClient {
  readonly id: string
  readonly secret: string
}

/** By `Basic`, each half encoded as a form does, or in the form; both at once is nobody's. */
function readClient(authorization: string, form: Readonly<Record<string, string>>): ShownClient | undefined {
  const { client_id: id, client_secret: secret } = form
  const [, basic] = /^Basic ([A-Za-z0-9+/=]{1,2000})$/i.exec(authorization) ?? []
  if (basic === undefined) return id && secret ? { id, secret } : undefined
  if (secret !== undefined) return undefined
  const [name = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':')
  try {
    return { id: fromForm(name), secret: fromForm(rest.join(':')) }
  } catch {
    return undefined
  }
}

const isClientId = (text: string) => /^[\w-]{1,100}$/.test(text)

const fromForm = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))

async function toClientAnswer({ store, tokens, now }: OAuthParts, shown: ShownClient | undefined, asked: string) {
  // PostgreSQL cannot even be asked about a text with NUL in it.
  const client = shown && isClientId(shown.id) && (await findApiClient(store, shown.id))
  if (!client || hashToken(shown.secret) !== client.secretHash) return refuseGrant('invalid_client')
  const allowed = parseScopes(client.scopes, ['read', 'write'])
  if (!allowed) throw new AppError('internal', `the program ${client.id} has scopes that nobody knows`)
  const scopes = parseScopes(asked || client.scopes, allowed)
  if (!scopes) return refuseGrant('invalid_scope')
  await noteApiClientUse(store, client.id, now())
  return Response.json(
    {
      access_token: await tokens.sign(client, scopes),
      token_type: 'Bearer',
      expires_in: accessTokenMs / secondMs,
      scope: scopes.join(' '),
    },
    { headers: { 'cache-control': 'no-store' } },
  )
}

const toMetadata = (url: string) => ({
  issuer: url,
  token_endpoint: `${url}${tokenPath}`,
  device_authorization_endpoint: `${url}${protocol.deviceCodePath}`,
  jwks_uri: `${url}/.well-known/jwks.json`,
  grant_types_supported: ['client_credentials', protocol.deviceCodeGrant],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
  scopes_supported: ['read', 'write', 'ingest'],
  response_types_supported: [],
})
