import { afterEach, expect, it } from 'vitest'
import { hourMs } from '../../src/core/time.ts'
import { type AccountWorld, goodPassword, openAccountWorld } from '../support/accounts.ts'
import { describeStores } from '../support/stores.ts'

const email = 'ana@example.org'
const password = 'another kettle of violets'

describeStores('a password that is lost', (open) => {
  let world: AccountWorld
  afterEach(() => world.server.stop())
  const start = async () => {
    world = await openAccountWorld(await open())
    const token = (await world.linkOf(0)).split('/').at(-1)
    expect((await world.visitor().call('POST', '/api/v1/verification', { token })).status).toBe(200)
    expect((await world.visitor().call('POST', '/api/v1/verification', { token })).status).toBe(410)
    return world
  }
  const ask = (typed: string) => world.visitor().call('POST', '/api/v1/password-reset', { email: typed })
  const tokenOf = async (mail: number) => (await world.linkOf(mail)).split('/').at(-1)

  it('is replaced by a link that works once, and every sign-in ends', async () => {
    const { owner, mails } = await start()
    expect((await owner.call('GET', '/api/v1/me')).body.emailVerified).toBe(true)
    await ask('ANA@example.org')
    const token = await tokenOf(1)
    expect(mails[1]).toContain('Subject: A new password')
    const finish = (given: string) =>
      world.visitor().call('POST', '/api/v1/password-reset/finish', { token, password: given })
    expect((await finish('short')).body.error).toMatchObject({ code: 'password_weak', fault: 'short' })
    expect((await finish(password)).status).toBe(200)
    expect((await finish(password)).status).toBe(410)
    expect((await owner.call('GET', '/api/v1/me')).status).toBe(401)
    const again = world.visitor()
    expect((await again.call('POST', '/api/v1/session', { email, password: goodPassword })).status).toBe(401)
    expect((await again.call('POST', '/api/v1/session', { email, password })).status).toBe(200)
  })

  it('is replaced once by a link that is taken many times at once', async () => {
    await start()
    await ask(email)
    const token = await tokenOf(1)
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        world.visitor().call('POST', '/api/v1/password-reset/finish', { token, password: `${password} ${i}` }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410])
  })

  it('gets no link after an hour, and none where there is nobody: the answer is the same', async () => {
    const { mails, forward } = await start()
    const unknown = await ask('nobody@example.org')
    const nonsense = await ask('no address')
    const known = await ask(email)
    expect(unknown).toMatchObject({ status: known.status, body: known.body })
    expect(nonsense).toMatchObject({ status: known.status, body: known.body })
    const token = await tokenOf(1)
    expect(mails).toHaveLength(2)
    forward(hourMs)
    const { status } = await world.visitor().call('POST', '/api/v1/password-reset/finish', { token, password })
    expect(status).toBe(410)
  })

  it('fills no mailbox: three links work at a time', async () => {
    const { owner, mails, forward } = await start()
    for (let i = 0; i < 6; i++) await ask(email)
    // Mails leave one after another: once this one is there, what was asked for before it has been decided.
    await owner.call('POST', '/api/v1/orgs/1/invitations', { email: 'bo@example.org', role: 'member' })
    await world.linkOf(4)
    forward(hourMs)
    await ask(email)
    await world.linkOf(5)
    expect(mails).toHaveLength(6)
  })

  it('is never sent to an address that nobody has shown to be theirs', async () => {
    world = await openAccountWorld(await open())
    await ask(email)
    const { mails } = world
    await world.join('bo@example.org', 'member') // mails leave one after another: this one is the next
    expect(mails).toHaveLength(2)
  })
})
