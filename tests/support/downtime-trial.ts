import { expect, it } from 'vitest'
import { sendAt } from '../../src/core/report/wishes.ts'
import { dayMs, hourMs, minuteMs, monthBounds } from '../../src/core/time.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { closePeriods } from '../../src/server/jobs/close-periods.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { sendDueMails } from '../../src/server/jobs/send-mails.ts'
import { createLog } from '../../src/server/log.ts'
import type { Mail } from '../../src/server/mail/channel.ts'
import { memberWrite } from '../../src/server/store/members.ts'
import { personalOrg, type User } from '../../src/server/store/people.ts'
import type { Store } from '../../src/server/store/store.ts'
import { subscriptionWrite } from '../../src/server/store/subscriptions.ts'
import { chooseSeed, createRandom } from './random.ts'
import { aBatch, addDevice, addPerson, enroll, noon } from './records.ts'
import { describeStores } from './stores.ts'

const seed = chooseSeed()
const month = '2026-11'

/** Who reads: where clocks change and where they do not, early and late, each in their language. */
const readers = [
  { name: 'Ana', zone: 'America/Sao_Paulo', locale: 'pt-BR', hour: 8 },
  { name: 'Bo', zone: 'Australia/Lord_Howe', locale: 'en', hour: 0 },
  { name: 'Cai', zone: 'Pacific/Apia', locale: 'en', hour: 23 },
  { name: 'Duo', zone: 'Pacific/Pago_Pago', locale: 'pt-BR', hour: 6 },
] as const

/** What a server did over the turn of a month: instants at which it looked, by its own clock, which may have been wrong. */
function drawLooks(random: () => number): number[] {
  const first = Date.UTC(2026, 11, 1)
  const looks: number[] = []
  let true_ = first - 20 * hourMs
  let wrong = 0
  while (true_ < first + 3 * dayMs) {
    const kind = random()
    // It is stopped, for hours or for days, over the 1st or not.
    if (kind < 0.25) true_ += random() * 60 * hourMs
    // Somebody, or the time service, sets its clock.
    else if (kind < 0.4) wrong = wrong === 0 ? (random() - 0.5) * 6 * hourMs : 0
    else true_ += (0.2 + random() * 5) * hourMs
    looks.push(Math.round(true_ + wrong))
  }
  // In the end it is up, and its clock is right: on the 4th for everybody.
  return [...looks, first + 4 * dayMs, first + 4 * dayMs + minuteMs]
}

/** A server that is stopped, started and whose clock is changed around the time at which mails are due. */
export const describeDowntime = (cases: Readonly<Record<Store['dialect'], number>>) =>
  describeStores('a server that was away over the first of a month', (open) => {
    it('sends each reader the right month once, at no earlier hour than theirs', async () => {
      const random = createRandom(seed)
      const store = await open()
      const people = await fill(store)
      const counts = { looks: 0, mails: 0, late: 0 }
      for (let i = 0; i < cases[store.dialect]; i++) {
        const looks = drawLooks(random)
        const sent = await live(store, people, looks)
        for (const person of people) check(person, sent, `case ${i}, SEED=${seed}`)
        counts.looks += looks.length
        counts.mails += sent.length
        counts.late += sent.filter(({ at }) => at > Date.UTC(2026, 11, 2)).length
        await store.batch((db) => [db.delete(store.t.mails), db.delete(store.t.reports)])
      }
      const { dialect } = store
      console.table({ SEED: seed, store: dialect, cases: cases[dialect], ...counts, 'not once, or wrong': 0 })
    }, 3_600_000)
  })

interface Sent {
  readonly reader: string
  readonly period: string
  readonly locale: string
  readonly at: number
}

async function live(store: Store, people: readonly Person[], looks: readonly number[]): Promise<Sent[]> {
  const sent: Sent[] = []
  for (const look of looks) {
    await closePeriods(store, { hour: 8, addressOf: (user) => user.email }, look)
    const options = through(people, (mail) => sent.push({ ...mail, at: look }))
    await sendDueMails(store, options, () => look)
  }
  return sent
}

function check({ user, hour }: Person, sent: readonly Sent[], about: string): void {
  const own = sent.filter(({ reader }) => reader === user.email)
  const told = own.map(({ period, locale }) => `${period} ${locale}`)
  expect({ about, reader: user.name, told }).toEqual({ about, reader: user.name, told: [`${month} ${user.locale}`] })
  expect(own[0]!.at, `${about}, ${user.name}`).toBeGreaterThanOrEqual(sendAt(month, { hour, zone: user.zone }))
}

interface Person {
  readonly user: User
  readonly hour: number
}

/** What is sent is noted by what it says; that a mail is made is another test's matter. */
const through = (
  people: readonly Person[],
  note: (mail: { reader: string; period: string; locale: string }) => void,
) => ({
  from: { name: 'usage-audit', address: 'audit@example.org' },
  log: createLog('silent'),
  compose: async ({ report, reader }: { report: { period: string }; reader: { locale: string } }) =>
    Buffer.from(JSON.stringify({ period: report.period, locale: reader.locale })),
  channel: {
    name: 'noted',
    send: async ({ to, bytes }: Mail) => {
      if (!people.some(({ user }) => user.email === to)) throw new Error(`a mail to ${to}`)
      note({ reader: to, ...(JSON.parse(Buffer.from(bytes).toString()) as { period: string; locale: string }) })
      return { kind: 'sent' as const, detail: 'noted' }
    },
  },
})

/** People with a computer each, which was last heard of within the month. */
async function fill(store: Store): Promise<Person[]> {
  const { user: owner } = await enroll(store)
  await store.batch((db) => [db.delete(store.t.members)])
  const people: Person[] = []
  for (const { name, zone, locale, hour } of readers) {
    const user = await addPerson(store, { ...owner, name, zone, locale, email: `${name.toLowerCase()}@example.org` })
    const key = { orgId: personalOrg, reader: user.id, kind: 'person-month', about: user.id }
    await store.batch((db) => [
      memberWrite(store, db, personalOrg, user.id, 'member').write,
      subscriptionWrite(store, db, key, { hour }, true, noon),
    ])
    const { device } = await addDevice(store, user)
    const offsetMs = dayOffset(zone)
    const spans = [[0, 'clock', noon, noon + hourMs, null, { zone, offsetMs }]]
    await applyBatch(store, device, parseBatch(aBatch({ spans: spans as never })), noon)
    people.push({ user, hour })
  }
  await rollUp(store)
  return people
}

const dayOffset = (zone: string): number => {
  const { start } = monthBounds(month, zone)
  const midnight = Date.parse(`${month}-01T00:00:00Z`)
  return midnight - start
}
