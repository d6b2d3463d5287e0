import { afterEach, expect, it, vi } from 'vitest'
import { dayMs, minuteMs } from '../../src/core/time.ts'
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
  const readersOf = async (who: TestVisitor) => (await who.call('GET', `${org}/recipients`)).body.recipients

  it('get no mail again by being taken back, and those of one member are not in the way of the organisation’s', async () => {
    const { bo, boId, ada, mails, store } = await openWorld()
    const before = mails.length
    const { body } = await ask(bo, 'Doctor')
    expect((await bo.call('DELETE', `${org}/recipients/${body.id}`)).status).toBe(200)
    const again = await ask(bo, 'Doctor')
    expect([again.status, again.headers['retry-after']]).toEqual([429, '600'])
    const statuses: number[] = []
    for (let i = 0; i < 4; i++) {
      const invited = await ada.call('POST', `${org}/invitations`, { email, role: 'member' })
      statuses.push(invited.status)
      if (i < 3) await ada.call('DELETE', `${org}/invitations/${invited.body.id}`)
    }
    expect(statuses).toEqual([200, 200, 200, 429])
    await vi.waitFor(() => expect(mails.length).toBe(before + 4))

    const waiting = Array.from({ length: 100 }, (_, i) => ({
      ...{ orgId: 1, id: `more-${i}`, kind: 'person-month', about: boId, address: `${i}@clinic.test`, name: `${i}` },
      ...{ locale: 'en', zone: 'UTC', addedBy: boId, tokenHash: `more-${i}` },
      ...{ expiresAt: noon + dayMs, confirmedAt: null, createdAt: noon },
    }))
    await store.batch((db) => [db.insert(store.t.recipients).values(waiting)])
    const board = { email: 'board@example.org', name: 'Board' }
    const more = await bo.call('POST', `${org}/recipients`, { ...board, kind: 'person-month' })
    expect(more.body.error.message).toContain('100 addresses have not answered you yet')
    expect((await ada.call('POST', `${org}/recipients`, { ...board, kind: 'org-month' })).status).toBe(200)
  })

  it('are each sharer’s own, and agree to what their mail named by whom it named', async () => {
    const { bo, mia, ada, linkOf, mails, visitor, store } = await openWorld()
    const before = mails.length
    await ask(bo, 'Dr House (my psychiatrist)', 'person-month', { zone: 'Asia/Tokyo' })
    const toBo = await linkOf(before)
    expect((await ask(mia, 'Somebody')).body).toMatchObject({ name: 'Somebody', zone: 'UTC', confirmedAt: null })
    await linkOf(before + 1)
    await ask(ada, 'Doctor', 'org-month')
    const toOrg = await linkOf(before + 2)
    const { body: page } = await visitor().call('GET', toOrg)
    expect(page).toMatch(/\bada\b.* wants to send you the monthly report of/)
    expect(page).not.toMatch(/\bbo\b/)
    await visitor().submit(toOrg, {})
    expect(await readersOf(ada)).toMatchObject([{ name: 'Doctor', reads: [{ kind: 'org-month', wanted: true }] }])
    expect(await readersOf(bo)).toMatchObject([{ confirmedAt: null, reads: [{ wanted: false }] }])
    await visitor().submit(toBo, {})
    expect(await readersOf(bo)).toMatchObject([{ name: 'Dr House (my psychiatrist)', reads: [{ wanted: true }] }])

    await suppress(store, { orgId: 1, address: email, reason: 'bounced', detail: 'Dr House left', at: noon })
    world.forward(10 * minuteMs)
    expect((await ask(mia, 'Somebody else')).body).toEqual({
      ...{ id: expect.any(String), address: email, name: 'Somebody else', locale: 'en', zone: 'UTC' },
      ...{ confirmedAt: null, askedUntil: expect.any(Number), suppressed: null },
      reads: [{ kind: 'person-month', wanted: false }],
    })
    expect(await readersOf(bo)).toMatchObject([{ name: 'Dr House (my psychiatrist)', suppressed: 'bounced' }])
    const shown = async () => (await ada.call('GET', `${org}/channel`)).body.suppressions
    expect(await shown()).toMatchObject([{ address: email }])
    await ada.call('DELETE', `${org}/recipients/${(await readersOf(ada))[0].id}`)
    expect(await shown()).toEqual([])
    const lift = (address: string) => ada.call('DELETE', `${org}/suppressions/${address}`)
    expect((await lift(email)).body).toEqual((await lift('nobody@clinic.test')).body)
    expect(await readersOf(bo)).toMatchObject([{ suppressed: null }])
  })
})
