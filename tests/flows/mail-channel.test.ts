import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createMailTurns } from '../../src/server/jobs/mail-turns.ts'
import { sendDueMails, sendNow } from '../../src/server/jobs/send-mails.ts'
import { createLog } from '../../src/server/log.ts'
import type { Channel, Mail, Outcome } from '../../src/server/mail/channel.ts'
import { createMetrics } from '../../src/server/metrics/metrics.ts'
import { addReport, findMails, type MailRow } from '../../src/server/store/ledger.ts'
import { findChannel, pauseChannel, takeTurns } from '../../src/server/store/mail-channels.ts'
import { openStore } from '../../src/server/store/open.ts'
import { createOrg } from '../../src/server/store/orgs.ts'
import { peekPause } from '../../src/server/store/peek-channel.ts'
import { personalOrg, type User } from '../../src/server/store/people.ts'
import type { Store } from '../../src/server/store/store.ts'
import { startAnsweringSmtp } from '../support/answering-smtp.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'
import { enroll, noon } from '../support/records.ts'
import { emptyReport } from '../support/report.ts'
import { describeStores } from '../support/stores.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const refusal: Outcome = { kind: 'stopped', detail: '535 5.7.8 wrong password' }

/** A channel that refuses us until it is mended, and keeps whom mails went to. */
function createGate(more: Partial<Channel> = {}) {
  const gate = {
    isBroken: false,
    readers: [] as string[],
    tries: 0,
    channel: {
      name: 'gate',
      ...more,
      send: async ({ to }: Mail): Promise<Outcome> => {
        gate.tries++
        if (gate.isBroken) return refusal
        gate.readers.push(to)
        return { kind: 'sent', detail: 'ok' }
      },
    },
  }
  return gate
}

async function plan(store: Store, user: User, count: number, orgId = personalOrg): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const report = { orgId, user, figures: emptyReport(), planned: false, address: `org-${orgId}-${i}@example.org` }
    ids.push((await addReport(store, { ...report, now: noon - count + i }))!.mailId!)
  }
  return ids
}

const through = (channel: Channel) => ({
  channel,
  from: { name: '', address: 'a@example.org' },
  log: createLog('silent'),
})
const statesOf = async (store: Store) =>
  (await findMails(store, personalOrg, 100)).map(({ state, attempts }: MailRow) => `${state} ${attempts}`).sort()

describeStores('a channel that refuses us', (open) => {
  it('is paused, longer each time, is tried again with one mail, and all go on once it takes them', async () => {
    const store = await open()
    const { user } = await enroll(store)
    await plan(store, user, 4)
    const gate = createGate({ atOnce: 3, perSecond: 1_000 })
    gate.isBroken = true
    const knock = (at: number) => sendDueMails(store, through(gate.channel), () => at)
    await knock(noon)
    const tries = gate.tries
    expect(tries).toBeLessThanOrEqual(3)
    expect(await findChannel(store, 'gate')).toMatchObject({
      ...{ pausedUntil: noon + 5 * minuteMs, reason: refusal.detail, failures: 1 },
    })
    // No mail has lost one of its tries.
    expect(await statesOf(store)).toEqual(Array(4).fill('planned 0'))
    for (const later of [0, 1, 4]) await knock(noon + later * minuteMs)
    expect(gate.tries).toBe(tries)

    let at = noon
    for (const restMs of [5 * minuteMs, 15 * minuteMs, hourMs, 2 * hourMs, 4 * hourMs, 4 * hourMs]) {
      const before = gate.tries
      at += restMs
      await Promise.all([knock(at), knock(at), knock(at)])
      expect(gate.tries - before).toBe(1)
    }
    expect(await findChannel(store, 'gate')).toMatchObject({ failures: 7, pausedUntil: at + 4 * hourMs })
    gate.isBroken = false
    await knock(at + 4 * hourMs)
    expect([...new Set(gate.readers)]).toHaveLength(4)
    expect(gate.readers).toHaveLength(4)
    expect(await statesOf(store)).toEqual(Array(4).fill('sent 1'))
    expect(await findChannel(store, 'gate')).toMatchObject({ pausedUntil: null, reason: null, failures: 0 })
  })

  it('is tried at once where a person sends by hand, and mended by it', async () => {
    const store = await open()
    const { user } = await enroll(store)
    const [first, second] = await plan(store, user, 2)
    const gate = createGate()
    gate.isBroken = true
    await sendDueMails(store, through(gate.channel), () => noon)
    gate.isBroken = false
    expect(await sendNow(store, through(gate.channel), personalOrg, first!, noon + 1)).toMatchObject({ state: 'sent' })
    expect(await findChannel(store, 'gate')).toMatchObject({ pausedUntil: null })
    await sendDueMails(store, through(gate.channel), () => noon + hourMs)
    expect([gate.readers.length, second !== undefined]).toEqual([2, true])
  })

  it('that cannot be reached ends the round, so that its mails do not wait for it one after another', async () => {
    const store = await open()
    const { user } = await enroll(store)
    await plan(store, user, 5)
    let tries = 0
    const send = async (): Promise<Outcome> => {
      tries++
      return { kind: 'later', detail: 'connect ECONNREFUSED', away: true }
    }
    await sendDueMails(store, through({ name: 'away', send }), () => noon)
    expect([tries, await findChannel(store, 'away')]).toEqual([1, undefined])
    expect(await statesOf(store)).toEqual([...Array(4).fill('planned 0'), 'planned 1'])
  })
})

describeStores('organisations that share a channel', (open) => {
  it('are served in turn, whoever has more mails and had them first', async () => {
    const store = await open()
    const { user } = await enroll(store)
    await plan(store, user, 60)
    const other = await createOrg(store, 'Other', user.id, noon)
    await plan(store, user, 3, other)
    const gate = createGate()
    await sendDueMails(store, through(gate.channel), () => noon)
    expect(gate.readers).toHaveLength(63)
    const places = gate.readers.flatMap((reader, i) => (reader.startsWith(`org-${other}-`) ? [i] : []))
    expect(Math.max(...places)).toBeLessThan(8)
  })
})

describeStores('the rate of a channel', (open) => {
  it('is shared by all servers: no two turns are the same, and none is lost', async () => {
    const store = await open()
    const everyMs = 10_000
    const all = await Promise.all(Array.from({ length: 8 }, () => takeTurns(store, 'shared', 3, everyMs)))
    const waits = all.map(({ waitMs }) => Math.round(waitMs / everyMs)).sort((a, b) => a - b)
    expect(waits).toEqual([0, 3, 6, 9, 12, 15, 18, 21])
    expect(all.map(({ isPaused }) => isPaused)).toEqual(Array(8).fill(false))
  })

  it('lets nobody wait who is stopped, and asks for nothing where there is none', async () => {
    const store = await open()
    const turns = createMailTurns(store, { name: 'slow', perSecond: 0.001, send: async () => refusal })
    expect(await turns.next()).toBe(true)
    const stopping = new AbortController()
    const waiting = turns.next(stopping.signal)
    stopping.abort()
    expect(await waiting).toBe(false)
    await createMailTurns(store, { name: 'free', send: async () => refusal }).next()
    expect(await findChannel(store, 'free')).toBeUndefined()
  })
})

it('a channel that is paused is told at the terminal, to doctor and to Prometheus, until a test mail passes', async () => {
  const smtp = await startAnsweringSmtp()
  const folder = newFolder()
  const file = join(folder, 'server', 'usage-audit.db')
  const env = cleanEnvironment({ USAGE_AUDIT_MAIL__SMTP_URL: smtp.url, USAGE_AUDIT_REPORTS__TO: 'ana@example.org' })
  const run = (...args: string[]) => runProgram(['--data-dir', folder, ...args], env)
  mkdirSync(join(folder, 'server'), { mode: 0o700 })
  const store = await openStore(`file:${file}`)
  const name = `smtp ${new URL(smtp.url).host}`
  await pauseChannel(store, name, { reason: '535 5.7.8 wrong password', now: Date.now(), isProbe: false })
  expect(await createMetrics({ store, now: () => noon, inFlight: () => 0 }).scrape()).toContain(
    `usage_audit_channel_paused{channel="${name}"} 1`,
  )
  expect(peekPause(file, name)?.reason).toBe('535 5.7.8 wrong password')
  expect(peekPause(join(folder, 'none.db'), name)).toBeUndefined()
  expect((await run('report', 'list')).err).toContain('Mails are paused until')
  smtp.answer('auth', '535 5.7.8 wrong password')
  const failed = await run('mail', 'test')
  expect([failed.exit, failed.out]).toEqual([
    69,
    expect.stringMatching(/failed {3}sign-in: .*535 5\.7\.8[\s\S]*→ user or password/),
  ])
  smtp.answer(undefined)
  const passed = await run('mail', 'test', '--json')
  expect([passed.exit, JSON.parse(passed.out).stages.at(-1)]).toMatchObject([0, { stage: 'delivered', state: 'ok' }])
  expect(await findChannel(store, name)).toMatchObject({ pausedUntil: null, failures: 0 })
  await store.close()
  await smtp.close()
})
