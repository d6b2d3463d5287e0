import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newSecret } from '../../src/server/auth/secrets.ts'
import { createSigningKeys, type SigningKeys } from '../../src/server/auth/signing-keys.ts'
import { createVault } from '../../src/server/auth/vault.ts'
import type { RunningServer } from '../../src/server/server.ts'
import { createApiClient } from '../../src/server/store/api-clients.ts'
import { createOrg } from '../../src/server/store/orgs.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { enroll, noon } from '../support/records.ts'
import { serve, testAccess } from '../support/server.ts'

type Claims = Readonly<Record<string, unknown>>

const second = Math.floor(noon / 1_000)
const minute = 60

describe('a token that the server’s own key has signed', () => {
  let [store, server] = [undefined as unknown as Store, undefined as unknown as RunningServer]
  let keys: SigningKeys
  let [ours, theirs] = ['', '']
  beforeAll(async () => {
    store = openSqlite(':memory:')
    const { user } = await enroll(store)
    server = await serve(store)
    keys = createSigningKeys(store, createVault(testAccess.key), () => noon)
    const other = await createOrg(store, 'Other', user.id, noon)
    const add = async (orgId: number) =>
      (
        await createApiClient(store, {
          ...{ orgId, name: 'nightly', role: 'admin', scopes: ['read', 'write'], secret: newSecret() },
          ...{ createdBy: user.id, now: noon },
        } as const)
      ).id
    ours = await add(1)
    theirs = await add(other)
  })
  afterAll(async () => {
    await server.stop()
    await store.close()
  })

  const good = (): Claims => ({
    ...{ iss: server.url, aud: server.url, sub: ours, client_id: ours, org: 1, scope: 'read write' },
    ...{ jti: 'x', iat: second, exp: second + 10 * minute },
  })
  const statusOf = async (change: Claims, header: Claims = {}, path = '/api/v1/orgs/1/members') => {
    const { kid, key } = await keys.signer()
    const claims = Object.entries({ ...good(), ...change }).filter(([, value]) => value !== undefined)
    const token = await new SignJWT(Object.fromEntries(claims))
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt', ...header })
      .sign(key, { crit: { x: true } })
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(server.url + path, { headers })).status
  }

  it.each<[string, () => Claims]>([
    ['as it should be', () => ({})],
    ['for several, of whom this server is one', () => ({ aud: ['https://other.example.org', server.url] })],
    ['for one scope', () => ({ scope: 'read' })],
    ['in its last second', () => ({ iat: second - 10 * minute + 1, exp: second + 1 })],
  ])('is good %s', async (_, change) => {
    expect(await statusOf(change())).toBe(200)
  })

  it.each<[string, () => Claims]>([
    ['of another issuer', () => ({ iss: 'https://other.example.org' })],
    ['of an issuer that only begins like this one', () => ({ iss: `${server.url}/` })],
    ['of no issuer', () => ({ iss: undefined })],
    ['for another server', () => ({ aud: 'https://other.example.org' })],
    ['for several others', () => ({ aud: ['https://a.example.org', 'https://b.example.org'] })],
    ['for nobody in a list', () => ({ aud: [] })],
    ['for nobody', () => ({ aud: undefined })],
    ['about nobody', () => ({ sub: undefined })],
    ['that is over', () => ({ exp: second - 1 })],
    ['that is over just now', () => ({ exp: second })],
    ['that never ends', () => ({ exp: undefined })],
    ['that ends at a word', () => ({ exp: 'tomorrow' })],
    ['from no time', () => ({ iat: undefined })],
    ['from the future', () => ({ iat: second + minute })],
    ['that was made to live longer', () => ({ iat: second - 11 * minute, exp: second + 60 * minute })],
    ['that is not good yet', () => ({ nbf: second + minute })],
    ['of no program', () => ({ client_id: undefined })],
    ['of an unknown program', () => ({ client_id: '00000000-0000-4000-8000-000000000000' })],
    ['of a program with U+0000', () => ({ client_id: '\u0000' })],
    ['of another organisation’s program', () => ({ client_id: theirs })],
    ['of an organisation that is not its program’s', () => ({ org: 2 })],
    ['of no organisation', () => ({ org: undefined })],
    ['of an organisation that is a word', () => ({ org: 'x' })],
    ['of every organisation', () => ({ org: [1, 2] })],
    ['of no scope', () => ({ scope: undefined })],
  ])('is good for nothing %s', async (_, change) => {
    expect(await statusOf(change())).toBe(401)
  })

  it.each([
    ['an empty scope', ''],
    ['a device’s scope', 'ingest'],
    ['the other scope', 'write'],
    ['a scope that only looks like one', 'READ'],
    ['scopes with commas', 'read,write'],
  ])('reads nothing with %s', async (_, scope) => {
    expect(await statusOf({ scope })).toBe(403)
  })

  it.each([
    ['an identity', { typ: 'JWT' }],
    ['nothing', { typ: undefined }],
    ['something else', { typ: 'logout+jwt' }],
    ['what nobody here understands', { crit: ['x'], x: 1 }],
  ])('is good for nothing if it says that it is %s', async (_, header) => {
    expect(await statusOf({}, header as Claims)).toBe(401)
  })

  it.each([
    '/api/v1/me',
    '/api/v1/me/sign-ins',
    '/api/v1/orgs/2/members',
    '/api/v1/orgs/01/members',
    '/api/v1/orgs/1e0',
  ])('finds nothing at %s', async (path) => {
    expect(await statusOf({}, {}, path)).toBe(404)
  })
})
