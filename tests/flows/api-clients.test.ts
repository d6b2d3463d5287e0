import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as oauth from 'oauth4webapi'
import * as openid from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccessTokens } from '../../src/server/auth/access-tokens.ts'
import { newSecret } from '../../src/server/auth/secrets.ts'
import { createSigningKeys } from '../../src/server/auth/signing-keys.ts'
import { createVault } from '../../src/server/auth/vault.ts'
import type { RunningServer } from '../../src/server/server.ts'
import { type ApiClient, createApiClient, revokeApiClient } from '../../src/server/store/api-clients.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'
import { enroll, noon } from '../support/records.ts'
import { serve } from '../support/server.ts'
import { describeStores } from '../support/stores.ts'

type Claims = Readonly<Record<string, unknown>>
const dayMs = 86_400_000
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const decode = (part: string | undefined) => JSON.parse(Buffer.from(part!, 'base64url').toString('utf8'))

describe('programs that call the API', () => {
  let [store, server]: [Store, RunningServer] = [undefined as never, undefined as never]
  const secret = newSecret()
  let client: ApiClient
  beforeAll(async () => {
    store = openSqlite(':memory:')
    const { user } = await enroll(store)
    // Other libraries go by the present time.
    server = await serve(store, { now: Date.now })
    client = await createApiClient(store, {
      ...{ orgId: personalOrg, name: 'nightly', role: 'manager', scopes: ['read'], secret },
      ...{ createdBy: user.id, now: Date.now() },
    })
  })
  afterAll(async () => {
    await server.stop()
    await store.close()
  })

  const ask = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/v1/oauth/token`, { method: 'POST', body: new URLSearchParams(fields), headers })
  const credentials = () => ({ grant_type: 'client_credentials', client_id: client.id, client_secret: secret })
  const newToken = async () => ((await (await ask(credentials())).json()) as { access_token: string }).access_token
  const call = (token: string, path = `/api/v1/orgs/${personalOrg}/members`, method = 'GET') =>
    fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(method === 'POST' && { body: '{"email":"eve@example.org","role":"member"}' }),
    })

  it('get a token as another client of OAuth asks for it, which another library finds good', async () => {
    const config = await openid.discovery(new URL(server.url), client.id, secret, undefined, {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests],
    })
    const { access_token, expires_in, scope } = await openid.clientCredentialsGrant(config, { scope: 'read' })
    expect([expires_in, scope]).toEqual([600, 'read'])
    const request = new Request(`${server.url}/elsewhere`, { headers: { authorization: `Bearer ${access_token}` } })
    const claims = await oauth.validateJwtAccessToken(config.serverMetadata(), request, server.url, {
      [oauth.allowInsecureRequests]: true,
    })
    expect(claims).toMatchObject({ client_id: client.id, sub: client.id, org: personalOrg, scope: 'read' })
    expect((await call(access_token)).status).toBe(200)
  })

  it.each([
    ['no secret', () => ({ grant_type: 'client_credentials', client_id: client.id }), 401, 'invalid_client'],
    ['another secret', () => ({ ...credentials(), client_secret: newSecret() }), 401, 'invalid_client'],
    ['an unknown client', () => ({ ...credentials(), client_id: 'nobody' }), 401, 'invalid_client'],
    ['more than it may', () => ({ ...credentials(), scope: 'read write' }), 400, 'invalid_scope'],
    ['an unknown scope', () => ({ ...credentials(), scope: 'openid' }), 400, 'invalid_scope'],
    ['another grant', () => ({ ...credentials(), grant_type: 'password' }), 400, 'unsupported_grant_type'],
  ])('get none with %s', async (_, fields, status, error) => {
    const answer = await ask(fields() as Record<string, string>)
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ error })])
  })

  it('show their secret in one way, not in two', async () => {
    const basic = { authorization: `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}` }
    expect((await ask({ grant_type: 'client_credentials' }, basic)).status).toBe(200)
    expect((await ask(credentials(), basic)).status).toBe(401)
    expect((await ask({ grant_type: 'client_credentials' }, { authorization: 'Basic %%%' })).status).toBe(401)
  })

  /** Each makes of a good token one that is not. */
  const forgeries: Record<string, (parts: string[], header: Claims, claims: Claims) => string> = {
    'no signature': ([head, body]) => `${head}.${body}.`,
    'alg none': ([, body], header) => `${encode({ ...header, alg: 'none' })}.${body}.`,
    'HS256 with the public key as the secret': ([, body], header) => {
      const head = encode({ ...header, alg: 'HS256' })
      return `${head}.${body}.${createHmac('sha256', publicKey).update(`${head}.${body}`).digest('base64url')}`
    },
    'another key of the same kind': ([head, body]) => signed(`${head}.${body}`),
    'another key that it brings along': ([, body], header) => signed(`${encode({ ...header, jwk: ownJwk })}.${body}`),
    'another key that it says where to find': ([, body], header) =>
      signed(`${encode({ ...header, jku: `${server.url}/keys` })}.${body}`),
    'a key that nobody knows': ([, body], header) => signed(`${encode({ ...header, kid: 'x' })}.${body}`),
    'another organisation': ([head, , signature], _, claims) => `${head}.${encode({ ...claims, org: 2 })}.${signature}`,
    'a longer life': ([head, , signature], _, { exp, ...claims }) =>
      `${head}.${encode({ ...claims, exp: Number(exp) + 1e6 })}.${signature}`,
    'a piece more': (parts) => `${parts.join('.')}.x`,
    'nothing but dots': () => '..',
  }
  let publicKey = ''
  const own = generateKeyPairSync('ed25519')
  const ownJwk = own.publicKey.export({ format: 'jwk' })
  const signed = (text: string) => `${text}.${sign(null, Buffer.from(text), own.privateKey).toString('base64url')}`

  it.each(Object.keys(forgeries))('come no further with %s', async (name) => {
    publicKey = JSON.stringify(await (await fetch(`${server.url}/.well-known/jwks.json`)).json())
    const token = await newToken()
    const parts = token.split('.')
    const forged = forgeries[name]!(parts, decode(parts[0]), decode(parts[1]))
    expect((await call(token)).status).toBe(200)
    const answer = await call(forged)
    expect([answer.status, await answer.json()]).toMatchObject([401, { error: { code: 'unauthenticated' } }])
  })

  it('are nobody in another organisation, may not change what they may only read, and are no person', async () => {
    const token = await newToken()
    expect((await call(token, '/api/v1/orgs/2/members')).status).toBe(404)
    expect((await call(token, `/api/v1/orgs/${personalOrg}/invitations`, 'POST')).status).toBe(403)
    expect((await call(token, '/api/v1/me')).status).toBe(404)
  })

  it('are nobody from the moment they are revoked', async () => {
    const other = await createApiClient(store, {
      ...{ orgId: personalOrg, name: 'x', role: 'admin', scopes: ['read', 'write'] },
      secret,
      createdBy: 'x',
      now: Date.now(),
    } as const)
    const answer = await ask({ ...credentials(), client_id: other.id })
    const { access_token } = (await answer.json()) as { access_token: string }
    expect((await call(access_token, `/api/v1/orgs/${personalOrg}/clients`)).status).toBe(200)
    await revokeApiClient(store, personalOrg, other.id, Date.now())
    expect((await call(access_token, `/api/v1/orgs/${personalOrg}/clients`)).status).toBe(401)
    expect((await ask({ ...credentials(), client_id: other.id })).status).toBe(401)
  })

  it('leave no secret in the database', async () => {
    await newToken()
    const rows = JSON.stringify([
      await store.db.select().from(store.t.apiClients),
      await store.db.select().from(store.t.signingKeys),
    ])
    expect(rows).not.toContain(secret)
    expect(rows).not.toMatch(/\\"d\\":/)
  })
})

describeStores('signing keys', (open) => {
  it('take turns: each is shown a day before it signs and until its last token is over', async () => {
    const store = await open()
    let now = noon
    const vault = createVault(Buffer.alloc(32, 1))
    const keys = () => createSigningKeys(store, vault, () => now)
    const shown = async () => (await keys().published()).keys.map(({ kid }) => kid)
    const first = (await keys().signer()).kid
    now += 29 * dayMs
    const [second] = await shown()
    expect(second).not.toBe(first)
    expect((await keys().signer()).kid).toBe(first)
    now += dayMs
    expect((await keys().signer()).kid).toBe(second)
    expect(await shown()).toEqual([second, first])
    now += 3 * dayMs
    expect(await shown()).toEqual([second])
  })

  it('are the same for two servers, and others where the key of the server was lost', async () => {
    const store = await open()
    const tokens = (fill: number) => {
      const keys = createSigningKeys(store, createVault(Buffer.alloc(32, fill)), () => noon)
      return createAccessTokens(
        keys,
        () => 'https://audit.example.org',
        () => noon,
      )
    }
    const client = { id: 'a', orgId: 7 } as ApiClient
    const token = await tokens(1).sign(client, ['read'])
    expect(await tokens(1).verify(token)).toEqual({ clientId: 'a', orgId: 7, scopes: ['read'] })
    const other = await tokens(2).sign(client, ['read'])
    expect(await tokens(1).verify(other)).toMatchObject({ clientId: 'a' })
    expect(await store.db.$count(store.t.signingKeys)).toBe(2)
  })

  it.each([
    ['another server', 'https://other.example.org', 0],
    ['an earlier time', 'https://audit.example.org', 600_001],
    ['a later time', 'https://audit.example.org', -60_000],
  ])('open nothing for %s', async (_, url, later) => {
    const store = await open()
    const keys = createSigningKeys(store, createVault(Buffer.alloc(32, 1)), () => noon)
    const token = await createAccessTokens(
      keys,
      () => url,
      () => noon,
    ).sign({ id: 'a', orgId: 7 } as ApiClient, ['read'])
    const here = createAccessTokens(
      keys,
      () => 'https://audit.example.org',
      () => noon + later,
    )
    await expect(here.verify(token)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('usage-audit tokens clients', () => {
  it('writes a secret to a file, lists without it, revokes', async () => {
    const folder = newFolder()
    const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: join(folder, 'data'), USAGE_AUDIT_REPORTS__LOCALE: 'pt-BR' })
    const clients = (...args: string[]) => runProgram(['tokens', 'clients', ...args], env)
    const file = join(folder, 'nightly.json')
    expect((await clients('list')).out).toContain('Nenhum programa chama a API')
    expect((await clients('add', 'nightly', '--out', file)).out).toContain('"nightly" pode chamar a API')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const { client_id, client_secret } = JSON.parse(readFileSync(file, 'utf8'))
    const listed = await clients('list')
    expect(listed.out).toMatch(/nightly +gestor +read/)
    expect(listed.out).not.toContain(client_secret)
    expect((await clients('revoke', client_id.slice(0, 8))).out).toContain('não obtém mais tokens')
    expect((await clients('add', 'x', '--scopes', 'all', '--out', join(folder, 'x'))).exit).toBe(64)
  })
})
