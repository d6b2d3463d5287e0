import { expect, it } from 'vitest'
import { hourMs } from '../../src/core/time.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { checkReports } from '../../src/server/jobs/check-reports.ts'
import { closePeriods } from '../../src/server/jobs/close-periods.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { sendDueMails } from '../../src/server/jobs/send-mails.ts'
import { createLog } from '../../src/server/log.ts'
import { planAgain } from '../../src/server/store/archive.ts'
import { findFrozen } from '../../src/server/store/freeze.ts'
import { getMail, moveMail } from '../../src/server/store/ledger.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import { aBatch, enroll, noon } from '../support/records.ts'
import { createKeepingChannel } from '../support/server.ts'
import { describeStores } from '../support/stores.ts'

const december = Date.UTC(2026, 11, 1, 9)
const january = Date.UTC(2027, 0, 1, 9)

/** One hour from an instant on, that a computer sends later. */
const anHour = (start: number, sentAt = start + hourMs) => {
  const clock = { zone: 'UTC', offsetMs: 0 }
  const processHours = [[0, 0, start, hourMs, 60_000, 1, 3_600_000, 2_000, 360]]
  const spans = [[0, 'clock', start, start + hourMs, null, clock]]
  return parseBatch(aBatch({ spans, processHours, sentAt } as never))
}

describeStores('a report', (open) => {
  it('says the same whenever it is opened or mailed; what came later is told in the next one', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const options = { hour: 8, addressOf: () => user.email }
    const channel = createKeepingChannel()
    const through = { channel, from: { name: 'usage-audit', address: 'audit@example.org' }, log: createLog('silent') }
    await applyBatch(store, device, anHour(noon), noon + hourMs)
    await closePeriods(store, options, december)
    // Hours of November that a computer had kept to itself arrive between the freeze and the mail, and after it.
    await applyBatch(store, device, anHour(noon + 24 * hourMs, december), december)
    await rollUp(store)
    await sendDueMails(store, through, () => december)
    const [row] = await store.db.select().from(store.t.mails)
    await applyBatch(store, device, anHour(noon + 48 * hourMs, december), december)
    await rollUp(store)
    await moveMail(store, await getMail(store, personalOrg, row!.id), { state: 'uncertain' })
    await planAgain(store, await getMail(store, personalOrg, row!.id), row!.address, december + hourMs)
    await sendDueMails(store, through, () => december + hourMs)
    const [first, second] = channel.kept.map((mail) => mail.replace(/^Date: .*\r\n/m, ''))
    expect(channel.kept).toHaveLength(2)
    expect(second).toBe(first)
    expect(await checkReports(store, personalOrg)).toEqual({ reports: 1, changed: [] })

    await applyBatch(store, device, anHour(december + 24 * hourMs), december + 25 * hourMs)
    await closePeriods(store, options, january)
    const next = await findFrozen(store, personalOrg, 'person-month', user.id, '2026-12')
    expect(next?.against?.corrected).toEqual({
      period: '2026-11',
      said: { activeMs: null, recordedMs: hourMs },
      now: { activeMs: null, recordedMs: 3 * hourMs },
    })
  })

  it('is found where somebody changed its figures in the database, and not where they were erased', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    await applyBatch(store, device, anHour(noon), noon + hourMs)
    await closePeriods(store, { hour: 8, addressOf: () => user.email }, december)
    const { reports } = store.t
    const [row] = await store.db.select().from(reports)
    await store.batch((db) => [db.update(reports).set({ figures: { ...(row!.figures as object), cpuMs: 1 } })])
    expect((await checkReports(store, personalOrg)).changed).toMatchObject([{ id: row!.id, period: '2026-11' }])
    await store.batch((db) => [db.update(reports).set({ figures: { erased: true }, hash: null })])
    expect(await checkReports(store, personalOrg)).toEqual({ reports: 0, changed: [] })
  })
})
