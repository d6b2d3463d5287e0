import { request } from 'undici'
import { afterEach, expect, it } from 'vitest'
import { hourMs } from '../../src/core/time.ts'
import { api } from '../../src/protocol/api.ts'
import { newSecret } from '../../src/server/auth/secrets.ts'
import { checkAccessLog } from '../../src/server/store/access-check.ts'
import { createApiClient } from '../../src/server/store/api-clients.ts'
import { createOrg } from '../../src/server/store/orgs.ts'
import { goodPassword } from '../support/accounts.ts'
import { noon } from '../support/records.ts'
import { openRightsWorld, type RightsWorld } from '../support/rights-world.ts'
import { describeStores } from '../support/stores.ts'
import type { TestVisitor } from '../support/visitor.ts'

const org = '/api/v1/orgs/1'
const mine = `${org}/me`

describeStores('the data of a member', (open) => {
  let world: RightsWorld
  afterEach(() => world.server.stop())
  const openWorld = async () => {
    world = await openRightsWorld(await open())
    return world
  }

  it('tell them who opened their data and why, and let nobody do so who may not or does not say why', async () => {
    const { bo, boId, ada, mia, owner, ownerId, store } = await openWorld()
    const report = (who: TestVisitor, id: string, why = '&reason=asked+by+Bo') =>
      who.call('GET', `${org}/members/${id}/report?month=2026-11${why}`)
    const unsaid = await report(ada, boId, '')
    expect([unsaid.status, unsaid.body.error.at]).toEqual([422, 'reason'])
    expect((await report(ada, boId, '&reason=+a++')).body.error).toMatchObject({ at: 'reason' })
    expect((await report(mia, boId)).status).toBe(403)
    expect((await report(bo, ownerId)).status).toBe(403)
    expect((await report(ada, 'nobody')).status).toBe(404)
    expect((await bo.call('GET', `${mine}/access-log`)).body).toEqual({ entries: [], next: null, total: 0 })

    expect((await report(ada, boId)).body).toMatchObject({ frozen: false, report: { about: 'bo' } })
    await bo.call('PATCH', `${org}/sharing`, { shares: true })
    expect((await report(mia, boId, '&reason=one+to+one')).status).toBe(200)
    const file = await owner.call('GET', `${org}/members/${boId}/export?reason=moves+away`)
    expect(file.body.tables.processHours).toHaveLength(2)
    expect((await mia.call('GET', `${org}/members/${boId}/export?reason=moves+away`)).status).toBe(403)
    const first = (await bo.call('GET', `${mine}/access-log?limit=2`)).body
    expect(first).toMatchObject({
      entries: [
        { actorName: 'Ana', what: 'export', reason: 'moves away', at: noon },
        { actorName: 'mia', what: 'report', reason: 'one to one' },
      ],
      ...{ next: 2, total: 3 },
    })
    expect((await bo.call('GET', `${mine}/access-log?before=${first.next}`)).body).toMatchObject({
      entries: [{ actorName: 'ada', what: 'report', reason: 'asked by Bo', about: boId }],
      next: null,
    })
    // Of the organisation only admins see it, and of another person nobody sees anything here.
    expect((await ada.call('GET', `${org}/access-log`)).body.entries).toHaveLength(3)
    expect((await ada.call('GET', `${org}/access-log?about=${ownerId}`)).body.entries).toEqual([])
    expect((await ada.call('GET', `${org}/access-log?actor=${ownerId}`)).body).toMatchObject({
      ...{ entries: [{ what: 'export' }], total: 1 },
    })
    expect((await ada.call('GET', `${org}/access-log?what=report&limit=1`)).body).toMatchObject({
      ...{ entries: [{ actorName: 'mia' }], next: 2, total: 2 },
    })
    const asFile = await ada.call('GET', `${org}/access-log/file?about=${boId}`)
    expect(asFile.headers['content-disposition']).toBe('attachment; filename="access-log-2026-11-02.csv"')
    const [head, newest, ...rest] = asFile.body.trimEnd().split('\r\n')
    expect([head, rest.length]).toEqual(['at,actor,actorName,about,aboutName,what,reason', 2])
    expect(newest).toBe(`${new Date(noon).toISOString()},${ownerId},Ana,${boId},bo,export,moves away`)
    expect((await mia.call('GET', `${org}/access-log/file`)).status).toBe(403)
    expect((await mia.call('GET', `${org}/access-log`)).status).toBe(403)
    expect((await mia.call('GET', `${mine}/access-log`)).body.entries).toEqual([])
    expect((await checkAccessLog(store, 1)).faults).toEqual([])
  })

  it('have policies changed by admins only, each by the revision that was read, and seen by whom they are about', async () => {
    const { bo, boId, ada, mia, forward } = await openWorld()
    const set = (who: TestVisitor, body: object) => who.call('PATCH', `${org}/policies`, body)
    const given = { scope: 'person', about: boId, revision: 0, settings: { titles: false } }
    for (const who of [bo, mia]) expect((await set(who, given)).status).toBe(403)
    const { body: first } = await set(ada, given)
    expect(first).toMatchObject({ scope: 'person', about: boId, settings: { titles: false } })
    forward(hourMs)
    expect((await set(ada, given)).body.error).toMatchObject({ code: 'conflict', at: 'revision' })
    expect((await set(ada, { ...given, revision: first.revision, settings: {} })).body.settings).toEqual({})
    expect((await set(ada, { ...given, about: 'nobody' })).status).toBe(404)
    expect((await set(ada, { ...given, scope: 'device', about: '99' })).status).toBe(404)
    expect((await set(ada, { ...given, scope: 'device', about: 'x' })).body.error.at).toBe('about')
    expect((await set(ada, { ...given, scope: 'org' })).body.error.at).toBe('about')
    expect((await set(ada, { ...given, scope: 'own' })).body.error.at).toBe('scope')
    expect((await ada.call('GET', `${org}/policies`)).body.policies).toMatchObject([{ about: boId, settings: {} }])
    expect((await bo.call('GET', `${mine}/access-log`)).body.entries.map(({ what }: { what: string }) => what)).toEqual(
      ['settings', 'settings'],
    )
  })

  it('are not there for anybody of another organisation, nor is anybody of it here', async () => {
    const { server, store, owner, ada, visitor, ownerId, linkOf, mails } = await openWorld()
    const second = await createOrg(store, 'Second', ownerId, noon)
    await owner.call('POST', `/api/v1/orgs/${second}/invitations`, { email: 'eve@example.org', role: 'admin' })
    const token = (await linkOf(mails.length)).split('/').at(-1)
    const eve = visitor()
    const joining = { token, name: 'Eve', password: goodPassword, locale: 'en', zone: 'UTC' }
    await eve.call('POST', '/api/v1/invitations/join', joining)
    const eveId = (await eve.call('GET', '/api/v1/me')).body.id
    const rights = api.filter(({ tag }) => ['rights', 'memberData', 'policies'].includes(tag))
    expect(rights.length).toBeGreaterThan(14)
    for (const { method, path } of rights) {
      const at = path.replace(':org', '1').replace(':member', ownerId)
      const { status, body } = await eve.call(method, at, {})
      expect([method, at, status, body.error.message]).toEqual([method, at, 404, 'there is nothing at this address'])
    }
    const report = `${org}/members/${eveId}/report?month=2026-11&reason=curious`
    expect((await ada.call('GET', report)).status).toBe(404)
    const policy = { scope: 'person', about: eveId, revision: 0, settings: {} }
    expect((await ada.call('PATCH', `${org}/policies`, policy)).status).toBe(404)
    expect((await request(`${server.url}${mine}/export`)).statusCode).toBe(401)
  })

  it('are nobody’s by a program, which is no person, but for what an admin may see', async () => {
    const { server, store, boId, bo, ownerId } = await openWorld()
    const secret = newSecret()
    const of = { orgId: 1, name: 'nightly', role: 'admin' as const, scopes: ['read' as const] }
    const client = await createApiClient(store, { ...of, secret, createdBy: ownerId, now: noon })
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: client.id, client_secret: secret })
    const answer = await fetch(`${server.url}/api/v1/oauth/token`, { method: 'POST', body })
    const { access_token } = (await answer.json()) as { access_token: string }
    const call = (path: string) =>
      fetch(server.url + path, { headers: { authorization: `Bearer ${access_token}` } }).then(({ status }) => status)
    for (const path of ['stored', 'export', 'access-log', 'consent', 'erasures', 'report?month=2026-11'])
      expect([path, await call(`${mine}/${path}`)]).toEqual([path, 404])
    expect(await call(`${org}/members/${boId}/report?month=2026-11&reason=payroll`)).toBe(200)
    expect((await bo.call('GET', `${mine}/access-log`)).body.entries).toMatchObject([
      { actor: `client:${client.id}`, actorName: 'nightly', reason: 'payroll' },
    ])
  })
})
