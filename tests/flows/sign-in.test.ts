import { afterEach, expect, it } from 'vitest'
import { dayMs, minuteMs } from '../../src/core/time.ts'
import { signInByPassword } from '../../src/server/auth/password-sign-in.ts'
import { createPasswords } from '../../src/server/auth/passwords.ts'
import { createLog } from '../../src/server/log.ts'
import { type AccountWorld, goodPassword, openAccountWorld } from '../support/accounts.ts'
import { noon } from '../support/records.ts'
import { serve } from '../support/server.ts'
import { describeStores } from '../support/stores.ts'
import { createVisitor } from '../support/visitor.ts'

const email = 'ana@example.org'

describeStores('signing in', (open) => {
  let world: AccountWorld
  afterEach(() => world.server.stop())
  const start = async () => {
    world = await openAccountWorld(await open())
    return world
  }

  it('takes the password, gives a cookie that no script reads, and knows who it is', async () => {
    const { visitor } = await start()
    const ana = visitor()
    const answer = await ana.call('POST', '/api/v1/session', { email: ' Ana@Example.ORG ', password: goodPassword })
    expect([answer.status, answer.body]).toEqual([200, { state: 'signed_in' }])
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^usage_audit=[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/,
    )
    expect((await ana.call('GET', '/api/v1/me')).body).toMatchObject({
      ...{ name: 'Ana', email, emailVerified: false, hasPassword: true, hasTotp: false },
      organisations: [{ id: 1, role: 'owner', shares: false }],
    })
    const page = await ana.call('GET', '/month')
    expect([page.status, page.body]).toEqual([200, expect.stringContaining('Ana')])
  })

  it('gives a cookie for https alone where the browser came by https', async () => {
    world = await openAccountWorld(await open(), { http: { port: 0, host: '127.0.0.1', behindProxy: true } })
    const ana = world.visitor({ 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.5' })
    const answer = await ana.call('POST', '/api/v1/session', { email, password: goodPassword })
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-usage_audit=[\w-]{43}; Path=\/; .*; HttpOnly; SameSite=Lax; Secure$/,
    )
    const { signIns } = (await ana.call('GET', '/api/v1/me/sign-ins')).body
    expect(signIns.find(({ current }: { current: boolean }) => current).address).toBe('203.0.113.5')
    const plain = world.visitor()
    plain.useCookie(ana.cookie())
    expect((await plain.call('GET', '/api/v1/me')).status).toBe(401)
  })

  it('keeps no secret in the database', async () => {
    const { owner, store } = await start()
    const secret = owner.cookie()!.split('=')[1]!
    const tables = [store.t.signIns, store.t.oneTimeTokens, store.t.passwords, store.t.identities]
    const all = JSON.stringify(await Promise.all(tables.map((table) => store.db.select().from(table))))
    expect(all).toContain('$argon2id$v=19$')
    for (const plain of [secret, goodPassword]) expect(all).not.toContain(plain)
  })

  it('answers a wrong password, an unknown address and what is no address in the same words', async () => {
    const { visitor } = await start()
    const answers = []
    for (const [typed, password] of [
      [email, 'wrong wrong wrong'],
      ['nobody@example.org', goodPassword],
      ['no address', goodPassword],
    ]) {
      const answer = await visitor().call('POST', '/api/v1/session', { email: typed, password })
      answers.push([answer.status, answer.body, answer.headers['set-cookie']])
    }
    expect(answers[0]).toEqual([401, { error: { code: 'unauthenticated', message: expect.any(String) } }, undefined])
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('does the same work for known and unknown addresses: one query, one hash', async () => {
    const { store } = await start()
    const done: string[] = []
    const passwords = createPasswords({ memoryKiB: 1_024, passes: 1 })
    const doorway = {
      store: {
        ...store,
        db: new Proxy(store.db, {
          get: (db, name) => {
            if (name === 'select') done.push('query')
            return Reflect.get(db, name)
          },
        }),
      },
      passwords: {
        ...passwords,
        verify: (stored: string | null | undefined, password: string) => {
          done.push('hash')
          return passwords.verify(stored, password)
        },
      },
      delays: { begin: () => {}, succeeded: () => {} },
      vault: { seal: String, open: String },
      ...{ post: () => {}, baseUrl: () => '', log: createLog('silent'), now: () => 0 },
    }
    const visitor = { address: '192.0.2.1', browser: '', locale: 'en' } as const
    const work = async (typed: string) => {
      done.length = 0
      await expect(signInByPassword(doorway, { email: typed, password: 'wrong' }, visitor)).rejects.toThrow(
        'do not fit',
      )
      return [...done]
    }
    expect(await work(email)).toEqual(['query', 'hash'])
    expect(await work('nobody@example.org')).toEqual(['query', 'hash'])
  })

  it('makes whoever guesses wait, and nobody else', async () => {
    const { visitor } = await start()
    const guesser = visitor()
    const codes = []
    for (let i = 0; i < 7; i++)
      codes.push((await guesser.call('POST', '/api/v1/session', { email, password: `guess ${i}` })).status)
    expect(codes).toEqual([401, 401, 401, 401, 401, 429, 429])
    const refused = await guesser.call('POST', '/api/v1/session', { email, password: goodPassword })
    expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([429, expect.any(Number)])
    const other = await guesser.call('POST', '/api/v1/session', { email: 'bo@example.org', password: 'x' })
    expect(other.status).toBe(401)
  })

  it('shows where one is signed in, and ends one or all others; the old cookie is dead', async () => {
    const { owner, visitor, forward } = await start()
    const [phone, work] = [visitor({ 'user-agent': 'Phone/2' }), visitor({ 'user-agent': 'Work/3' })]
    forward(minuteMs)
    for (const one of [phone, work]) await one.call('POST', '/api/v1/session', { email, password: goodPassword })
    const { signIns } = (await owner.call('GET', '/api/v1/me/sign-ins')).body
    expect(
      signIns.map(({ browser, current }: { browser: string; current: boolean }) => [browser, current]).sort(),
    ).toEqual([
      ['Browser/1', true],
      ['Phone/2', false],
      ['Work/3', false],
    ])
    const { id, address } = signIns.find(({ browser }: { browser: string }) => browser === 'Phone/2')
    expect(address).toBe('127.0.0.1')
    expect((await owner.call('DELETE', `/api/v1/me/sign-ins/${id}`)).status).toBe(200)
    expect((await phone.call('GET', '/api/v1/me')).status).toBe(401)
    expect((await owner.call('DELETE', `/api/v1/me/sign-ins/${id}`)).status).toBe(404)
    expect((await owner.call('DELETE', '/api/v1/me/sign-ins')).body).toEqual({ ended: 1 })
    expect((await work.call('GET', '/api/v1/me')).status).toBe(401)
    const cookie = owner.cookie()
    expect((await owner.call('DELETE', '/api/v1/session')).status).toBe(200)
    expect(owner.cookie()).toBeUndefined()
    owner.useCookie(cookie)
    expect((await owner.call('GET', '/api/v1/me')).status).toBe(401)
  })

  it('gives a new secret at each sign-in and each day, and survives a restart of the server', async () => {
    const { owner, visitor, forward, store, server } = await start()
    const again = visitor()
    again.useCookie(owner.cookie())
    await again.call('POST', '/api/v1/session', { email, password: goodPassword })
    expect(again.cookie()).not.toBe(owner.cookie())
    // What the browser had is over: a secret that somebody planted there opens nothing.
    expect((await owner.call('GET', '/api/v1/me')).status).toBe(401)
    owner.useCookie(again.cookie())
    const first = owner.cookie()!
    forward(dayMs + 1)
    await owner.call('GET', '/api/v1/me')
    expect(owner.cookie()).not.toBe(first)
    const kept = owner.cookie()!
    await server.stop()
    world = { ...world, server: await serve(store, { now: () => noon + dayMs + 2 }) }
    const later = createVisitor(world.server.url)
    later.useCookie(kept)
    expect((await later.call('GET', '/api/v1/me')).status).toBe(200)
  })

  it('takes a link of the terminal once, for ten minutes', async () => {
    const { server, ownerId, visitor, forward } = await start()
    const [late, inTime] = [await server.createSignInLink(ownerId), await server.createSignInLink(ownerId)]
    forward(10 * minuteMs - 1)
    const ana = visitor()
    expect((await ana.call('GET', new URL(inTime).pathname)).status).toBe(303)
    expect((await ana.call('GET', '/api/v1/me')).body).toMatchObject({ name: 'Ana' })
    forward(1)
    for (const link of [late, inTime]) expect((await visitor().call('GET', new URL(link).pathname)).status).toBe(410)
    expect(await server.createSetUpLink()).toBeUndefined()
  })

  it('refuses what another site asks for, with a cookie or without', async () => {
    const { owner, visitor } = await start()
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])
      for (const one of [owner, visitor()]) {
        const { status } = await one.call('POST', '/api/v1/session', { email, password: goodPassword }, headers)
        expect(status).toBe(403)
      }
    expect((await owner.call('DELETE', '/api/v1/session', undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(
      403,
    )
    // To look is something, too: of somebody's data it is written down who did, and why.
    expect((await owner.call('GET', '/api/v1/me', undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await owner.call('GET', '/api/v1/me', undefined, { 'sec-fetch-site': 'none' })).status).toBe(200)
  })

  it('changes the password only for who shows the present one, and ends every other sign-in', async () => {
    const { owner, visitor } = await start()
    const phone = visitor()
    await phone.call('POST', '/api/v1/session', { email, password: goodPassword })
    const password = 'another kettle of violets'
    const wrong = await owner.call('POST', '/api/v1/me/password', { current: 'wrong', password })
    expect([wrong.status, wrong.body.error.at]).toEqual([403, 'current'])
    const weak = await owner.call('POST', '/api/v1/me/password', { current: goodPassword, password: 'password1234' })
    expect([weak.status, weak.body.error.fault]).toEqual([422, 'common'])
    expect((await owner.call('POST', '/api/v1/me/password', { current: goodPassword, password })).status).toBe(200)
    expect((await phone.call('GET', '/api/v1/me')).status).toBe(401)
    expect((await owner.call('GET', '/api/v1/me')).status).toBe(200)
    expect((await phone.call('POST', '/api/v1/session', { email, password })).status).toBe(200)
  })
})
