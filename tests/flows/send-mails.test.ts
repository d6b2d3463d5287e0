import { asc, eq } from 'drizzle-orm'
import pino from 'pino'
import { expect, it } from 'vitest'
import { type MailOptions, sendDueMails, sendMail, sendNow } from '../../src/server/jobs/send-mails.ts'
import { createLog } from '../../src/server/log.ts'
import type { Channel, Mail, Outcome } from '../../src/server/mail/channel.ts'
import { addReport, findMails, getMail, type MailRow, releaseLapsedMails } from '../../src/server/store/ledger.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import type { Store } from '../../src/server/store/store.ts'
import { enroll, noon } from '../support/records.ts'
import { sampleReport } from '../support/report.ts'
import { serve } from '../support/server.ts'
import { describeStores } from '../support/stores.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const from = { name: 'usage-audit', address: 'audit@example.org' }
const at = () => noon
const states = async (store: Store) => (await findMails(store, personalOrg, 100)).map(({ state }) => state)

/** A channel that does something with the number of each mail it is given, then answers: `sent` unless told otherwise. */
function answering(
  work: (nth: number, mail: Mail) => Promise<Outcome | undefined> | Outcome | undefined,
): Channel & { sends: number } {
  const channel = {
    name: 'answering',
    sends: 0,
    send: async (mail: Mail): Promise<Outcome> => (await work(++channel.sends, mail)) ?? { kind: 'sent', detail: 'ok' },
  }
  return channel
}

const through = (channel: Channel, log = createLog('silent')): MailOptions => ({ channel, from, log })

/** A store with one mail to each address, due one after the other. */
async function planMails(open: () => Promise<Store>, ...addresses: string[]) {
  const store = await open()
  const { user } = await enroll(store)
  const ids: string[] = []
  for (const [i, address] of addresses.entries()) {
    const report = { orgId: personalOrg, user, figures: sampleReport(), planned: false, address }
    const added = await addReport(store, { ...report, now: noon - addresses.length + i })
    ids.push(added!.mailId!)
  }
  return { store, ids }
}

const queue = (length: number) => Array.from({ length }, (_, i) => `reader-${i}@example.org`)

const mailsOf = ({ db, t }: Store): Promise<MailRow[]> => db.select().from(t.mails).orderBy(asc(t.mails.createdAt))

describeStores('sendDueMails', (open) => {
  it('has committed that it is sending before the channel begins', async () => {
    const { store } = await planMails(open, 'ana@example.org')
    const seen: MailRow[] = []
    await sendDueMails(store, through(answering(async () => void seen.push(...(await mailsOf(store))))), at)
    expect(seen).toMatchObject([{ state: 'sending', claim: expect.any(String), dueAt: noon + 15 * minuteMs }])
    expect(await states(store)).toEqual(['sent'])
  })

  it('sends each mail once, also when several send at the same moment', async () => {
    const { store } = await planMails(open, ...queue(3))
    const readers: string[] = []
    const channel = answering((_, { to }) => void readers.push(to))
    await Promise.all([1, 2, 3].map(() => sendDueMails(store, through(channel), at)))
    expect([readers.sort(), await states(store)]).toEqual([queue(3), ['sent', 'sent', 'sent']])
  })

  it('sends nothing again, however late it is asked', async () => {
    const { store } = await planMails(open, 'ana@example.org')
    const channel = answering(() => undefined)
    for (const later of [0, 0, minuteMs, 16 * minuteMs, hourMs, 1_000 * hourMs])
      await sendDueMails(store, through(channel), () => noon + later)
    expect([channel.sends, await states(store)]).toEqual([1, ['sent']])
  })

  it('tries again later what was turned away for the moment', async () => {
    const { store } = await planMails(open, 'ana@example.org')
    const channel = answering((nth) => (nth === 1 ? { kind: 'later', detail: '451 busy' } : undefined))
    const tryAfter = (ms: number) => sendDueMails(store, through(channel), () => noon + ms)
    await tryAfter(0)
    await tryAfter(minuteMs)
    expect([channel.sends, await states(store)]).toEqual([1, ['planned']])
    await tryAfter(5 * minuteMs)
    expect([channel.sends, await states(store)]).toEqual([2, ['sent']])
  })

  it.each([
    ['refused', 'failed'],
    ['uncertain', 'uncertain'],
  ] as const)('never sends again what was %s', async (kind, state) => {
    const { store } = await planMails(open, 'ana@example.org')
    const channel = answering(() => ({ kind, detail: 'x' }))
    for (const later of [0, hourMs, 100 * hourMs]) await sendDueMails(store, through(channel), () => noon + later)
    expect([channel.sends, await states(store)]).toEqual([1, [state]])
  })

  it('calls a mail uncertain whose sender died while sending, and plans it again if it died before', async () => {
    const { store } = await planMails(open, 'ana@example.org')
    const { db, t } = store
    const channel = answering(() => undefined)
    await db.update(t.mails).set({ state: 'claimed', claim: 'dead', dueAt: noon })
    await sendDueMails(store, through(channel), at)
    expect(channel.sends).toBe(1)
    await db.update(t.mails).set({ state: 'sending', claim: 'dead', dueAt: noon })
    await sendDueMails(store, through(channel), at)
    expect([channel.sends, await states(store)]).toEqual([1, ['uncertain']])
  })

  it('fails a mail that cannot be made, says why, and goes on with the next', async () => {
    const { store, ids } = await planMails(open, 'ana..lima@example.org', 'bia@example.org', 'eva@example.org')
    const broken = await getMail(store, personalOrg, ids[1]!)
    await store.db.update(store.t.reports).set({ figures: {} }).where(eq(store.t.reports.id, broken.reportId))
    const channel = answering(() => undefined)
    await sendDueMails(store, through(channel), at)
    expect(channel.sends).toBe(1)
    expect(await mailsOf(store)).toMatchObject([
      {
        state: 'failed',
        claim: null,
        outcome: expect.stringContaining('"ana..lima@example.org" is not one mail address'),
      },
      { state: 'failed', claim: null, outcome: expect.stringContaining('the mail could not be made: ') },
      { state: 'sent' },
    ])
  })

  it('takes a channel that throws for one that may have sent, and goes on', async () => {
    const { store } = await planMails(open, ...queue(2))
    const channel = answering((nth) => {
      if (nth === 1) throw new Error('a bug')
      return undefined
    })
    await sendDueMails(store, through(channel), at)
    expect(await mailsOf(store)).toMatchObject([{ state: 'uncertain', outcome: 'a bug' }, { state: 'sent' }])
  })

  it('claims each mail from the moment its turn comes, so that no queue outlives its claims', async () => {
    const { store } = await planMails(open, ...queue(4))
    let now = noon
    const channel = answering(async () => {
      now += 10 * minuteMs
      await releaseLapsedMails(store, personalOrg, now) // as another server does every minute
      return undefined
    })
    await sendDueMails(store, through(channel), () => now)
    expect(await mailsOf(store)).toMatchObject(
      [10, 20, 30, 40].map((minutes) => ({ state: 'sent', sentAt: noon + minutes * minuteMs })),
    )
  })

  it('leaves alone what somebody else tried and put off in the meantime', async () => {
    const { store } = await planMails(open, ...queue(2))
    const busy = answering(() => ({ kind: 'later', detail: '451 busy' }))
    const channel = answering(async () => {
      await sendDueMails(store, through(busy), at)
      return undefined
    })
    await sendDueMails(store, through(channel), at)
    expect([busy.sends, channel.sends]).toEqual([1, 1])
    expect(await mailsOf(store)).toMatchObject([{ state: 'sent' }, { state: 'planned', attempts: 1 }])
  })

  it('ends after the mail under way when it is stopped', async () => {
    const { store } = await planMails(open, ...queue(5))
    const stopping = new AbortController()
    const channel = answering((nth) => void (nth === 2 && stopping.abort()))
    await sendDueMails(store, through(channel), at, stopping.signal)
    expect(await mailsOf(store)).toMatchObject(
      ['sent', 'sent', 'planned', 'planned', 'planned'].map((state) => ({ state, claim: null })),
    )
  })

  it('says loudly that it could not record what became of a mail', async () => {
    const { store } = await planMails(open, 'ana@example.org')
    const lines: string[] = []
    const log = pino({ level: 'error' }, { write: (line) => void lines.push(line) })
    const channel = answering(async () => {
      await releaseLapsedMails(store, personalOrg, noon + hourMs)
      return { kind: 'sent', detail: '250 ok' }
    })
    await sendDueMails(store, through(channel, log), at)
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 50, outcome: 'sent', detail: '250 ok' }])
    expect(await states(store)).toEqual(['uncertain'])
  })
})

describeStores('sendMail', (open) => {
  it('lets only one claim a mail, whatever the others still believe of it', async () => {
    const { store, ids } = await planMails(open, 'ana@example.org')
    const planned = await getMail(store, personalOrg, ids[0]!)
    const channel = answering(async (nth) => {
      if (nth === 1) expect(await sendMail(store, through(channel), planned, at)).toBeUndefined()
      return undefined
    })
    const kinds = await Promise.all([1, 2, 3, 4].map(() => sendMail(store, through(channel), planned, at)))
    kinds.push(await sendMail(store, through(channel), planned, at))
    expect(kinds.flatMap((one) => (one ? [one.kind] : []))).toEqual(['sent'])
    expect(channel.sends).toBe(1)
  })

  it('lets only one find that a mail cannot be made', async () => {
    const { store, ids } = await planMails(open, 'ana..lima@example.org')
    const planned = await getMail(store, personalOrg, ids[0]!)
    const options = through(answering(() => undefined))
    const kinds = await Promise.all([1, 2, 3, 4].map(() => sendMail(store, options, planned, at)))
    expect(kinds.flatMap((one) => (one ? [one.kind] : []))).toEqual(['refused'])
  })

  it.each(['claimed', 'sending', 'sent', 'failed', 'uncertain'])('leaves alone a mail that is %s', async (state) => {
    const { store, ids } = await planMails(open, 'ana@example.org')
    await store.db.update(store.t.mails).set({ state })
    const channel = answering(() => undefined)
    expect(await sendNow(store, through(channel), personalOrg, ids[0]!, noon)).toMatchObject({ state })
    expect(channel.sends).toBe(0)
  })
})

describeStores('a server', (open) => {
  it('stops after the mail under way, however many wait', async () => {
    const { store } = await planMails(open, ...queue(40))
    let begun = () => {}
    const firstBegun = new Promise<void>((resolve) => {
      begun = resolve
    })
    const channel = answering(async () => {
      begun()
      await new Promise((resolve) => setTimeout(resolve, 100))
      return undefined
    })
    const server = await serve(store, { mail: through(channel) })
    await firstBegun
    await server.stop()
    const sends = channel.sends
    expect(sends).toBeLessThan(20)
    expect((await states(store)).sort()).toEqual([...Array(40 - sends).fill('planned'), ...Array(sends).fill('sent')])
  })
})
