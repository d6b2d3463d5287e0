import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hourMs } from '../../src/core/time.ts'
import { callbackPath } from '../../src/server/auth/oidc/provider.ts'
import { findIssuersOf } from '../../src/server/store/accounts.ts'
import { openPostgres } from '../../src/server/store/postgres.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { type AccountWorld, goodPassword, openAccountWorld } from '../support/accounts.ts'
import { createJar, type Jar } from '../support/jar.ts'
import { startProvider, type TestProvider } from '../support/oidc-provider.ts'
import { noon } from '../support/records.ts'
import { testAccess } from '../support/server.ts'
import { createDatabase } from '../support/stores.ts'

const stores = {
  sqlite: async () => openSqlite(':memory:'),
  postgres: async () => openPostgres(await createDatabase()),
}

describe.each(Object.entries(stores))('signing in through a provider (%s)', (_, open) => {
  let world: AccountWorld
  let provider: TestProvider
  beforeAll(async () => {
    provider = await startProvider(() => [world.server.url + callbackPath('acme')])
    const acme = { name: 'acme', label: 'Acme <&> Co', issuer: provider.issuer }
    const providers = [{ ...acme, clientId: provider.client.id, clientSecret: provider.client.secret }]
    world = await openAccountWorld(await open(), { access: { ...testAccess, providers } })
  })
  afterAll(async () => {
    await world?.server.stop()
    await world?.store.close()
    await provider?.stop()
  })
  const at = (path: string) => world.server.url + path
  const me = async (jar: Jar) => {
    const { status, body } = await jar.ask(at('/api/v1/me'))
    return status === 200 ? JSON.parse(body) : undefined
  }
  const signInByPassword = async () => {
    const jar = createJar()
    await jar.ask(at('/sign-in'), { email: 'ana@example.org', password: goodPassword })
    return jar
  }
  const link = async (jar: Jar, subject: string) => {
    provider.setPerson(subject)
    const asked = await jar.ask(at('/account/provider/acme'), { current: goodPassword, change: 'link' })
    const [, to = ''] = /class="button" href="([^"]+)"/.exec(asked.body) ?? []
    return jar.follow(to.replaceAll('&amp;', '&'))
  }

  it('is offered on the sign-in page and by the API, with names as text', async () => {
    const { body } = await createJar().ask(at('/sign-in'))
    expect(body).toContain('href="/sign-in/oidc/acme">Sign in with Acme &lt;&amp;&gt; Co</a>')
    const { providers } = JSON.parse((await createJar().ask(at('/api/v1/session/providers'))).body)
    expect(providers).toEqual([{ name: 'acme', label: 'Acme <&> Co', path: '/sign-in/oidc/acme' }])
    expect((await createJar().ask(at('/sign-in/oidc/other'))).status).toBe(404)
  })

  it('asks with PKCE, state and nonce', async () => {
    const { location } = await createJar().ask(at('/sign-in/oidc/acme'))
    const { origin, searchParams } = new URL(location!)
    expect(origin).toBe(provider.issuer)
    const { state, nonce, code_challenge, ...others } = Object.fromEntries(searchParams)
    expect([state, nonce, code_challenge].map((one) => one!.length)).toEqual([43, 43, 43])
    expect(others).toEqual({
      ...{ client_id: 'usage-audit', response_type: 'code', code_challenge_method: 'S256', scope: 'openid profile' },
      redirect_uri: at('/sign-in/oidc/acme/callback'),
    })
  })

  it('lets nobody in whom it does not know here, whatever the address', async () => {
    provider.setPerson('ana@example.org', 'Ana')
    const jar = createJar()
    const came = await jar.follow(at('/sign-in/oidc/acme'))
    expect([came.status, came.body]).toEqual([401, expect.stringContaining('No account here belongs to this person')])
    expect(await me(jar)).toBeUndefined()
  })

  it('signs in who linked it after showing the password, leads on where they were going, and asks for the code', async () => {
    const ana = await signInByPassword()
    const wrong = await ana.ask(at('/account/provider/acme'), { current: 'not it', change: 'link' })
    expect([wrong.status, wrong.body]).toEqual([403, expect.stringContaining('not your present password')])
    expect((await link(ana, 'ana-at-acme')).url).toBe(at('/account'))
    expect(JSON.parse((await ana.ask(at('/api/v1/me/providers'))).body).providers).toEqual([
      { name: 'acme', label: 'Acme <&> Co', path: '/account/provider/acme', linked: true },
    ])

    await link(await signInByPassword(), 'another-at-acme')
    provider.setPerson('ana-at-acme')
    expect((await createJar().follow(at('/sign-in/oidc/acme'))).status).toBe(401)
    await link(ana, 'ana-at-acme')

    const jar = createJar()
    const came = await jar.follow(at('/sign-in/oidc/acme?next=%2Fdevice%3Fcode%3DABCD-EFGH'), (url) =>
      url.startsWith(at('/device')),
    )
    expect(came.url).toBe(at('/device?code=ABCD-EFGH'))
    expect((await me(jar)).id).toBe(world.ownerId)
    const { signIns } = JSON.parse((await jar.ask(at('/api/v1/me/sign-ins'))).body)
    expect(signIns.find(({ current }: { current: boolean }) => current).method).toBe(provider.issuer)
    expect((await createJar().follow(at('/sign-in/oidc/acme?next=https://evil.example'))).url).toBe(at('/'))

    const { secret } = (await world.owner.call('POST', '/api/v1/me/totp', { current: goodPassword })).body
    const app = new TOTP({ secret })
    await world.owner.call('POST', '/api/v1/me/totp/confirm', { code: app.generate({ timestamp: noon }) })
    const again = createJar()
    const asksCode = await again.follow(at('/sign-in/oidc/acme'))
    expect(await me(again)).toBeUndefined()
    const [, token = ''] = /name="token" value="([\w-]+)"/.exec(asksCode.body) ?? []
    const code = app.generate({ timestamp: noon + 30_000 })
    expect((await again.ask(at('/sign-in/code'), { token, code })).location).toBe(at('/'))
    expect((await me(again)).id).toBe(world.ownerId)
    await world.owner.call('POST', '/api/v1/me/totp/remove', { current: goodPassword })
  })

  it('links one person of a provider to one account, and only to who asked for it', async () => {
    const bo = await world.join('bo@example.org', 'member')
    const [name = '', value = ''] = bo.cookie()!.split('=')
    const jar = createJar()
    jar.useCookie(world.server.url, name, value)
    const taken = await link(jar, 'ana-at-acme')
    expect([taken.status, taken.body]).toEqual([401, expect.stringContaining('has another account here')])
    provider.setPerson('somebody')
    const asked = await jar.ask(at('/account/provider/acme'), { current: goodPassword, change: 'link' })
    const [, to = ''] = /class="button" href="([^"]+)"/.exec(asked.body) ?? []
    const ana = await signInByPassword()
    jar.useCookie(world.server.url, name, ana.cookies(world.server.url).get(name)!)
    const swapped = await jar.follow(to.replaceAll('&amp;', '&'))
    expect([swapped.status, swapped.body]).toEqual([401, expect.stringContaining('began in another browser')])
    expect(await findIssuersOf(world.store, world.ownerId)).toEqual([provider.issuer])
  })

  it('takes somebody new in by an invitation, with the address that was invited', async () => {
    const before = world.mails.length
    await world.owner.call('POST', '/api/v1/orgs/1/invitations', { email: 'cleo@example.org', role: 'member' })
    const path = await world.linkOf(before)
    provider.setPerson('cleo-at-acme', 'Cleo ‮of Acme')
    const cleo = createJar()
    expect((await cleo.ask(at(path))).body).toContain(`href="${path}/oidc/acme"`)
    expect((await cleo.follow(at(`${path}/oidc/acme`))).url).toBe(at('/'))
    expect(await me(cleo)).toMatchObject({
      ...{ name: 'Cleo of Acme', email: 'cleo@example.org', emailVerified: true, hasPassword: false },
      organisations: [{ id: 1, role: 'member' }],
    })
    expect((await createJar().follow(at(`${path}/oidc/acme`))).status).toBe(410)
    const again = createJar()
    await again.follow(at('/sign-in/oidc/acme'))
    expect((await me(again)).name).toBe('Cleo of Acme')
  })

  it('takes in who was handed a link, whose address is still to be shown by a mail', async () => {
    const before = world.mails.length
    const { body } = await world.owner.call('POST', '/api/v1/orgs/1/invitations', {
      ...{ email: 'eve@example.org', role: 'member' },
    })
    provider.setPerson('eve-at-acme', 'Eve')
    const eve = createJar()
    expect((await eve.follow(at(`${new URL(body.link).pathname}/oidc/acme`))).url).toBe(at('/'))
    expect(await me(eve)).toMatchObject({ email: 'eve@example.org', emailVerified: false, hasPassword: false })
    await world.linkOf(before + 1)
  })

  it('takes nobody in for whom somebody else signs in by that address', async () => {
    const before = world.mails.length
    const { body } = await world.owner.call('POST', '/api/v1/orgs', { name: 'Other' })
    await world.owner.call('POST', `/api/v1/orgs/${body.id}/invitations`, { email: 'bo@example.org', role: 'member' })
    provider.setPerson('mallory-at-acme')
    const came = await createJar().follow(at(`${await world.linkOf(before)}/oidc/acme`))
    expect([came.status, came.body]).toEqual([409, expect.stringContaining('Sign in, then follow the link again')])
    // Eve has only named hers: a mail to it is a proof, and ends that.
    const mail = world.mails.length
    await world.owner.call('POST', `/api/v1/orgs/${body.id}/invitations`, { email: 'eve@example.org', role: 'member' })
    const path = await world.linkOf(mail)
    expect((await createJar().ask(at(path))).body).toContain('That is not me: join')
    const real = createJar()
    expect((await real.follow(at(`${path}/oidc/acme`))).url).toBe(at('/'))
    expect(await me(real)).toMatchObject({ email: 'eve@example.org', emailVerified: true })
  })

  it('is unlinked with the password, and then signs nobody in', async () => {
    const [ana, elsewhere] = [await signInByPassword(), createJar()]
    provider.setPerson('ana-at-acme')
    await elsewhere.follow(at('/sign-in/oidc/acme'))
    expect((await elsewhere.ask(at('/account/provider/acme'), { current: 'x', change: 'unlink' })).status).toBe(403)
    expect((await ana.ask(at('/account/provider/acme'), { current: goodPassword, change: 'unlink' })).location).toBe(
      at('/account'),
    )
    expect(await me(elsewhere)).toBeUndefined()
    expect((await createJar().follow(at('/sign-in/oidc/acme'))).status).toBe(401)
    expect(await findIssuersOf(world.store, world.ownerId)).toEqual([])
  })

  it('waits ten minutes for who is at the provider, and takes what comes back once', async () => {
    const isBack = (url: string) => url.includes('/callback?')
    provider.setPerson('cleo-at-acme')
    const slow = createJar()
    const late = await slow.follow(at('/sign-in/oidc/acme'), isBack)
    world.forward(hourMs)
    expect((await slow.ask(late.url)).body).toContain('took too long')
    const jar = createJar()
    const back = await jar.follow(at('/sign-in/oidc/acme'), isBack)
    const way = jar.cookies(world.server.url).get('usage_audit_way')!
    expect((await createJar().ask(back.url)).status).toBe(401)
    expect((await jar.ask(back.url)).location).toBe(at('/'))
    expect(jar.cookies(world.server.url).has('usage_audit_way')).toBe(false)
    const thief = createJar()
    thief.useCookie(world.server.url, 'usage_audit_way', way)
    const replayed = await thief.ask(back.url)
    expect([replayed.status, replayed.body]).toEqual([401, expect.stringContaining('does not hold')])
    expect(await me(thief)).toBeUndefined()
    expect(provider.discoveries()).toBe(1)
  })
})
