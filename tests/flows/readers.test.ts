import { afterEach, expect, it, vi } from 'vitest'
import { minuteMs } from '../../src/core/time.ts'
import { suppress } from '../../src/server/store/suppressions.ts'
import { noon } from '../support/records.ts'
import { openRightsWorld, type RightsWorld } from '../support/rights-world.ts'
import { describeStores } from '../support/stores.ts'
import type { TestVisitor } from '../support/visitor.ts'

const org = '/api/v1/orgs/1'
const email = 'doc@clinic.test'

describeStores('readers without an account', (open) => {
  let world: RightsWorld
  afterEach(() => world.server.stop())
  const openWorld = async () => {
    world = await openRightsWorld(await open())
    return world
  }
  const ask = (who: TestVisitor, name: string, kind = 'person-month', more: object = {}) =>
    who.call('POST', `${org}/recipients`, { email, name, kind, ...more })

  it('get no second mail by being removed and asked again, nor by an invitation revoked', async () => {
    const { bo, ada, mails } = await openWorld()
    const before = mails.length
    const { body } = await ask(bo, 'Doctor')
    expect((await bo.call('DELETE', `${org}/recipients/${body.id}`)).status).toBe(200)
    const again = await ask(bo, 'Doctor')
    expect([again.status, again.headers['retry-after']]).toEqual([429, '600'])
    const invited = await ada.call('POST', `${org}/invitations`, { email, role: 'member' })
    expect((await ada.call('DELETE', `${org}/invitations/${invited.body.id}`)).status).toBe(200)
    expect((await ada.call('POST', `${org}/invitations`, { email, role: 'member' })).status).toBe(429)
    await vi.waitFor(() => expect(mails.length).toBe(before + 2))
  })

  it('are each sharer’s own: nobody learns that another shares with the address', async () => {
    const { bo, mia, ada, linkOf, mails, visitor } = await openWorld()
    const before = mails.length
    await ask(bo, 'Dr House (my psychiatrist)', 'person-month', { zone: 'Asia/Tokyo' })
    const link = await linkOf(before)
    expect((await ask(mia, 'Somebody')).body).toMatchObject({ name: 'Somebody', zone: 'UTC', confirmedAt: null })
    await visitor().submit(link, {})
    await suppress(world.store, { orgId: 1, address: email, reason: 'bounced', detail: 'Dr House left', at: noon })
    world.forward(10 * minuteMs)
    expect((await ask(mia, 'Somebody else')).body).toEqual({
      ...{ id: expect.any(String), address: email, name: 'Somebody else', locale: 'en', zone: 'UTC' },
      ...{ confirmedAt: null, askedUntil: expect.any(Number), suppressed: null },
      reads: [{ kind: 'person-month', wanted: false }],
    })
    expect((await bo.call('GET', `${org}/recipients`)).body.recipients).toMatchObject([
      { name: 'Dr House (my psychiatrist)', suppressed: 'bounced', reads: [{ wanted: true }] },
    ])
    expect((await ada.call('GET', `${org}/channel`)).body.suppressions).toEqual([])
    const lift = (address: string) => ada.call('DELETE', `${org}/suppressions/${address}`)
    expect((await lift(email)).body).toEqual((await lift('nobody@clinic.test')).body)
    expect((await bo.call('GET', `${org}/recipients`)).body.recipients[0].suppressed).toBeNull()
  })

  it('agree to what their mail named, by whom it named, and to nothing else', async () => {
    const { bo, ada, linkOf, mails, visitor } = await openWorld()
    const before = mails.length
    await ask(bo, 'Doctor')
    await linkOf(before)
    const after = mails.length
    await ask(ada, 'Doctor', 'org-month')
    const link = await linkOf(after)
    const { body: page } = await visitor().call('GET', link)
    expect(page).toMatch(/\bada\b.* wants to send you the monthly report of/)
    expect(page).not.toMatch(/\bbo\b/)
    await visitor().submit(link, {})
    const readsOf = async (who: TestVisitor) => (await who.call('GET', `${org}/recipients`)).body.recipients[0].reads
    expect(await readsOf(ada)).toEqual([{ kind: 'org-month', wanted: true }])
    expect(await readsOf(bo)).toEqual([{ kind: 'person-month', wanted: false }])
  })

  it('of one member are not in the way of the organisation’s', async () => {
    const { bo, boId, ada, store } = await openWorld()
    await ask(bo, 'Doctor')
    const [one] = await store.db.select().from(store.t.recipients)
    const more = Array.from({ length: 99 }, (_, i) => ({
      ...{ ...one!, id: `more-${i}`, address: `${i}@clinic.test`, tokenHash: `more-${i}`, addedBy: boId },
    }))
    await store.batch((db) => [db.insert(store.t.recipients).values(more)])
    const next = (who: TestVisitor, kind: string) =>
      who.call('POST', `${org}/recipients`, { email: 'board@example.org', name: 'Board', kind })
    expect((await next(bo, 'person-month')).body.error.message).toContain('100 addresses have not answered you yet')
    expect((await next(ada, 'org-month')).status).toBe(200)
  })
})
