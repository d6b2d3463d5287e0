import { expect, it } from 'vitest'
import { describeStores } from '../../../../tests/support/stores.ts'
import { type Figures, findFrozen, freezeReport } from '../freeze.ts'
import { ensureOwner, personalOrg as orgId } from '../people.ts'
import { countFullReports, eraseReports } from './reports.ts'

const now = Date.UTC(2026, 10, 2, 12)
const mail = { reader: 'r', address: 'ana@example.org', locale: 'en', formats: [], dueAt: now }

describeStores('reports about a person', (open) => {
  it.each([
    { kind: 'person-month', begun: '2026-10', later: '2026-11' },
    { kind: 'person-week', begun: '2026-W44', later: '2026-W45' },
    { kind: 'person-week', begun: '2026-10-25', later: '2026-11-01' },
  ])('are emptied with their mails if $begun had begun, and $later had not', async ({ kind, begun, later }) => {
    const store = await open()
    const { id: userId } = await ensureOwner(store, { name: 'Ana', email: null, locale: 'en', zone: 'UTC' }, 0)
    for (const period of [begun, later]) {
      const figures = { kind, period } as Figures
      await freezeReport(store, { orgId, figures, about: userId, planned: true, mails: [mail], now })
    }
    const until = Date.UTC(2026, 10, 1)
    expect(await countFullReports(store, orgId, userId, until)).toBe(1)
    const mails: string[] = []
    const onMails = async (gone: readonly { readonly period: string }[]) => {
      mails.push(...gone.map(({ period }) => period))
    }
    expect(await eraseReports(store, { orgId, userId, until, now, onMails })).toBe(true)
    expect(mails).toEqual([begun])
    const left = await store.db
      .select({ period: store.t.reports.period, hash: store.t.reports.hash })
      .from(store.t.reports)
    expect(left.flatMap(({ period, hash }) => (hash === null ? [] : [period]))).toEqual([later])
    expect(await countFullReports(store, orgId, userId, until)).toBe(0)
  })

  it('are emptied if they were there by then, also of a month that begins only later in Greenwich', async () => {
    const store = await open()
    const { id: userId } = await ensureOwner(
      store,
      { name: 'Ana', email: null, locale: 'en', zone: 'Pacific/Auckland' },
      0,
    )
    const figures = { kind: 'person-month', period: '2026-12' } as Figures
    const made = Date.UTC(2026, 10, 30, 12)
    await freezeReport(store, { orgId, figures, about: userId, planned: false, mails: [], now: made })
    expect(await countFullReports(store, orgId, userId, made - 1)).toBe(0)
    expect(await countFullReports(store, orgId, userId, made)).toBe(1)
  })

  it('do not close a month that still runs: its report is frozen when it is over', async () => {
    const store = await open()
    const { id: userId } = await ensureOwner(store, { name: 'Ana', email: null, locale: 'en', zone: 'UTC' }, 0)
    const figures = { kind: 'person-month', period: '2026-11' } as Figures
    const frozen = { orgId, figures, about: userId, mails: [mail] }
    await freezeReport(store, { ...frozen, planned: false, now })
    expect(await eraseReports(store, { orgId, userId, until: now, now, onMails: async () => {} })).toBe(true)
    expect(await findFrozen(store, orgId, 'person-month', userId, '2026-11')).toBeUndefined()
    const later = Date.UTC(2026, 11, 1, 6)
    expect(await freezeReport(store, { ...frozen, planned: true, now: later })).toMatchObject({
      mailIds: [expect.any(String)],
    })
  })
})
