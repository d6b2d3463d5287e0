import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../src/core/time.ts'
import { carryOutErasures } from '../../src/server/jobs/erase.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { outboxFileName } from '../../src/server/mail/outbox.ts'
import { makeReport } from '../../src/server/reports/make-report.ts'
import { checkAccessLog } from '../../src/server/store/access-check.ts'
import { findAccesses } from '../../src/server/store/access-log.ts'
import { backUp } from '../../src/server/store/care/backup.ts'
import { erasuresFile } from '../../src/server/store/care/erasures.ts'
import { restore } from '../../src/server/store/care/restore.ts'
import { createDevice } from '../../src/server/store/devices.ts'
import { findOrders, findUndone } from '../../src/server/store/erase/orders.ts'
import { addReport } from '../../src/server/store/ledger.ts'
import { createOrg } from '../../src/server/store/orgs.ts'
import { getUser } from '../../src/server/store/people.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { type AccountWorld, goodPassword, openAccountWorld } from '../support/accounts.ts'
import { filesWith, tablesWith } from '../support/canary.ts'
import { type JournalAgent, openJournalAgent, recordHour } from '../support/journal-agent.ts'
import { newFolder } from '../support/program.ts'
import { noon } from '../support/records.ts'
import { makeAllDays } from '../support/rights-world.ts'
import { describeStores } from '../support/stores.ts'
import type { TestVisitor } from '../support/visitor.ts'

const canary = 'Quisquilia'
const address = `${canary}@example.org`
const words = [canary, canary.toLowerCase()]
const app = { key: `${canary}.desktop`, name: canary }
const mine = '/api/v1/orgs/1/me'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

interface World extends AccountWorld {
  readonly folder: string
  readonly outbox: string
  readonly erasing: { readonly tombstones: string; readonly outbox: string }
  readonly person: TestVisitor
  readonly userId: string
  readonly second: number
  now(): number
  later(ms: number): void
}

/** Somebody of two organisations, whose name is everywhere that it can come to. */
async function openWorld(store: Store, folder = newFolder()): Promise<World> {
  const outbox = newFolder()
  const erasing = { tombstones: erasuresFile(join(folder, 'server.db')), outbox }
  const world = await openAccountWorld(store, { erasing })
  ends.push(() => world.server.stop())
  const person = await world.join(address, 'member')
  const userId = (await person.call('GET', '/api/v1/me')).body.id
  const second = await createOrg(store, 'Second', world.ownerId, noon)
  await world.owner.call('POST', `/api/v1/orgs/${second}/invitations`, { email: address, role: 'member' })
  let now = noon
  const later = (ms: number) => {
    now += ms
    world.forward(ms)
  }
  return { ...world, folder, outbox, erasing, person, userId, second, now: () => now, later }
}

async function addAgent({ store, server, userId, now }: World): Promise<JournalAgent> {
  const token = `token-${userId}`
  await createDevice(store, { orgId: 1, userId, name: `${canary}'s laptop`, platform: 'test', token, now: noon })
  const agent = openJournalAgent(server.url, token, now)
  ends.push(agent.end)
  return agent
}

/** Reports, mails and what others wrote of them, and their own words elsewhere. */
async function leaveTraces({ store, owner, ownerId, outbox, userId, person }: World): Promise<void> {
  await makeAllDays(store)
  const user = await getUser(store, userId)
  const figures = await makeReport(store, 1, user, '2026-11', noon)
  const added = await addReport(store, { orgId: 1, user, figures, planned: true, address, now: noon })
  writeFileSync(join(outbox, outboxFileName({ id: added!.mailId!, period: '2026-11' })), `To: ${address}`)
  const look = `/api/v1/orgs/1/members/${userId}/report?month=2026-11&reason=what+${canary}+did`
  expect((await owner.call('GET', look)).status).toBe(200)
  await person.call('PATCH', '/api/v1/orgs/1/sharing', { shares: true })
  const { members } = store.t
  await store.batch((db) => [db.update(members).set({ role: 'manager' }).where(eq(members.userId, userId))])
  // They looked at somebody, too: the log calls them by name.
  await owner.call('PATCH', '/api/v1/orgs/1/sharing', { shares: true })
  const back = `/api/v1/orgs/1/members/${ownerId}/report?month=2026-11&reason=to+compare`
  expect((await person.call('GET', back)).status).toBe(200)
  const settings = { rules: [{ app: canary, action: 'drop' }] }
  const policy = { scope: 'person', about: userId, revision: 0, settings }
  expect((await owner.call('PATCH', '/api/v1/orgs/1/policies', policy)).status).toBe(200)
}

async function carryOut({ store, erasing, now }: World): Promise<void> {
  do {
    await setImmediate()
    await carryOutErasures(store, erasing, now)
  } while ((await findUndone(store, 1)).length > 0)
}

const traces = async (store: Store) => (await Promise.all(words.map((word) => tablesWith(store, word)))).flat()

describeStores('a person who wants to be forgotten', (open) => {
  it('is: here, on their computers, and in what others wrote', { timeout: 60_000 }, async () => {
    const world = await openWorld(await open())
    const { store, person, userId, later, now } = world
    const agent = await addAgent(world)
    recordHour(agent, noon - 2 * hourMs, app, `${canary} letter`)
    expect(await agent.uploader.uploadNow()).toMatchObject({ error: undefined })
    await leaveTraces(world)
    expect(await traces(store)).toEqual(
      expect.arrayContaining(['users', 'devices', 'subjects', 'spans', 'reports', 'accessLog', 'policies', 'mails']),
    )
    expect(await traces(store)).toEqual(expect.arrayContaining(['identities', 'invitations']))

    later(minuteMs)
    const ask = (body: object) => person.call('POST', `${mine}/erasures`, body)
    const dry = await ask({ dryRun: true, account: true })
    expect(dry.body).toMatchObject({
      dryRun: true,
      account: true,
      reports: 1,
      devices: [{ rows: { processHours: 1 } }],
    })
    expect((await ask({ dryRun: false, account: true })).body.error).toMatchObject({ code: 'invalid', at: 'current' })
    expect((await ask({ dryRun: false, account: true, current: 'wrong' })).status).toBe(403)
    expect((await ask({ dryRun: false, account: true, until: '2026-11-01' })).body.error.at).toBe('until')
    const { body: receipt } = await ask({ dryRun: false, account: true, current: goodPassword })
    expect(receipt).toMatchObject({ dryRun: false, account: true, devices: [{ order: expect.any(String) }] })
    expect((await person.call('GET', '/api/v1/me')).status).toBe(401)
    await carryOut(world)
    expect(await traces(store)).toEqual([])
    expect(filesWith([world.outbox, world.folder], canary)).toEqual([])
    expect(await getUser(store, userId)).toMatchObject({ name: '', email: null })

    // What the computer told since is refused, and its journal emptied; nothing comes back.
    later(hourMs)
    recordHour(agent, now() - minuteMs, app, canary)
    expect(await agent.uploader.uploadNow()).toMatchObject({ error: undefined })
    expect(filesWith([agent.folder], canary)).toEqual([])
    expect(await findOrders(store, 1)).toMatchObject([{ id: receipt.devices[0].order, confirmedAt: now() }])
    await rollUp(store)
    expect(await traces(store)).toEqual([])
    expect(await store.db.$count(store.t.processHours)).toBe(0)
    // The log has lost their words and those about them, and nothing else.
    expect((await checkAccessLog(store, 1)).faults).toEqual([])
    const log = await findAccesses(store, 1, { limit: 9 })
    expect(log.map(({ actorName, about, reason }) => [actorName, about === userId, reason])).toEqual([
      ['Ana', true, null],
      ['', false, null],
      ['Ana', true, null],
    ])
  })

  it('needs no device for it, and may not leave an organisation without an owner', async () => {
    const world = await openWorld(await open())
    const { store, owner, person, second, later } = world
    later(minuteMs)
    const body = { dryRun: false, account: true, current: goodPassword }
    const refused = await owner.call('POST', `${mine}/erasures`, body)
    expect([refused.status, refused.body.error.message]).toEqual([409, expect.stringContaining('nobody else owns')])
    expect((await owner.call('GET', `/api/v1/orgs/${second}`)).status).toBe(200)
    expect((await person.call('POST', `${mine}/erasures`, body)).body).toMatchObject({ devices: [], account: true })
    await carryOut(world)
    expect(await traces(store)).toEqual([])
    // Nobody signs in by what is gone, and the address is free for somebody new.
    const again = { email: address, password: goodPassword }
    expect((await person.call('POST', '/api/v1/session', again)).status).toBe(401)
    await world.join(address, 'member')
  })
})

describe('a person who wants to be forgotten, on a file', () => {
  it('leaves no byte, and an older backup does not bring them back', { timeout: 60_000 }, async () => {
    const folder = newFolder()
    const file = join(folder, 'server.db')
    const store = openSqlite(file)
    const world = await openWorld(store, folder)
    const { person, erasing, later, now } = world
    const agent = await addAgent(world)
    for (let day = 8; day > 0; day--) recordHour(agent, noon - day * dayMs, app, `${canary} ${day}`)
    expect(await agent.uploader.uploadNow()).toMatchObject({ error: undefined })
    await leaveTraces(world)
    const backup = join(newFolder(), 'backup.db')
    await backUp(file, backup, { force: false, version: '1.2.3', now: now() })
    later(minuteMs)
    await person.call('POST', `${mine}/erasures`, { dryRun: false, account: true, current: goodPassword })
    await carryOut(world)
    later(hourMs)
    recordHour(agent, now() - hourMs, app, canary)
    expect(await agent.uploader.uploadNow()).toMatchObject({ error: undefined })
    for (const word of words) expect(filesWith([folder, world.outbox, agent.folder], word)).toEqual([])
    expect(readFileSync(erasing.tombstones, 'utf8').split('\n')).toHaveLength(3)
    for (const end of ends.splice(0).reverse()) await end()
    await store.close()

    expect(filesWith([dirname(backup)], canary)).toEqual([backup])
    expect(await restore(file, backup)).toMatchObject({ erasures: 2, rows: { process_hours: 0, members: 2 } })
    const again = openSqlite(file)
    await carryOutErasures(again, erasing, now)
    expect(await traces(again)).toEqual([])
    expect((await checkAccessLog(again, 1)).faults).toEqual([])
    await again.close()
    for (const word of words) expect(filesWith([folder], word).filter((name) => !name.includes('.before-'))).toEqual([])
  })
})
