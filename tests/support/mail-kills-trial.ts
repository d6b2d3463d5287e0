import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, inArray, ne } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { expect, inject, it } from 'vitest'
import { freezeReport } from '../../src/server/store/freeze.ts'
import { openStore } from '../../src/server/store/open.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import type { Store } from '../../src/server/store/store.ts'
import { bundleChild } from './children.ts'
import { newFolder } from './program.ts'
import { chooseSeed, createRandom } from './random.ts'
import { enroll } from './records.ts'
import { sampleReport } from './report.ts'
import { createDatabase } from './stores.ts'

const seed = chooseSeed()

export interface MailKillSize {
  readonly kills: number
  readonly mails: number
  /** How many send at the same time. */
  readonly senders: number
}

/** Senders that are killed at any moment while they send, on one database, through a real mail server. */
export const describeMailKills = (dialect: Store['dialect'], size: MailKillSize) =>
  it(`${size.senders} sender(s) that are killed ${size.kills} times leave no mail doubled or lost (${dialect})`, async () => {
    const random = createRandom(seed)
    const post = await startPost(random)
    const database =
      dialect === 'sqlite' ? `file:${join(newFolder(), 'server.db')}` : await createDatabase(inject('postgresUrl'))
    const store = await openStore(database)
    await plan(store, size.mails)
    const child = await bundleChild('tests/support/sending-child.ts')
    const start = () => startSender(child, [database, post.url])
    const senders = await Promise.all(Array.from({ length: size.senders }, start))
    const moments = { 'while a mail was under way': 0, 'between mails': 0 }
    for (let i = 0; i < size.kills; i++) {
      // Until this kill's share of the mails arrived: kills are spread over all of them.
      const share = Math.floor((size.mails * (i + random())) / size.kills)
      post.takeUpTo(share)
      await until(async () => post.arrived.size >= share || (await countOf(store, ['planned'])).length === 0)
      const victim = Math.floor(random() * senders.length)
      moments[post.open() > 0 ? 'while a mail was under way' : 'between mails']++
      await kill(senders[victim]!)
      senders[victim] = await start()
    }
    post.takeUpTo(size.mails)
    await settle(store)
    for (const sender of senders) await kill(sender)
    const mails = await store.db.select().from(store.t.mails)
    await Promise.all([store.close(), post.close()])
    report({ dialect, ...size, ...moments }, mails, post.arrived)
  }, 3_600_000)

type MailRow = Store['t']['mails']['$inferSelect']

function report(about: object, mails: readonly MailRow[], arrived: ReadonlyMap<string, number>): void {
  const timesOf = ({ id }: MailRow) => arrived.get(id) ?? 0
  const count = (which: (mail: MailRow) => boolean) => mails.filter(which).length
  const states = [...new Set(mails.map(({ state }) => state))].sort()
  const table = {
    ...about,
    ...Object.fromEntries(states.map((state) => [state, count((mail) => mail.state === state)])),
    'uncertain, arrived': count((mail) => mail.state === 'uncertain' && timesOf(mail) > 0),
    'uncertain, not arrived': count((mail) => mail.state === 'uncertain' && timesOf(mail) === 0),
    'sent, not arrived': count((mail) => mail.state === 'sent' && timesOf(mail) === 0),
    doubled: count((mail) => timesOf(mail) > 1),
    SEED: seed,
  }
  console.table(table)
  expect(states.filter((state) => state !== 'sent' && state !== 'uncertain')).toEqual([])
  expect(table).toMatchObject({ doubled: 0, 'sent, not arrived': 0 })
}

/** One report, and a mail of it to each reader, due now. */
async function plan(store: Store, count: number): Promise<void> {
  const { user } = await enroll(store)
  const mails = Array.from({ length: count }, (_, i) => {
    const reader = `reader-${i}`
    return { reader, address: `${reader}@example.org`, locale: 'en', formats: [], dueAt: Date.now() }
  })
  // By hand, so that nobody has to be a member to read it; each reader is somebody of the directory.
  const users = mails.map(({ reader }) => ({ ...user, id: reader, name: reader }))
  for (let i = 0; i < users.length; i += 500)
    await store.batch((db) => [db.insert(store.t.users).values(users.slice(i, i + 500))])
  const given = { orgId: personalOrg, figures: sampleReport(), about: user.id, planned: false, now: Date.now() }
  await freezeReport(store, { ...given, mails })
}

/** A mail server that takes no more than it is told, so that kills find mails under way, and counts what it took over by Message-ID. */
async function startPost(random: () => number) {
  const arrived = new Map<string, number>()
  let open = 0
  let most = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _, done) => {
      open++
      let text = ''
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1')
      })
      stream.on('end', async () => {
        while (arrived.size >= most) await sleep(5)
        const [, id = 'none'] = /^Message-ID: <([^@>]+)@/m.exec(text) ?? []
        arrived.set(id, (arrived.get(id) ?? 0) + 1)
        open--
        // Taken over, and sometimes the answer is slow: whoever dies now does not know.
        await sleep(random() * 20)
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    arrived,
    open: () => open,
    takeUpTo: (count: number) => {
      most = count
    },
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

async function startSender(child: string, args: readonly string[]): Promise<ChildProcess> {
  const running = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(running.stdout!, 'data')
  return running
}

async function kill(sender: ChildProcess): Promise<void> {
  if (sender.exitCode !== null) throw new Error(`a sender ended by itself with ${sender.exitCode}`)
  sender.kill('SIGKILL')
  await once(sender, 'exit')
}

const under = ['claimed', 'sending']

const countOf = async ({ db, t: { mails: m } }: Store, states: readonly string[]) =>
  (
    await db
      .select({ id: m.id, claim: m.claim })
      .from(m)
      .where(inArray(m.state, [...states]))
  ).map(({ id, claim }) => `${id} ${claim}`)

/** What the dead held lapses after a quarter of an hour: here at once, when whoever lives has nothing more to do. */
async function settle(store: Store): Promise<void> {
  const { mails: m } = store.t
  for (;;) {
    await until(async () => (await countOf(store, ['planned'])).length === 0)
    const held = await countOf(store, under)
    if (held.length === 0) return
    await sleep(500)
    const still = (await countOf(store, under)).filter((one) => held.includes(one)).map((one) => one.split(' ')[0]!)
    if (still.length > 0)
      await store.batch((db) => [
        db
          .update(m)
          .set({ dueAt: 1 })
          .where(and(inArray(m.id, still), ne(m.state, 'planned'), eq(m.orgId, personalOrg))),
      ])
  }
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 600_000; !(await reached()); await sleep(20))
    if (Date.now() > end) throw new Error('it never came to that')
}
