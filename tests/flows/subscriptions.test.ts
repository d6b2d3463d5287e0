import { eq } from 'drizzle-orm'
import { afterEach, expect, it, vi } from 'vitest'
import { dayMs } from '../../src/core/time.ts'
import { toAnyView } from '../../src/core/view/any-view.ts'
import { closePeriods } from '../../src/server/jobs/close-periods.ts'
import { getMail, moveMail } from '../../src/server/store/ledger.ts'
import { suppress } from '../../src/server/store/suppressions.ts'
import { noon } from '../support/records.ts'
import { openRightsWorld, type RightsWorld } from '../support/rights-world.ts'
import { describeStores } from '../support/stores.ts'

const org = '/api/v1/orgs/1'
const december = Date.UTC(2026, 11, 1, 9)

describeStores('subscriptions and the archive', (open) => {
  let world: RightsWorld
  afterEach(() => world.server.stop())
  const openWorld = async () => {
    world = await openRightsWorld(await open())
    return world
  }
  const close = () => closePeriods(world.store, { hour: 8, addressOf: ({ email }) => email }, december)

  it('are each person’s own, and say what they come to', async () => {
    const { bo, ada } = await openWorld()
    const kindsOf = async (who: typeof bo) =>
      (await who.call('GET', `${org}/me/subscriptions`)).body.subscriptions.map(
        ({ kind, wanted }: { kind: string; wanted: boolean }) => `${kind} ${wanted}`,
      )
    expect(await kindsOf(bo)).toEqual(['person-month true', 'person-week false'])
    expect(await kindsOf(ada)).toEqual(['person-month true', 'person-week false', 'org-month true'])
    const change = { kind: 'person-week', wanted: true, hour: 6, zone: 'America/Sao_Paulo', formats: ['csv'] }
    const changed = await bo.call('PATCH', `${org}/me/subscriptions`, change)
    expect(changed.body).toMatchObject({ address: 'bo@example.org', suppressed: null, way: 'outbox' })
    expect(changed.body.subscriptions[1]).toEqual({
      ...{ kind: 'person-week', wanted: true },
      own: { hour: 6, zone: 'America/Sao_Paulo', locale: null, formats: ['csv'] },
      settled: { hour: 6, zone: 'America/Sao_Paulo', locale: 'en', formats: ['csv'] },
    })
    const refused = await bo.call('PATCH', `${org}/me/subscriptions`, { kind: 'org-month', wanted: true })
    expect([refused.status, refused.body.error.at]).toEqual([403, 'kind'])
    expect((await bo.call('PATCH', `${org}/me/subscriptions`, { kind: 'person-week', hour: 24 })).status).toBe(422)
    expect((await bo.call('PATCH', `${org}/report-settings`, { hour: 5 })).status).toBe(403)
    expect((await ada.call('GET', org)).body.weekStart).toBe(1)
    const settings = await ada.call('PATCH', `${org}/report-settings`, { hour: 5, kinds: [], weekStart: 7 })
    // Whoever looks is told, not only who may change it.
    expect((await bo.call('GET', org)).body.weekStart).toBe(7)
    expect(settings.body).toMatchObject({ hour: 5, kinds: [], weekStart: 7, zone: null, empty: null })
    expect(await kindsOf(ada)).toEqual(['person-month false', 'person-week false', 'org-month false'])
  })

  it('reach somebody without an account once they said yes, by a button, and not before', async () => {
    const { bo, ada, linkOf, mails, visitor, store } = await openWorld()
    const asked = { email: 'Books@Example.org', name: 'The books', kind: 'person-month', locale: 'pt-BR' }
    const before = mails.length
    const added = await bo.call('POST', `${org}/recipients`, asked)
    expect(added.body).toMatchObject({
      ...{ address: 'books@example.org', confirmedAt: null, askedUntil: noon + 7 * dayMs },
      reads: [{ kind: 'person-month', wanted: false }],
    })
    expect((await bo.call('POST', `${org}/recipients`, asked)).status).toBe(429)
    expect((await bo.call('POST', `${org}/recipients`, { ...asked, kind: 'org-month' })).status).toBe(403)
    expect((await ada.call('GET', `${org}/recipients`)).body).toEqual({ recipients: [] })
    const link = await linkOf(before)
    const page = await visitor().call('GET', link)
    expect([page.status, page.body]).toEqual([200, expect.stringContaining('<html lang="pt-BR">')])
    expect(page.body).toContain('bo quer compartilhar')
    expect((await bo.call('GET', `${org}/recipients`)).body.recipients[0].confirmedAt).toBeNull()
    expect((await visitor().submit(link, {})).body).toContain('books@example.org')
    expect((await visitor().submit(link, {})).status).toBe(410)
    await close()
    const [report] = (await bo.call('GET', `${org}/reports`)).body.reports
    expect(report).toMatchObject({ kind: 'person-month', period: '2026-11', planned: true, erased: false })
    const to = report.mails.map(({ address, locale, readerName }: Record<string, string>) =>
      [address, locale, readerName].join(' '),
    )
    expect(to.sort()).toEqual(['bo@example.org en bo', 'books@example.org pt-BR The books'])
    const id = added.body.id
    expect((await ada.call('DELETE', `${org}/recipients/${id}`)).status).toBe(404)
    expect((await bo.call('DELETE', `${org}/recipients/${id}`)).status).toBe(200)
    expect(await store.db.$count(store.t.recipients)).toBe(0)
  })

  it('opens to each what is theirs, to admins the organisation’s, and what is another’s with a reason that they read', async () => {
    const { bo, ada, mia, boId } = await openWorld()
    await close()
    const listed = async (who: typeof bo, query = '') => (await who.call('GET', `${org}/reports${query}`)).body
    const [own] = (await listed(bo)).reports
    expect((await listed(ada)).reports.map(({ kind }: { kind: string }) => kind)).toEqual(['org-month'])
    expect((await listed(mia)).reports).toEqual([])
    const opened = await bo.call('GET', `${org}/reports/${own.id}`)
    expect(opened.body).toMatchObject({ about: boId, hash: own.hash, figures: { about: 'bo', period: '2026-11' } })
    expect((await mia.call('GET', `${org}/reports/${own.id}`)).status).toBe(403)
    expect((await ada.call('GET', `${org}/reports/${own.id}`)).body.error.at).toBe('reason')
    expect((await ada.call('GET', `${org}/reports/${own.id}?reason=he+asked`)).status).toBe(200)
    for (const locale of ['en', 'pt-BR'] as const) {
      const [headed] = (await listed(bo, `?locale=${locale}`)).reports
      const { hero } = toAnyView(opened.body.figures, locale)
      expect(headed).toEqual({ ...own, closed: true, headline: hero })
    }
    const { entries } = (await bo.call('GET', `${org}/me/access-log`)).body
    expect(entries).toMatchObject([{ actorName: 'ada', what: 'report', reason: 'he asked' }])
    for (const [format, type] of [
      ['csv', 'text/csv; charset=utf-8'],
      ['html', 'text/html; charset=utf-8'],
      ['eml', 'message/rfc822'],
    ]) {
      const file = await bo.call('GET', `${org}/reports/${own.id}/file?format=${format}&locale=pt-BR`)
      expect([file.status, file.headers['content-type'], file.body.length > 100]).toEqual([200, type, true])
    }
    expect((await mia.call('GET', `${org}/reports/${own.id}/file?format=csv`)).status).toBe(403)
  })

  it('lists what was erased without a headline, and does not open it', async () => {
    const { bo, store } = await openWorld()
    await close()
    const { reports } = store.t
    const [own] = (await bo.call('GET', `${org}/reports`)).body.reports
    const erased = { figures: { erased: true }, hash: null }
    await store.batch((db) => [db.update(reports).set(erased).where(eq(reports.id, own.id))])
    const [listed] = (await bo.call('GET', `${org}/reports`)).body.reports
    expect(listed).toMatchObject({ id: own.id, erased: true, closed: true, headline: null })
    expect((await bo.call('GET', `${org}/reports/${own.id}`)).status).toBe(404)
  })

  it('mails a report again that somebody asks for, as made by hand, and a mail that failed', async () => {
    const { bo, ada, mails, store } = await openWorld()
    await close()
    const [own] = (await bo.call('GET', `${org}/reports`)).body.reports
    const before = mails.length
    expect((await bo.call('POST', `${org}/reports/${own.id}/send`, {})).body).toMatchObject({ state: 'planned' })
    await vi.waitFor(() => expect(mails.length).toBe(before + 1), { timeout: 15_000 })
    const all = (await bo.call('GET', `${org}/reports`)).body.reports
    expect(all.map(({ planned }: { planned: boolean }) => planned).sort()).toEqual([false, true])
    expect((await ada.call('POST', `${org}/reports/${own.id}/send`, {})).status).toBe(403)
    const resend = () => bo.call('POST', `${org}/mails/${own.mails[0].id}/resend`, {})
    expect((await resend()).status).toBe(409)
    await moveMail(store, await getMail(store, 1, own.mails[0].id), { state: 'uncertain' })
    await suppress(store, { orgId: 1, address: 'bo@example.org', reason: 'bounced', detail: null, at: noon })
    expect((await resend()).body.error.message).toContain('bounced')
    await store.batch((db) => [db.delete(store.t.suppressions)])
    expect((await resend()).body).toMatchObject({ state: 'planned', attempts: 0 })
    await vi.waitFor(() => expect(mails.length).toBe(before + 2), { timeout: 15_000 })
  })

  it('freezes and mails a month so far for who does not want to wait, and no month of which nothing is known', async () => {
    const { bo, mia, mails } = await openWorld()
    const before = mails.length
    const now = (who: typeof bo, period: string) => who.call('POST', `${org}/me/reports`, { period })
    const made = (await now(bo, '2026-11')).body
    expect(made).toMatchObject({ kind: 'person-month', period: '2026-11', planned: false })
    expect(made.mails).toMatchObject([{ address: 'bo@example.org', state: 'planned' }])
    await vi.waitFor(() => expect(mails.length).toBe(before + 1), { timeout: 15_000 })
    const frozen = (await bo.call('GET', `${org}/reports/${made.id}`)).body.figures
    expect(frozen).toMatchObject({ about: 'bo', closed: false, recordedMs: expect.any(Number) })
    expect((await now(bo, '2026-W45')).body).toMatchObject({ kind: 'person-week' })
    const empty = await now(mia, '2026-11')
    expect([empty.status, empty.body.error.at]).toEqual([409, 'period'])
    expect((await now(bo, '2026-13')).status).toBe(422)
    await close()
    const { reports } = (await bo.call('GET', `${org}/reports?kind=person-month`)).body
    expect(reports.map(({ planned }: { planned: boolean }) => planned).sort()).toEqual([false, true])
    const [{ period: over }] = reports.filter(({ planned }: { planned: boolean }) => planned)
    const again = await now(bo, over)
    expect([again.status, again.body.error.message]).toEqual([409, expect.stringContaining('in the archive already')])
  })

  it('mails no more than twenty by hand within an hour, however many ask at once', async () => {
    const { bo } = await openWorld()
    const made = (await bo.call('POST', `${org}/me/reports`, { period: '2026-11' })).body
    const send = async () => (await bo.call('POST', `${org}/reports/${made.id}/send`, {})).status
    const statuses = await Promise.all(Array.from({ length: 25 }, send))
    expect(statuses.filter((status) => status === 200)).toHaveLength(19)
    expect(statuses.filter((status) => status === 429)).toHaveLength(6)
  })
})
