import { afterEach, expect, it } from 'vitest'
import { dayMs, minuteMs } from '../../src/core/time.ts'
import { createOrg } from '../../src/server/store/orgs.ts'
import { type AccountWorld, goodPassword, openAccountWorld } from '../support/accounts.ts'
import { noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'
import type { TestVisitor } from '../support/visitor.ts'

const members = '/api/v1/orgs/1/members'
const invitations = '/api/v1/orgs/1/invitations'
const idOf = async (one: TestVisitor): Promise<string> => (await one.call('GET', '/api/v1/me')).body.id

describeStores('an organisation', (open) => {
  let world: AccountWorld
  afterEach(() => world.server.stop())
  const start = async () => {
    world = await openAccountWorld(await open())
    return world
  }

  it('shows each what they may see, and changes nothing for who may not', async () => {
    const { owner, join } = await start()
    const [bo, mia, ada] = [
      await join('bo@example.org', 'member'),
      await join('mia@example.org', 'manager'),
      await join('ada@example.org', 'admin'),
    ]
    const namesFor = async (one: TestVisitor) =>
      (await one.call('GET', members)).body.members.map(({ name }: { name: string }) => name)
    expect(await namesFor(bo)).toEqual(['bo'])
    for (const one of [mia, ada, owner]) expect(await namesFor(one)).toEqual(['Ana', 'ada', 'bo', 'mia'])
    const [boId, adaId, ownerId] = [await idOf(bo), await idOf(ada), await idOf(owner)]
    const statusOf = async (one: TestVisitor, method: 'PATCH' | 'DELETE', id: string, role?: string) =>
      (await one.call(method, `${members}/${id}`, role && { role })).status
    expect(await statusOf(mia, 'PATCH', boId, 'manager')).toBe(403)
    expect(await statusOf(bo, 'PATCH', boId, 'owner')).toBe(403)
    expect(await statusOf(ada, 'PATCH', boId, 'admin')).toBe(403)
    expect(await statusOf(ada, 'PATCH', adaId, 'owner')).toBe(403)
    expect(await statusOf(ada, 'DELETE', ownerId)).toBe(403)
    expect(await statusOf(mia, 'DELETE', boId)).toBe(403)
    expect(await statusOf(bo, 'DELETE', ownerId)).toBe(404)
    expect(await statusOf(owner, 'DELETE', ownerId)).toBe(409)
    expect(await statusOf(ada, 'PATCH', boId, 'manager')).toBe(200)
    expect((await bo.call('GET', '/api/v1/orgs/1')).body).toMatchObject({ role: 'manager', shares: false })
    expect(await statusOf(bo, 'DELETE', boId)).toBe(200)
    expect((await bo.call('GET', '/api/v1/orgs/1')).status).toBe(404)
    expect((await bo.call('GET', '/month')).status).toBe(404)
    expect(await namesFor(owner)).toEqual(['Ana', 'ada', 'mia'])
  })

  it('lets each decide alone whether managers see their figures', async () => {
    const { owner, join } = await start()
    const bo = await join('bo@example.org', 'member')
    expect((await bo.call('PATCH', '/api/v1/orgs/1/sharing', { shares: true })).status).toBe(200)
    const all = (await owner.call('GET', members)).body.members
    expect(all.map(({ name, shares }: { name: string; shares: boolean }) => [name, shares])).toEqual([
      ['Ana', false],
      ['bo', true],
    ])
  })

  it('is not there for anybody else: 404 in the same words as one that does not exist', async () => {
    const { join, store } = await start()
    const bo = await join('bo@example.org', 'member')
    const second = await createOrg(store, 'Second', await idOf(bo), noon)
    const ada = await join('ada@example.org', 'admin')
    const askAll = async (org: number | string) => {
      const answers = []
      for (const [method, path] of [
        ['GET', ''],
        ['PATCH', ''],
        ['GET', '/members'],
        ['PATCH', `/members/${await idOf(bo)}`],
        ['DELETE', `/members/${await idOf(bo)}`],
        ['PATCH', '/sharing'],
        ['GET', '/invitations'],
        ['POST', '/invitations'],
        ['DELETE', '/invitations/x'],
      ] as const) {
        const { status, body } = await ada.call(method, `/api/v1/orgs/${org}${path}`, {})
        answers.push([status, body])
      }
      return answers
    }
    const foreign = await askAll(second)
    expect(foreign.every((answer) => answer[0] === 404)).toBe(true)
    for (const org of [9_999, 0, -1, '1x', '01', '1.0', '%31%00']) expect(await askAll(org)).toEqual(foreign)
    // Nor is somebody of it anybody in one's own.
    const own = await ada.call('PATCH', `${members}/${(await store.db.select().from(store.t.users)).at(-1)!.id}x`, {
      role: 'member',
    })
    expect(own.status).toBe(404)
    expect((await bo.call('GET', `/api/v1/orgs/${second}`)).body).toMatchObject({ name: 'Second', role: 'owner' })
    expect((await bo.call('GET', '/month?org=1')).status).toBe(200)
    expect((await ada.call('GET', `/month?org=${second}`)).status).toBe(404)
  })

  it('is made by who runs the server, and by nobody else', async () => {
    const { owner, join } = await start()
    const ada = await join('ada@example.org', 'admin')
    expect((await ada.call('POST', '/api/v1/orgs', { name: 'Mine' })).status).toBe(403)
    const { id } = (await owner.call('POST', '/api/v1/orgs', { name: ' Second ' })).body
    expect((await owner.call('PATCH', `/api/v1/orgs/${id}`, { name: 'Renamed' })).status).toBe(200)
    expect((await owner.call('GET', `/api/v1/orgs/${id}`)).body).toMatchObject({ name: 'Renamed', role: 'owner' })
    expect((await ada.call('GET', `/api/v1/orgs/${id}`)).status).toBe(404)
  })

  it('goes by the name of who is alone in it, until it is given one of its own', async () => {
    const { owner, join } = await start()
    const nameAs = async (name: string) => {
      expect((await owner.call('PATCH', '/api/v1/me', { name })).status).toBe(200)
      return (await owner.call('GET', '/api/v1/orgs/1')).body.name
    }
    await owner.call('PATCH', '/api/v1/orgs/1', { name: (await owner.call('GET', '/api/v1/me')).body.name })
    expect(await nameAs('Ana Silva')).toBe('Ana Silva')
    await owner.call('PATCH', '/api/v1/orgs/1', { name: 'Silva & Filhos' })
    expect(await nameAs('Ana')).toBe('Silva & Filhos')
    await owner.call('PATCH', '/api/v1/orgs/1', { name: 'Ana' })
    await join('bo@example.org', 'member')
    expect(await nameAs('Ana Souza')).toBe('Ana')
  })

  it('asks who is calling before it says anything', async () => {
    const { visitor } = await start()
    for (const org of [1, 9_999]) expect((await visitor().call('GET', `/api/v1/orgs/${org}`)).status).toBe(401)
  })

  it('tells who invites a link to hand over, which joins as the mailed one does but shows no address to be theirs', async () => {
    const { owner, visitor, linkOf, mails } = await start()
    const { body } = await owner.call('POST', invitations, { email: 'bo@example.org', role: 'manager' })
    const mailed = (await linkOf(1)).split('/').at(-1)!
    const handed = body.link.split('/').at(-1)
    expect(handed).not.toContain(mailed)
    expect(mails[1]).not.toContain(handed)
    const joinBy = (who: ReturnType<typeof visitor>, token: unknown) =>
      who.call('POST', '/api/v1/invitations/join', {
        ...{ token, name: 'Bo', password: goodPassword, locale: 'en', zone: 'UTC' },
      })
    const bo = visitor()
    expect((await joinBy(bo, handed)).status).toBe(200)
    expect((await bo.call('GET', '/api/v1/me')).body).toMatchObject({
      emailVerified: false,
      organisations: [{ role: 'manager' }],
    })
    const addressOfBo = async () =>
      (await owner.call('GET', '/api/v1/orgs/1/members')).body.members.find(
        ({ name }: { name: string }) => name === 'Bo',
      ).email
    // No report goes where nobody has shown to read.
    expect(await addressOfBo()).toBeNull()
    // It is one invitation: what was mailed is used up, too.
    expect((await joinBy(visitor(), mailed)).status).toBe(410)
    const proof = (await linkOf(2)).split('/').at(-1)
    expect((await visitor().call('POST', '/api/v1/verification', { token: proof })).status).toBe(200)
    expect((await bo.call('GET', '/api/v1/me')).body.emailVerified).toBe(true)
    expect(await addressOfBo()).toBe('bo@example.org')

    await owner.call('POST', invitations, { email: 'cy@example.org', role: 'member' })
    const cy = visitor()
    expect((await joinBy(cy, (await linkOf(3)).split('/').at(-1))).status).toBe(200)
    expect((await cy.call('GET', '/api/v1/me')).body.emailVerified).toBe(true)

    const { id } = (await owner.call('POST', '/api/v1/orgs', { name: 'Second' })).body
    const other = await owner.call('POST', `/api/v1/orgs/${id}/invitations`, {
      email: 'di@example.org',
      role: 'member',
    })
    expect(other.body.link).toBeNull()
  })

  it('invites by a link that works once, for seven days, until it is revoked or replaced', async () => {
    const { owner, visitor, linkOf, mails, forward } = await start()
    const invite = (email: string) => owner.call('POST', invitations, { email, role: 'member' })
    const tokenOf = async (mail: number) => (await linkOf(mail)).split('/').at(-1)
    const read = (token: unknown) => visitor().call('POST', '/api/v1/invitations/read', { token })
    const joinBy = (token: unknown) =>
      visitor().call('POST', '/api/v1/invitations/join', {
        ...{ token, name: 'Bo', password: goodPassword, locale: 'pt-BR', zone: 'America/Sao_Paulo' },
      })

    await invite('bo@example.org')
    const replaced = await tokenOf(1)
    expect((await invite('Bo@example.org')).status).toBe(429)
    forward(10 * minuteMs)
    const { link: _, ...again } = (await invite('Bo@example.org')).body
    const token = await tokenOf(2)
    expect(mails[1]).toContain('To: bo@example.org')
    expect((await read(replaced)).status).toBe(410)
    expect((await read(token)).body).toEqual({
      organisation: 'Ana',
      role: 'member',
      email: 'bo@example.org',
      known: false,
      claimed: false,
    })
    expect((await owner.call('GET', invitations)).body.invitations).toEqual([again])
    const twice = await Promise.all([joinBy(token), joinBy(token), joinBy(token)])
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 410, 410])
    expect((await owner.call('GET', invitations)).body).toEqual({ invitations: [] })

    const revoked = (await invite('cy@example.org')).body
    const dead = await tokenOf(3)
    expect((await owner.call('DELETE', `${invitations}/${revoked.id}`)).status).toBe(200)
    expect((await owner.call('DELETE', `${invitations}/${revoked.id}`)).status).toBe(404)
    expect((await joinBy(dead)).status).toBe(410)

    await invite('di@example.org')
    const late = await tokenOf(4)
    forward(7 * dayMs)
    expect((await joinBy(late)).status).toBe(410)
  })

  it('is joined by who is known already only after signing in', async () => {
    const { owner, join, store, linkOf, mails, visitor } = await start()
    const bo = await join('bo@example.org', 'member')
    const second = await createOrg(store, 'Second', await idOf(owner), noon)
    // Of this very organisation who is here is told; of another nothing is.
    const own = (await owner.call('GET', '/api/v1/me')).body.email
    for (const email of ['BO@example.org', own])
      expect(await owner.call('POST', invitations, { email, role: 'member' })).toMatchObject({
        status: 409,
        body: { error: { code: 'conflict', at: 'email', fault: 'member' } },
      })
    await owner.call('POST', `/api/v1/orgs/${second}/invitations`, { email: 'bo@example.org', role: 'admin' })
    const token = (await linkOf(mails.length)).split('/').at(-1)
    expect((await visitor().call('POST', '/api/v1/invitations/read', { token })).body.known).toBe(true)
    const asNew = await visitor().call('POST', '/api/v1/invitations/join', {
      ...{ token, name: 'Not Bo', password: goodPassword, locale: 'en', zone: 'UTC' },
    })
    expect(asNew.status).toBe(409)
    expect((await bo.call('POST', '/api/v1/me/invitations', { token })).body).toEqual({
      organisation: second,
      role: 'admin',
    })
    expect((await bo.call('POST', '/api/v1/me/invitations', { token })).status).toBe(410)
    expect((await bo.call('GET', '/api/v1/me')).body.organisations).toMatchObject([
      { id: 1, role: 'member' },
      { id: second, role: 'admin' },
    ])
  })

  it('lets an admin invite only those who are less', async () => {
    const { join } = await start()
    const ada = await join('ada@example.org', 'admin')
    for (const [role, status] of [
      ['owner', 403],
      ['admin', 403],
      ['manager', 200],
    ] as const)
      expect((await ada.call('POST', invitations, { email: 'x@example.org', role })).status).toBe(status)
  })
})
