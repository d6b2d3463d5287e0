import { afterEach, expect, it } from 'vitest'
import { minuteMs } from '../../src/core/time.ts'
import { type AccountWorld, goodPassword, openAccountWorld } from '../support/accounts.ts'
import { describeStores } from '../support/stores.ts'
import type { TestVisitor } from '../support/visitor.ts'

const email = 'vic@example.org'
const own = 'another harbour kettle fifteen'
const me = async (one: TestVisitor) => (await one.call('GET', '/api/v1/me')).body
const toToken = (link: string) => link.split('/').at(-1)!

describeStores('an address that somebody has only claimed', (open) => {
  let world: AccountWorld
  afterEach(() => world.server.stop())

  /** Mallory joined by a link that was handed over, and named an address that is not hers. */
  const start = async () => {
    world = await openAccountWorld(await open())
    const { owner, visitor } = world
    const invited = await owner.call('POST', '/api/v1/orgs/1/invitations', { email, role: 'member' })
    const mallory = visitor()
    await joinBy(mallory, toToken(invited.body.link), goodPassword)
    await world.linkOf(2) // to confirm it: it goes to Vic
    const { id } = (await owner.call('POST', '/api/v1/orgs', { name: 'Second' })).body
    const inviteVic = async () => {
      const mail = world.mails.length
      await owner.call('POST', `/api/v1/orgs/${id}/invitations`, { email, role: 'member' })
      return world.linkOf(mail)
    }
    return { ...world, mallory, second: id as number, inviteVic }
  }
  const joinBy = (who: TestVisitor, token: string, password: string) =>
    who.call('POST', '/api/v1/invitations/join', { ...{ token, name: 'Vic', password, locale: 'en', zone: 'UTC' } })
  const signIn = async (password: string, typed = email) =>
    (await world.visitor().call('POST', '/api/v1/session', { email: typed, password })).status

  it('is whose who joins by a mail to it; who claimed it keeps all else, is told, and takes another by the old password', async () => {
    const { mallory, visitor, linkOf, inviteVic, second, mails, forward } = await start()
    const link = await inviteVic()
    const token = toToken(link)
    expect((await visitor().call('POST', '/api/v1/invitations/read', { token })).body).toMatchObject({
      ...{ known: false, claimed: true },
    })
    // Whoever may be the one who claimed it is led to sign in first.
    const page = (await visitor().call('GET', link)).body
    expect(page).toContain('If that is you, sign in first')
    expect(page).toContain('href="/sign-in"')
    const vic = visitor()
    expect((await joinBy(vic, token, own)).status).toBe(200)
    expect(await me(vic)).toMatchObject({ email, emailVerified: true, organisations: [{ id: second }] })
    expect([await signIn(own), await signIn(goodPassword)]).toEqual([200, 401])

    expect(await me(mallory)).toMatchObject({ email: null, lostEmail: true, organisations: [{ id: 1 }] })
    forward(60 * minuteMs)
    const path = '/api/v1/me/first-password'
    const again = { email: 'mal@example.org', password: own }
    expect((await mallory.call('POST', path, again)).body.error.fault).toBe('old_sign_in')
    expect((await mallory.call('POST', path, { ...again, current: own })).status).toBe(403)
    // What she hears is the same whether the address is known here or not; nothing is hers before the mail.
    const mail = mails.length
    const taken = await mallory.call('POST', path, { ...again, email: 'ana@example.org', current: goodPassword })
    expect(taken).toMatchObject({ status: 200, body: { done: true } })
    await linkOf(mail)
    expect(await me(mallory)).toMatchObject({ email: null, awaitedEmail: 'ana@example.org', lostEmail: false })
    expect((await mallory.call('POST', path, { ...again, current: own })).status).toBe(429)
    forward(minuteMs)
    expect((await mallory.call('POST', path, { ...again, current: own })).status).toBe(200)
    expect(await signIn(own, again.email)).toBe(401)
    const proof = toToken(await linkOf(mail + 1))
    expect((await visitor().call('POST', '/api/v1/verification', { token: proof })).status).toBe(200)
    expect(await signIn(own, again.email)).toBe(200)
    expect(await me(mallory)).toMatchObject({ ...{ email: again.email, emailVerified: true, lostEmail: false } })
  })

  it('is whose who shows it first: afterwards no invitation takes it away, and no other proof', async () => {
    const { mallory, visitor, linkOf, inviteVic } = await start()
    const proof = toToken(await linkOf(2))
    const token = toToken(await inviteVic())
    const joinAndProve = [
      joinBy(visitor(), token, own),
      visitor().call('POST', '/api/v1/verification', { token: proof }),
    ]
    const [joined, proved] = (await Promise.all(joinAndProve)).map(({ status }) => status)
    const isVics = joined === 200
    expect([joined, proved]).toEqual(isVics ? [200, expect.toBeOneOf([409, 410])] : [409, 200])
    expect((await me(mallory)).emailVerified).toBe(!isVics)
    expect([await signIn(own), await signIn(goodPassword)]).toEqual(isVics ? [200, 401] : [401, 200])
  })

  it('goes to who opens the mailed link, which says whose account takes it from whom', async () => {
    const { owner, mallory, visitor, inviteVic, linkOf, mails, forward } = await start()
    // Mallory loses it to Vic, and names the one that the owner has only claimed.
    await joinBy(visitor(), toToken(await inviteVic()), own)
    forward(minuteMs)
    const mail = mails.length
    const named = { email: 'ana@example.org', password: own, current: goodPassword }
    expect((await mallory.call('POST', '/api/v1/me/first-password', named)).status).toBe(200)
    const link = await linkOf(mail)
    expect((await visitor().call('GET', link)).body).toContain('It will open the account of “Vic”')
    expect((await visitor().call('POST', '/api/v1/verification', { token: toToken(link) })).status).toBe(200)
    expect(await me(mallory)).toMatchObject({ email: 'ana@example.org', emailVerified: true })
    expect(await me(owner)).toMatchObject({ email: null, lostEmail: true })
    // Who runs the server is let in from the terminal again, and names an address at once.
    const setUp = toToken((await world.server.createSetUpLink())!)
    const set = (email: string) => visitor().call('POST', '/api/v1/set-up', { token: setUp, email, password: own })
    expect((await set('ana@example.org')).status).toBe(409)
    expect((await set('ana2@example.org')).status).toBe(200)
    expect(await me(owner)).toMatchObject({ email: 'ana2@example.org', lostEmail: false })
  })

  it('goes to one of two who show it at once', async () => {
    const { owner, visitor, inviteVic, linkOf, mails } = await start()
    const third = (await owner.call('POST', '/api/v1/orgs', { name: 'Third' })).body.id
    const first = toToken(await inviteVic())
    const mail = mails.length
    await owner.call('POST', `/api/v1/orgs/${third}/invitations`, { email, role: 'member' })
    const other = toToken(await linkOf(mail))
    const joined = await Promise.all([first, other].map((token) => joinBy(visitor(), token, own)))
    expect(joined.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('stays with who claimed it against a link that was handed over, and is shown by a mail they follow signed in', async () => {
    const { owner, mallory, visitor, second, inviteVic, linkOf, mails } = await start()
    await owner.call('DELETE', `/api/v1/orgs/1/members/${(await me(mallory)).id}`)
    const mail = mails.length
    const { body } = await owner.call('POST', '/api/v1/orgs/1/invitations', { email, role: 'member' })
    await linkOf(mail)
    expect((await joinBy(visitor(), toToken(body.link), own)).status).toBe(409)
    const joined = await mallory.call('POST', '/api/v1/me/invitations', { token: toToken(await inviteVic()) })
    expect(joined.body.organisation).toBe(second)
    expect(await me(mallory)).toMatchObject({ email, emailVerified: true })
  })
})
