import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identityWrite } from '../../src/server/store/accounts.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { type AccountWorld, openAccountWorld } from '../support/accounts.ts'
import { type FalseProvider, type Forgery, startFalseProvider } from '../support/false-provider.ts'
import { createJar } from '../support/jar.ts'
import { noon } from '../support/records.ts'
import { testAccess } from '../support/server.ts'

describe('what comes back from a provider', () => {
  let world: AccountWorld
  let honest: FalseProvider
  let other: FalseProvider
  beforeAll(async () => {
    ;[honest, other] = [await startFalseProvider(), await startFalseProvider()]
    const toProvider = (name: string, { issuer }: FalseProvider) => ({
      ...{ name, label: name, issuer, clientId: 'usage-audit', clientSecret: 'secret' },
    })
    const providers = [toProvider('honest', honest), toProvider('other', other)]
    const store = openSqlite(':memory:')
    world = await openAccountWorld(store, { access: { ...testAccess, providers } })
    const own = { userId: world.ownerId, verifiedAt: noon, now: noon }
    await store.batch((db) => [identityWrite(store, db, { issuer: honest.issuer, subject: 'eve', ...own })])
  })
  afterAll(async () => {
    await world.server.stop()
    await world.store.close()
    for (const one of [honest, other]) await one.stop()
  })

  /** Goes to a provider, and comes back with what the attack makes of it. */
  const goAndReturn = async (
    forgery: Forgery,
    change: (back: Record<string, string>, url: string) => string | undefined = () => undefined,
  ) => {
    const jar = createJar()
    const { location = '' } = await jar.ask(`${world.server.url}/sign-in/oidc/honest`)
    const { state = '', nonce = '', redirect_uri = '' } = Object.fromEntries(new URL(location).searchParams)
    for (const one of [honest, other]) one.lie(nonce, forgery)
    const back: Record<string, string> = { code: 'a-code', state, iss: honest.issuer }
    const to = change(back, redirect_uri) ?? redirect_uri
    const asked = honest.asked.length
    const answer = await jar.ask(`${to}?${new URLSearchParams(back)}`)
    const redeemed = honest.asked.slice(asked).includes('/token')
    return { ...answer, redeemed, isIn: jar.cookies(world.server.url).has('usage_audit') }
  }

  it('lets in whom the provider vouches for', async () => {
    const { location, isIn } = await goAndReturn({})
    expect([location, isIn]).toEqual([`${world.server.url}/`, true])
  })

  it.each<[string, Forgery]>([
    ['nothing signed', { unsigned: true }],
    ['signed by another key', { strangeKey: true }],
    ['another nonce', { claims: { nonce: 'of another browser' } }],
    ['no nonce', { without: ['nonce'] }],
    ['over', { claims: { exp: Math.floor(Date.now() / 1_000) - 60 } }],
    ['without an end', { without: ['exp'] }],
    ['for another program', { claims: { aud: 'another' } }],
    ['for several, of which another asked', { claims: { aud: ['usage-audit', 'another'], azp: 'another' } }],
    ['by another issuer', { claims: { iss: 'https://other.example' } }],
    ['about nobody', { without: ['sub'] }],
    ['about no text', { claims: { sub: 7 as never } }],
    ['about more than a name can be', { claims: { sub: 'x'.repeat(256) } }],
  ])('refuses an ID token: %s', async (_, forgery) => {
    const { status, body, isIn, redeemed } = await goAndReturn(forgery)
    expect([status, isIn, redeemed]).toEqual([401, false, true])
    expect(body).toContain('What came back from honest does not hold')
  })

  it.each<[string, (back: Record<string, string>) => void]>([
    ['another state', (back) => void Object.assign(back, { state: 'of-another-browser' })],
    ['no state', (back) => void delete back.state],
    ['the issuer of another (mix-up, RFC 9207)', (back) => void Object.assign(back, { iss: other.issuer })],
    ['no issuer, where the provider always names it', (back) => void delete back.iss],
    ['no code', (back) => void delete back.code],
    ['an error', (back) => void Object.assign(back, { error: 'server_error' })],
  ])('refuses %s, and asks the provider for nothing', async (_, change) => {
    const { status, isIn, redeemed } = await goAndReturn({}, (back) => change(back) as undefined)
    expect([status, isIn, redeemed]).toEqual([401, false, false])
  })

  it('refuses what was meant for another provider, and asks neither', async () => {
    const before = other.asked.length
    const { status, body, isIn, redeemed } = await goAndReturn({}, (_, url) => url.replace('honest', 'other'))
    expect([status, isIn, redeemed]).toEqual([401, false, false])
    expect(body).toContain('began in another browser')
    expect(other.asked).toHaveLength(before)
  })

  it('calls nobody whom a visitor names', async () => {
    let called = 0
    const spy = createServer((_, response) => {
      called++
      response.end()
    })
    await new Promise<void>((resolve) => spy.listen(0, '127.0.0.1', resolve))
    const { port } = spy.address() as { port: number }
    const address = `http://127.0.0.1:${port}`
    const { status } = await goAndReturn(
      {},
      (back) => void Object.assign(back, { iss: address, issuer: address }) as undefined,
    )
    const asked = await createJar().ask(
      `${world.server.url}/sign-in/oidc/${encodeURIComponent(address)}?iss=${address}&issuer=${address}`,
    )
    expect([status, asked.status, called]).toEqual([401, 404, 0])
    spy.close()
  })

  it('says so of a provider that goes away meanwhile', async () => {
    honest.setHangsUp(true)
    const { status, body, isIn } = await goAndReturn({})
    honest.setHangsUp(false)
    expect([status, isIn, body]).toEqual([503, false, expect.stringContaining('honest does not answer')])
  })

  it('says who declined, as text', async () => {
    const { status, body } = await goAndReturn({}, (back) => {
      delete back.code
      Object.assign(back, { error: 'access_denied', error_description: '<b>no</b>' })
      return undefined
    })
    expect([status, body]).toEqual([401, expect.stringContaining('Nobody signed in at honest.')])
    expect(body).not.toContain('<b>no')
  })
})
