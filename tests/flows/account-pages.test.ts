import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { type AccountWorld, goodPassword, openAccountWorld } from '../support/accounts.ts'
import { noon } from '../support/records.ts'

let store: Store
let world: AccountWorld
beforeAll(async () => {
  store = openSqlite(':memory:')
  world = await openAccountWorld(store)
})
afterAll(async () => {
  await world.server.stop()
  await store.close()
})

const pt = { 'accept-language': 'pt-BR,pt;q=0.9' }

describe('pages that let people in', () => {
  it.each(['/sign-in', '/reset'])(
    '%s has no script, loads nothing, is in no frame, and speaks two languages',
    async (path) => {
      const en = await world.visitor().call('GET', path)
      expect(en.status).toBe(200)
      expect(en.headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
      )
      expect(en.headers['referrer-policy']).toBe('same-origin')
      expect(en.headers['cache-control']).toBe('no-store')
      expect(en.body).not.toMatch(/<script|<img|https?:| style=|onclick/)
      const inPortuguese = (await world.visitor(pt).call('GET', path)).body
      expect(inPortuguese).toContain('<html lang="pt-BR">')
      expect(inPortuguese).toContain('Endereço de e-mail')
      for (const [, name] of en.body.matchAll(/<input id="(\w+)"/g)) expect(en.body).toContain(`<label for="${name}">`)
    },
  )

  it('sign in, and out again', async () => {
    const ana = world.visitor()
    const wrong = await ana.submit('/sign-in', { email: '"><b>@example.org', password: 'x' })
    expect([wrong.status, wrong.body]).toEqual([401, expect.stringContaining('role="alert"')])
    expect(wrong.body).toContain('value="&quot;&gt;&lt;b&gt;@example.org"')
    const right = await ana.submit('/sign-in', { email: 'ana@example.org', password: goodPassword })
    expect([right.status, right.headers.location]).toEqual([303, '/'])
    expect((await ana.call('GET', '/')).status).toBe(200)
    const elsewhere = await ana.submit('/sign-out', {}, { 'sec-fetch-site': 'cross-site' })
    expect(elsewhere.status).toBe(403)
    expect((await ana.submit('/sign-out', {})).headers.location).toBe('/sign-in')
    const out = await ana.call('GET', '/')
    expect([out.status, out.body]).toEqual([401, expect.stringContaining('usage-audit up')])
  })

  it('lead from the month to the account, which asks who is not signed in to sign in first', async () => {
    const ana = world.visitor()
    const asked = await ana.call('GET', '/account')
    expect([asked.status, asked.body]).toEqual([401, expect.stringContaining('name="next" value="/account"')])
    const form = { email: 'ana@example.org', password: goodPassword, next: '/account' }
    expect((await ana.submit('/sign-in', form)).headers.location).toBe('/account')
    expect((await ana.call('GET', '/month')).body).toContain('href="/account"')
  })

  it('say which address they ask about, and what to do if it is another’s', async () => {
    const { status, body } = await world.visitor().call('GET', await world.linkOf(0))
    expect([status, body]).toEqual([200, expect.stringContaining('<code>ana@example.org</code>')])
    expect(body).toContain('close this page')
  })

  it('say to a browser that an address leads nowhere, and to a program as any error', async () => {
    const html = { accept: 'text/html,*/*;q=0.8' }
    const stranger = await world.visitor(html).call('GET', '/nowhere')
    expect([stranger.status, stranger.body]).toEqual([404, expect.stringContaining('href="/sign-in"')])
    const ana = world.visitor(html)
    await ana.submit('/sign-in', { email: 'ana@example.org', password: goodPassword })
    const page = await ana.call('GET', '/nowhere/at/all')
    expect([page.status, page.body]).toEqual([404, expect.stringContaining('<script type="module"')])
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
    for (const path of ['/api/v1/nowhere', '/assets/nowhere.js'])
      expect((await ana.call('GET', path)).body.error.code).toBe('not_found')
    expect((await world.visitor().call('GET', '/nowhere')).body.error.code).toBe('not_found')
  })

  it('take a form from this site only', async () => {
    const forms = ['/sign-in', '/sign-in/code', '/reset', '/reset/x', '/set-up/x', '/verify/x', '/invitation/x']
    for (const path of forms) {
      const { status } = await world.visitor().submit(path, {}, { 'sec-fetch-site': 'cross-site' })
      expect([path, status]).toEqual([path, 403])
    }
  })

  it.each(['/set-up/x', '/reset/x', '/verify/x', '/invitation/x', '/sign-in/x'])(
    '%s: a dead link says so',
    async (path) => {
      const answer = await world.visitor(pt).call('GET', path)
      expect([answer.status, answer.body]).toEqual([410, expect.stringContaining('Este link não funciona mais')])
    },
  )

  it('confirm an address only when the button is pressed, not when the link is looked at', async () => {
    const path = await world.linkOf(0)
    await world.visitor().call('GET', path)
    expect((await world.owner.call('GET', '/api/v1/me')).body.emailVerified).toBe(false)
    expect((await world.visitor().submit(path, {})).body).toContain('known to be yours')
    expect((await world.owner.call('GET', '/api/v1/me')).body.emailVerified).toBe(true)
  })

  it('take somebody in by an invitation, and say what is wrong with a password', async () => {
    const before = world.mails.length
    await world.owner.call('POST', '/api/v1/orgs/1/invitations', { email: 'bo@example.org', role: 'member' })
    const path = await world.linkOf(before)
    const bo = world.visitor(pt)
    const weak = await bo.submit(path, { name: 'Bo', password: 'curta' })
    expect([weak.status, weak.body]).toEqual([422, expect.stringContaining('curta demais')])
    expect(weak.body).toContain('value="Bo"')
    expect((await bo.submit(path, { name: 'Bo', password: goodPassword })).headers.location).toBe('/')
    expect((await bo.call('GET', '/api/v1/me')).body).toMatchObject({ name: 'Bo', locale: 'pt-BR', zone: 'UTC' })
  })

  it('give a new password by a mail, and ask for a code where there is one', async () => {
    const before = world.mails.length
    const asked = await world.visitor().submit('/reset', { email: 'ana@example.org' })
    expect(asked.body).toBe((await world.visitor().submit('/reset', { email: 'nobody@example.org' })).body)
    const path = await world.linkOf(before)
    expect((await world.visitor().call('GET', path)).body).toContain('autocomplete="new-password"')
    const password = 'another kettle of violets'
    expect((await world.visitor().submit(path, { password })).body).toContain('The new password holds')
    const ana = world.visitor()
    await ana.submit('/sign-in', { email: 'ana@example.org', password })
    const { secret } = (await ana.call('POST', '/api/v1/me/totp', { current: password })).body
    const app = new TOTP({ secret })
    await ana.call('POST', '/api/v1/me/totp/confirm', { code: app.generate({ timestamp: noon }) })
    const again = world.visitor()
    const asksCode = (await again.submit('/sign-in', { email: 'ana@example.org', password })).body
    const [, token] = /name="token" value="([\w-]+)"/.exec(asksCode)!
    const wrong = await again.submit('/sign-in/code', { token: token!, code: '000000' })
    expect([wrong.status, wrong.body]).toEqual([401, expect.stringContaining(token!)])
    const code = app.generate({ timestamp: noon + 30_000 })
    expect((await again.submit('/sign-in/code', { token: token!, code })).headers.location).toBe('/')
    expect((await again.call('GET', '/')).status).toBe(200)
  })
})
