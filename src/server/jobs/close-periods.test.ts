import { randomUUID } from 'node:crypto'
import { asc } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { aBatch, addDevice, addPerson, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { dayMs, hourMs } from '../../core/time.ts'
import { applyBatch } from '../ingest/apply-batch.ts'
import { parseBatch } from '../ingest/parse-batch.ts'
import { hashFigures } from '../store/figures-hash.ts'
import { memberWrite } from '../store/members.ts'
import { personalOrg, type User } from '../store/people.ts'
import { askRecipient, confirmRecipient, findAsked } from '../store/recipients.ts'
import { changeReportSettings } from '../store/report-settings.ts'
import type { Store } from '../store/store.ts'
import { type SubscriptionKey, subscriptionWrite } from '../store/subscriptions.ts'
import { suppress } from '../store/suppressions.ts'
import { closePeriods } from './close-periods.ts'

const december = Date.UTC(2026, 11, 1)
const options = { hour: 8, addressOf: (user: User) => user.email }
const at = (iso: string) => Date.parse(iso)

/** One hour of a device, at noon of 2 November or later, and nothing after it. */
async function record(
  store: Store,
  device: { orgId: number; deviceId: number },
  zone = 'UTC',
  offsetMs = 0,
  later = 0,
) {
  const start = noon + later
  const clock = { zone, offsetMs }
  const spans = [[0, 'clock', start, start + hourMs, null, clock]] as const
  const processHours = [[0, 0, start, hourMs, 60_000, 1, 3_600_000, 2_000, 360]]
  const sent = aBatch({ spans: [...spans] as never, processHours: processHours as never, sentAt: start })
  await applyBatch(store, device, parseBatch(sent), start)
}

/** Ana owns it; Bia is an admin in São Paulo, who reads Portuguese, Caio a member without an address. */
async function openHouse(store: Store) {
  const { user: ana, device } = await enroll(store)
  const bia = await addPerson(store, {
    ...ana,
    ...{ name: 'Bia', email: 'bia@example.org', locale: 'pt-BR', zone: 'America/Sao_Paulo' },
  })
  const caio = await addPerson(store, { ...ana, name: 'Caio', email: null })
  await store.batch((db) => [
    memberWrite(store, db, personalOrg, bia.id, 'admin').write,
    memberWrite(store, db, personalOrg, caio.id, 'member').write,
  ])
  await record(store, device)
  await record(store, (await addDevice(store, bia)).device, 'America/Sao_Paulo', -3 * hourMs)
  await record(store, (await addDevice(store, caio)).device)
  return { ana, bia, caio, device }
}

const want = (store: Store, key: Omit<SubscriptionKey, 'orgId'>, change: object) =>
  store.batch((db) => [subscriptionWrite(store, db, { orgId: personalOrg, ...key }, change, true, noon)])

const plansOf = async ({ db, t }: Store) =>
  (await db.select().from(t.reports)).map(({ planKey }) => planKey?.replace(/\|.*\|/, ' ')).sort()

const mailsOf = async ({ db, t }: Store) =>
  (await db.select().from(t.mails).orderBy(asc(t.mails.address))).map(({ address, locale, dueAt, state, outcome }) => ({
    ...{ address, locale, state, outcome, due: new Date(dueAt).toISOString().slice(0, 16) },
  }))

describeStores('closePeriods', (open) => {
  it('waits while a device west of the reader still has the month, also past the send hour', async () => {
    const store = await open()
    const { device } = await enroll(store, { zone: 'UTC' })
    const offsetMs = -10 * hourMs
    await record(store, device, 'Pacific/Honolulu', offsetMs)
    expect(await closePeriods(store, options, december + 9 * hourMs)).toBe(0)
    expect(await closePeriods(store, options, december - offsetMs - 1)).toBe(0)
    expect(await closePeriods(store, options, december - offsetMs)).toBe(1)
  })

  it('gives each reader their mail at their hour where they are, in their language, and nothing to who has no address', async () => {
    const store = await open()
    const { bia } = await openHouse(store)
    await want(store, { reader: bia.id, kind: 'org-month', about: '' }, { hour: 6, zone: 'Asia/Tokyo' })
    await suppress(store, { orgId: 1, address: 'Ana@example.org', reason: 'bounced', detail: '550 no', at: noon })
    expect(await closePeriods(store, options, december + 12 * hourMs)).toBe(4)
    expect(await plansOf(store)).toEqual([
      'org-month 2026-11',
      'person-month 2026-11',
      'person-month 2026-11',
      'person-month 2026-11',
    ])
    const suppressed = { address: 'ana@example.org', locale: 'en', state: 'suppressed', outcome: 'bounced: 550 no' }
    const planned = { address: 'bia@example.org', locale: 'pt-BR', state: 'planned', outcome: null }
    // What is due already is due now.
    const due = '2026-12-01T12:00'
    expect(await mailsOf(store)).toEqual([
      ...[
        { ...suppressed, due },
        { ...suppressed, due },
      ],
      ...[
        { ...planned, due },
        { ...planned, due },
      ],
    ])
  })

  it('plans mails for hours to come where all data is here before', async () => {
    const store = await open()
    const { user, device } = await enroll(store, { zone: 'America/Sao_Paulo', locale: 'pt-BR' })
    await record(store, device, 'America/Sao_Paulo', -3 * hourMs)
    await record(store, device, 'America/Sao_Paulo', -3 * hourMs, december + 4 * hourMs - noon)
    await want(store, { reader: user.id, kind: 'person-month', about: user.id }, { hour: 7 })
    expect(await closePeriods(store, options, december + 5 * hourMs)).toBe(1)
    expect(await mailsOf(store)).toMatchObject([{ locale: 'pt-BR', due: '2026-12-01T10:00' }])
  })

  it('says nothing of an organisation of one', async () => {
    const store = await open()
    await record(store, (await enroll(store)).device)
    await closePeriods(store, options, december + 12 * hourMs)
    expect(await plansOf(store)).toEqual(['person-month 2026-11'])
  })

  it('closes weeks for who wants them: the last one first, and what was missed once they have begun', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    await record(store, device)
    const week = { reader: user.id, kind: 'person-week', about: user.id }
    await closePeriods(store, options, at('2026-11-23T09:00Z'))
    expect(await plansOf(store)).toEqual([])
    await want(store, week, { wanted: true })
    await closePeriods(store, options, at('2026-11-16T09:00Z'))
    expect(await plansOf(store)).toEqual(['person-week 2026-W46'])
    await closePeriods(store, options, at('2026-11-30T09:00Z'))
    expect(await plansOf(store)).toEqual(['person-week 2026-W46', 'person-week 2026-W47', 'person-week 2026-W48'])
    await changeReportSettings(store, personalOrg, { weekStart: 7 }, noon)
    await closePeriods(store, options, at('2026-12-13T09:00Z'))
    expect(await plansOf(store)).toContain('person-week 2026-12-06')
  })

  it('sends recipients what they agreed to, and nothing to who has not answered', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    await record(store, device)
    const who = { orgId: personalOrg, locale: 'pt-BR', zone: 'Europe/Lisbon', addedBy: user.id, expiresAt: december }
    for (const name of ['yes', 'not-yet']) {
      const given = { ...who, id: randomUUID(), address: `${name}@example.org`, name, secret: name, now: noon }
      await askRecipient(store, { ...given, kind: 'person-month', about: user.id })
    }
    await confirmRecipient(store, (await findAsked(store, 'yes', noon))!, 'yes', noon, () => [])
    await closePeriods(store, options, december + 8 * hourMs)
    const mails = await mailsOf(store)
    expect(mails.map(({ address, locale }) => `${address} ${locale}`)).toEqual([
      'ana@example.org en',
      'yes@example.org pt-BR',
    ])
  })

  it.each([
    ['send', 1],
    ['skip', 0],
  ] as const)('of a month without records mails as the organisation has it: %s', async (empty, mails) => {
    const store = await open()
    await record(store, (await enroll(store)).device)
    await changeReportSettings(store, personalOrg, { empty }, noon)
    await closePeriods(store, options, december + 12 * hourMs)
    await store.batch((db) => [db.delete(store.t.mails)])
    await closePeriods(store, options, december + 35 * dayMs)
    expect([await plansOf(store), (await mailsOf(store)).length]).toEqual([
      ['person-month 2026-11', 'person-month 2026-12'],
      mails,
    ])
  })

  it('freezes figures with their hash, whatever order a database keeps them in', async () => {
    const store = await open()
    await openHouse(store)
    await closePeriods(store, options, december + 12 * hourMs)
    for (const { hash, figures } of await store.db.select().from(store.t.reports))
      expect(hashFigures(figures)).toBe(hash)
  })
})
