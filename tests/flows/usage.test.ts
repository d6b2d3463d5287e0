import { request } from 'undici'
import { afterEach, expect, it, vi } from 'vitest'
import { hourMs } from '../../src/core/time.ts'
import type { LiveToday } from '../../src/protocol/usage.ts'
import { openJournalAgent, recordHour } from '../support/journal-agent.ts'
import { noon } from '../support/records.ts'
import { makeAllDays, openRightsWorld, type RightsWorld } from '../support/rights-world.ts'
import { describeStores } from '../support/stores.ts'
import type { TestVisitor } from '../support/visitor.ts'

const org = '/api/v1/orgs/1'
const mine = `${org}/me`
const screens: readonly (readonly [string, string])[] = [
  ['overview', 'period=2026-11'],
  ['calendar', 'from=2026-01-01&to=2026-12-31'],
  ['day', 'day=2026-11-02'],
  ['app', 'app=vim&period=2026-11'],
  ['apps', 'period=2026-11'],
  ['compare', 'a=2026-10&b=2026-11'],
]

/** What a browser hears of an address that tells of events. */
async function listen(url: string, cookie: string) {
  const leaving = new AbortController()
  const { statusCode, headers, body } = await request(url, { headers: { cookie }, signal: leaving.signal })
  const state = { text: '', ended: false }
  const reading = (async () => {
    for await (const piece of body) state.text += String(piece)
  })()
    .catch(() => {})
    .finally(() => {
      state.ended = true
    })
  const heard = () =>
    [...state.text.matchAll(/^event: today\ndata: (.*)\n\n/gm)].map(([, data]) => JSON.parse(data!) as LiveToday)
  return { statusCode, headers, heard, reading, ended: () => state.ended, leave: () => leaving.abort() }
}

describeStores('the screens of figures', (open) => {
  let world: RightsWorld
  afterEach(() => world.server.stop())
  const openWorld = async () => {
    world = await openRightsWorld(await open())
    return world
  }

  it('are one’s own, and another’s for who may see them, says why, and is noted before', async () => {
    const { bo, boId, ada, mia, ownerId } = await openWorld()
    const get = (who: TestVisitor, [at, query]: readonly [string, string], more = '&reason=asked+by+Bo', id = boId) =>
      who.call('GET', `${org}/members/${id}/${at}?${query}${more}`)
    for (const [at, query] of screens) {
      const own = await bo.call('GET', `${mine}/${at}?${query}`)
      expect([at, own.status, own.headers['cache-control']]).toEqual([at, 200, 'no-store'])
      const hers = await get(ada, [at, query])
      expect([at, hers.body]).toEqual([at, own.body])
      expect((await get(ada, [at, query], '')).body.error).toMatchObject({ code: 'invalid', at: 'reason' })
      expect((await get(mia, [at, query])).status).toBe(403)
      expect((await get(bo, [at, query], undefined, ownerId)).status).toBe(403)
      expect((await get(ada, [at, query], undefined, 'nobody')).status).toBe(404)
    }
    const { entries } = (await bo.call('GET', `${mine}/access-log`)).body
    expect(entries.map(({ what }: { what: string }) => what).reverse()).toEqual([
      ...['report', 'report', 'day', 'app', 'report', 'report'],
    ])
    // A manager sees whoever shares their figures, and of nobody what windows showed.
    await bo.call('PATCH', `${org}/sharing`, { shares: true })
    const day = await get(mia, screens[2]!)
    expect(day.body).toMatchObject({ titles: 'withheld', apps: [{ key: 'vim' }] })
    expect(JSON.stringify(day.body)).not.toContain('a letter')
    expect((await get(mia, screens[3]!)).body).toMatchObject({ titles: [], titlesAre: 'withheld' })
    expect((await bo.call('GET', `${mine}/day?day=2026-11-02`)).body.titles).toBe('shown')
    expect((await mia.call('GET', `${mine}/search?q=bo`)).body.found).toMatchObject([{ kind: 'person', id: boId }])
    expect((await bo.call('GET', `${mine}/search?q=mia`)).body.found).toEqual([])
    expect((await bo.call('GET', `${mine}/search?q=letter`)).body.found).toMatchObject([{ kind: 'title', id: 'vim' }])
    expect((await ada.call('GET', `${mine}/search?q=letter`)).body.found).toEqual([])
    for (const [path, at] of [
      ['overview?period=2026-13', 'period'],
      ['overview?period=soon', 'period'],
      ['overview?period=2026-10-26..2026-11-01', 'period'],
      ['calendar?from=2026-01-01&to=2027-12-31', 'to'],
      ['day?day=2026-02-30', 'day'],
      ['day?day=2026-02-28&from=x', 'from'],
      ['apps?period=2026-11&sort=best', 'sort'],
      ['compare?a=2026-10', 'b'],
      ['search?q=', 'q'],
    ])
      expect([path, (await bo.call('GET', `${mine}/${path}`)).body.error]).toMatchObject([path, { at }])
  })

  it('are told when today has changed, until the server stops', async () => {
    const { server, store, bo, owner, boId } = await openWorld()
    const url = `${server.url}${mine}/live`
    const first = await listen(url, bo.cookie()!)
    expect([first.statusCode, first.headers['content-type'], first.headers['cache-control']]).toEqual([
      ...[200, 'text/event-stream; charset=utf-8', 'no-store'],
    ])
    const others = await listen(url, owner.cookie()!)
    await vi.waitFor(() => expect(others.heard()).toHaveLength(1))
    await vi.waitFor(() => expect(first.heard()).toMatchObject([{ day: '2026-11-02', recordedMs: hourMs }]))
    const agent = openJournalAgent(server.url, `token-${boId}`, () => noon)
    recordHour(agent, noon - hourMs, { key: 'vim', name: 'Vim' }, 'another letter')
    await agent.uploader.uploadNow()
    await agent.end()
    await server.rollUp()
    await vi.waitFor(() => expect(first.heard().at(-1)).toMatchObject({ day: '2026-11-02', recordedMs: 2 * hourMs }))
    await makeAllDays(store)
    expect(others.heard()).toHaveLength(1)
    const more = await Promise.all([1, 2, 3].map(() => listen(url, bo.cookie()!)))
    const refused = await bo.call('GET', `${mine}/live`)
    expect([refused.status, refused.body.error.code]).toEqual([429, 'too_many_requests'])
    first.leave()
    // Who has gone makes room for another.
    await vi.waitFor(async () => {
      const again = await listen(url, bo.cookie()!)
      expect(again.statusCode).toBe(200)
      more.push(again)
    })
    await server.stop()
    await Promise.all([...more, others].map(({ reading }) => reading))
    expect(more.every(({ ended }) => ended())).toBe(true)
  })
})
