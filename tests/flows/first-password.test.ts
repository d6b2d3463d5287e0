import { afterEach, expect, it } from 'vitest'
import { minuteMs } from '../../src/core/time.ts'
import { youngSignInMs } from '../../src/protocol/me.ts'
import { createLog } from '../../src/server/log.ts'
import type { RunningServer } from '../../src/server/server.ts'
import { ensureOwner } from '../../src/server/store/people.ts'
import { goodPassword } from '../support/accounts.ts'
import { noon } from '../support/records.ts'
import { createKeepingChannel, serve } from '../support/server.ts'
import { describeStores } from '../support/stores.ts'
import { createVisitor, type TestVisitor } from '../support/visitor.ts'

const path = '/api/v1/me/first-password'
const email = 'ana@example.org'

describeStores('a first password', (open) => {
  let server: RunningServer
  afterEach(() => server.stop())

  const start = async () => {
    let now = noon
    const store = await open()
    const owner = await ensureOwner(store, { name: 'Ana', email: null, locale: 'en', zone: 'UTC' }, noon)
    const mail = { channel: createKeepingChannel(), from: { name: '', address: 'audit@example.org' } }
    server = await serve(store, { now: () => now, mail: { ...mail, log: createLog('silent') } })
    const come = async (): Promise<TestVisitor> => {
      const one = createVisitor(server.url)
      await one.call('GET', new URL(await server.createSignInLink(owner.id)).pathname)
      return one
    }
    const forward = (ms: number) => {
      now += ms
    }
    return { come, forward, mails: mail.channel.kept, signIn: () => createVisitor(server.url) }
  }

  it('is chosen by who came by a link, once; others are signed out, and mails go to the address once it is proved', async () => {
    const { come, forward, mails, signIn } = await start()
    const [other, ana] = [await come(), await come()]
    expect((await ana.call('POST', path, { password: goodPassword })).body.error).toMatchObject({
      ...{ code: 'invalid', at: 'email' },
    })
    expect((await ana.call('POST', path, { email, password: 'short' })).body.error.fault).toBe('short')
    expect((await ana.call('POST', path, { email, password: goodPassword })).status).toBe(200)
    expect((await other.call('GET', '/api/v1/me')).status).toBe(401)
    expect((await ana.call('GET', '/api/v1/me')).body).toMatchObject({ email, hasPassword: true, emailVerified: false })
    expect((await ana.call('POST', path, { email, password: goodPassword })).status).toBe(409)
    expect((await signIn().call('POST', '/api/v1/session', { email, password: goodPassword })).body.state).toBe(
      'signed_in',
    )
    const mine = '/api/v1/orgs/1/me/subscriptions'
    expect((await ana.call('GET', mine)).body.address).toBeNull()
    await expect.poll(() => mails.length).toBe(1)
    // Whoever asks again and again fills nobody's mailbox.
    for (let i = 0; i < 3; i++) await ana.call('POST', '/api/v1/me/verification', {})
    forward(minuteMs)
    await ana.call('POST', '/api/v1/me/verification', {})
    await expect.poll(() => mails.length).toBe(2)
    const [, token] = /\/verify\/([\w-]+)/.exec(mails[1]!.replace(/=\r?\n/g, ''))!
    await ana.call('POST', '/api/v1/verification', { token })
    expect((await ana.call('GET', mine)).body.address).toBe(email)
    expect(mails).toHaveLength(2)
  })

  it('is chosen by no browser that was left open', async () => {
    const { come, forward } = await start()
    const ana = await come()
    forward(youngSignInMs)
    const late = await ana.call('POST', path, { email, password: goodPassword })
    expect([late.status, late.body.error.fault]).toEqual([409, 'old_sign_in'])
    expect((await (await come()).call('POST', path, { email, password: goodPassword })).status).toBe(200)
  })
})
