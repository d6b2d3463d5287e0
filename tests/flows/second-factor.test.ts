import { TOTP } from 'otpauth'
import { afterEach, expect, it } from 'vitest'
import { minuteMs, secondMs } from '../../src/core/time.ts'
import { type AccountWorld, goodPassword, openAccountWorld } from '../support/accounts.ts'
import { noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'

const email = 'ana@example.org'

describeStores('a second factor', (open) => {
  let world: AccountWorld
  let at = noon
  afterEach(() => world.server.stop())

  /** Codes are asked for from now on; the app is one of another maker's library. */
  const start = async () => {
    at = noon
    world = await openAccountWorld(await open())
    const { owner } = world
    const { secret, uri } = (await owner.call('POST', '/api/v1/me/totp', { current: goodPassword })).body
    expect(uri).toContain(`secret=${secret}`)
    const app = new TOTP({ secret })
    const code = (ahead = 0) => app.generate({ timestamp: at + ahead })
    const forward = (ms: number) => {
      at += ms
      world.forward(ms)
    }
    const { recoveryCodes } = (await owner.call('POST', '/api/v1/me/totp/confirm', { code: code() })).body
    forward(minuteMs)
    const begin = async () => {
      const one = world.visitor()
      const { body } = await one.call('POST', '/api/v1/session', { email, password: goodPassword })
      expect(body.state).toBe('second_factor')
      expect(one.cookie()).toBeUndefined()
      const show = (shown: string) =>
        one.call('POST', '/api/v1/session/second-factor', { token: body.token, code: shown })
      return { one, show }
    }
    return { ...world, secret, recoveryCodes: recoveryCodes as string[], code, forward, begin }
  }

  it('is asked for after the password, and its code is taken once', async () => {
    const { begin, code } = await start()
    const first = await begin()
    expect((await first.one.call('GET', '/api/v1/me')).status).toBe(401)
    expect((await first.show(code())).body).toEqual({ state: 'signed_in' })
    expect((await first.one.call('GET', '/api/v1/me')).body).toMatchObject({ hasTotp: true, recoveryCodes: 10 })
    const second = await begin()
    expect((await second.show(code())).status).toBe(401)
    expect((await second.show(code(-30 * secondMs))).status).toBe(401)
    expect((await second.show(code(30 * secondMs))).status).toBe(200)
  })

  it('takes a code once when it comes many times at once', async () => {
    const { begin, code } = await start()
    const all = await Promise.all(Array.from({ length: 4 }, begin))
    const shown = code()
    const answers = await Promise.all(all.map(({ show }) => show(shown)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
  })

  it('takes each recovery code once, in any writing', async () => {
    const { begin, recoveryCodes } = await start()
    expect(new Set(recoveryCodes).size).toBe(10)
    const [first] = recoveryCodes
    expect((await (await begin()).show(first!.toUpperCase().replaceAll('-', ' '))).status).toBe(200)
    expect((await (await begin()).show(first!)).status).toBe(401)
  })

  it('takes five answers, for five minutes', async () => {
    const { begin, code, forward } = await start()
    const late = await begin()
    forward(5 * minuteMs)
    expect((await late.show(code())).status).toBe(410)
    const guesser = await begin()
    for (let i = 0; i < 5; i++) expect((await guesser.show('000000')).status).toBe(401)
    expect((await guesser.show(code())).status).toBe(429)
  })

  it('is sealed in the database, and goes only for who shows the password', async () => {
    const { owner, store, secret, begin, recoveryCodes } = await start()
    const stored = JSON.stringify([
      await store.db.select().from(store.t.totps),
      await store.db.select().from(store.t.recoveryCodes),
    ])
    for (const plain of [secret, ...recoveryCodes]) expect(stored).not.toContain(plain)
    expect((await owner.call('POST', '/api/v1/me/totp', { current: goodPassword })).status).toBe(409)
    expect((await owner.call('POST', '/api/v1/me/totp/remove', { current: 'wrong' })).status).toBe(403)
    const renewed = await owner.call('POST', '/api/v1/me/totp/recovery-codes', { current: goodPassword })
    expect((await (await begin()).show(recoveryCodes[1]!)).status).toBe(401)
    expect((await (await begin()).show(renewed.body.recoveryCodes[0])).status).toBe(200)
    expect((await owner.call('POST', '/api/v1/me/totp/remove', { current: goodPassword })).status).toBe(200)
    const { body } = await world.visitor().call('POST', '/api/v1/session', { email, password: goodPassword })
    expect(body).toEqual({ state: 'signed_in' })
  })

  it('is not asked for before its first code was right', async () => {
    world = await openAccountWorld(await open())
    const { owner, visitor } = world
    await owner.call('POST', '/api/v1/me/totp', { current: goodPassword })
    // Six letters that are more bytes, too.
    for (const code of ['000000', '12\ufffd456', '１２３４５６'])
      expect((await owner.call('POST', '/api/v1/me/totp/confirm', { code })).status).toBe(422)
    const { body } = await visitor().call('POST', '/api/v1/session', { email, password: goodPassword })
    expect(body).toEqual({ state: 'signed_in' })
  })
})
