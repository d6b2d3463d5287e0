import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { carryOut, readErasures, takeOrder } from '../../src/agent/journal/erase.ts'
import { openJournal } from '../../src/agent/journal/journal.ts'
import { erasePlanned } from '../../src/cli/erasing.ts'
import type { ServerSide } from '../../src/cli/server-side.ts'
import { dayMs, hourMs, minuteMs } from '../../src/core/time.ts'
import { readStoredOfDevices } from '../../src/server/export/stored-devices.ts'
import { carryOutErasures } from '../../src/server/jobs/erase.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { outboxFileName } from '../../src/server/mail/outbox.ts'
import { makeReport } from '../../src/server/reports/make-report.ts'
import type { RunningServer } from '../../src/server/server.ts'
import { backUp } from '../../src/server/store/care/backup.ts'
import { erasuresFile } from '../../src/server/store/care/erasures.ts'
import { planErasure } from '../../src/server/store/care/order-erasure.ts'
import { restore } from '../../src/server/store/care/restore.ts'
import { findDevices } from '../../src/server/store/devices.ts'
import { findOrders, findUndone } from '../../src/server/store/erase/orders.ts'
import { addReport, findPlannedFigures, isPlanned } from '../../src/server/store/ledger.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { filesWith, tablesWith } from '../support/canary.ts'
import { bundleChild } from '../support/children.ts'
import { type JournalAgent, openJournalAgent, recordHour } from '../support/journal-agent.ts'
import { newFolder } from '../support/program.ts'
import { addDevice, type Enrolled, enroll, noon } from '../support/records.ts'
import { serve } from '../support/server.ts'
import { describeStores } from '../support/stores.ts'

const canary = 'Quisquilia'
const app = { key: `${canary}.desktop`, name: canary }
const other = { key: 'vim', name: 'Vim' }
const clock = { zone: 'UTC', offsetMs: 0, watched: ['window' as const, 'input' as const] }

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

let now = noon
const openAgent = (server: RunningServer, token: string): JournalAgent => {
  const agent = openJournalAgent(server.url, token, () => now)
  ends.push(agent.end)
  return agent
}

const record = (agent: JournalAgent, hour: number, what = app, title = `${canary} letter`) =>
  recordHour(agent, hour, what, title)

interface World extends Enrolled {
  readonly store: Store
  readonly server: RunningServer
  readonly side: ServerSide
  readonly outbox: string
}

async function openWorld(store: Store, database = join(newFolder(), 'server.db')): Promise<World> {
  now = noon
  const outbox = newFolder()
  const erasing = { tombstones: erasuresFile(database), outbox }
  const enrolled = await enroll(store)
  const server = await serve(store, { now: () => now })
  ends.push(() => server.stop())
  return { ...enrolled, store, server, outbox, side: { store, erasing } as unknown as ServerSide }
}

/** A frozen report of the month that names the app, and its mail in the outbox. */
async function addMailedReport({ store, user, device, outbox }: World): Promise<void> {
  await rollUp(store)
  const figures = await makeReport(store, device.orgId, user, '2026-11', now)
  const added = await addReport(store, { ...device, user, figures, planned: true, address: 'a@b.org', now })
  const name = outboxFileName({ id: added!.mailId!, period: '2026-11' })
  for (const file of [name, `${name}.17.tmp`]) writeFileSync(join(outbox, file), `Subject: ${canary}`)
}

async function order({ side, store, device }: World, until?: number) {
  const devices = (await findDevices(store, device.orgId)).filter(({ id }) => id === device.deviceId)
  const plan = await planErasure(store, { orgId: device.orgId, devices, until }, now)
  const { devices: erased } = await erasePlanned(side, plan, () => now)
  // The server may just be sending the mail: then it goes on by itself.
  while ((await findUndone(store, device.orgId)).length > 0) {
    await setImmediate()
    await carryOutErasures(store, side.erasing, () => now)
  }
  return erased
}

describeStores('an erasure', (open) => {
  it('goes from order to agent to confirmation, and leaves the rest', { timeout: 60_000 }, async () => {
    const world = await openWorld(await open())
    const { store, server, user, device } = world
    const agent = openAgent(server, world.token)
    const second = await addDevice(store, user)
    const beside = openAgent(server, second.token)
    record(agent, noon - 3 * dayMs)
    record(beside, noon - 3 * dayMs, other, 'a title')
    record(agent, noon - hourMs)
    for (const { uploader } of [agent, beside]) expect(await uploader.uploadNow()).toMatchObject({ error: undefined })
    mkdirSync(join(agent.folder), { recursive: true })
    writeFileSync(`${agent.file}.quarantine-20261101T000000Z-wal`, canary)
    await addMailedReport(world)
    expect(await tablesWith(store, canary)).toEqual(['subjects', 'spans', 'reports'])
    const stored = await readStoredOfDevices(store, { orgId: device.orgId, userId: user.id })

    now = noon + 5 * minuteMs
    const [erased] = await order(world)
    expect(erased).toMatchObject({ rows: { processHours: 2, spans: 4, gaps: 0 } })
    // What was counted is all that was stored of it, sums of days and months too.
    const counted = Object.entries(erased!.rows).filter(([, rows]) => rows > 0)
    expect(Object.fromEntries(counted)).toEqual(stored.find((one) => one.device === device.deviceId)!.rows)
    expect(await tablesWith(store, canary)).toEqual([])
    expect(filesWith([world.outbox], canary)).toEqual([])
    expect(await isPlanned(store, device.orgId, user.id, '2026-11')).toBe(true)
    expect(await findPlannedFigures(store, device.orgId, user.id, '2026-11')).toBeUndefined()

    // What the agent still has of that time is refused, emptied, and never comes again.
    now = noon + 20 * minuteMs
    record(agent, noon, other, 'after')
    const round = await agent.uploader.uploadNow()
    expect(round.error).toBeUndefined()
    expect(filesWith([agent.folder], canary)).toEqual([])
    expect(readErasures(agent.journal.db)).toEqual({})
    const [confirmed] = await findOrders(store, device.orgId)
    expect(confirmed).toMatchObject({ doneAt: now - 15 * minuteMs, confirmedAt: now })
    expect(confirmed!.confirmed).toMatchObject({ processHours: 3, subjects: 2, files: 1 })

    // Recording goes on, and what the person's other device told is all there.
    now = noon + 2 * hourMs
    record(agent, noon + hourMs, other, 'later')
    expect(await agent.uploader.uploadNow()).toMatchObject({ error: undefined })
    await rollUp(store)
    const days = await store.db.select().from(store.t.personDays)
    expect(days.map(({ day, recordedMs }) => [day, recordedMs])).toEqual([
      ['2026-10-30', hourMs],
      ['2026-11-02', hourMs],
    ])
    expect(await store.db.select().from(store.t.usageDays)).toHaveLength(2)
  })

  it('refuses an earlier row at each repeat alike, and an app that comes again has its name', async () => {
    const world = await openWorld(await open())
    const agent = openAgent(world.server, world.token)
    record(agent, noon - 2 * hourMs)
    await agent.uploader.uploadNow()
    now += minuteMs
    await order(world)
    const late = openAgent(world.server, world.token)
    record(late, noon - 3 * hourMs)
    record(late, noon + hourMs)
    now += 2 * hourMs
    expect(await late.uploader.uploadNow()).toMatchObject({ error: undefined })
    const { store } = world
    const names = (await store.db.select().from(store.t.subjects)).map(({ kind, name }) => [kind, name])
    expect(names.sort()).toEqual([
      ['app', canary],
      ['erased', ''],
    ])
    const hours = await store.db.select().from(store.t.processHours)
    expect(hours.map(({ hour, subjectId }) => [hour, subjectId])).toEqual([[noon + hourMs, 2]])
  })

  it('is ended by a server that finds it noted outside its database only', async () => {
    const store = await open()
    const world = await openWorld(store)
    const agent = openAgent(world.server, world.token)
    record(agent, noon - 2 * hourMs)
    await agent.uploader.uploadNow()
    await order(world)
    const { eraseOrders, devices } = store.t
    // As a database that was restored by a program of its own: it knows of nothing.
    await store.batch((db) => [db.delete(eraseOrders), db.update(devices).set({ erasedUntil: 0 })])
    await carryOutErasures(store, world.side.erasing, () => now)
    expect(await findOrders(store, world.device.orgId)).toMatchObject([{ until: noon, doneAt: now, confirmedAt: null }])
    expect(await agent.uploader.uploadNow()).toMatchObject({ error: undefined })
  })
})

describe('an erasure on a file', () => {
  it('leaves no byte anywhere, and a backup does not bring it back', { timeout: 60_000 }, async () => {
    const folder = newFolder()
    const file = join(folder, 'server.db')
    const store = openSqlite(file)
    const world = await openWorld(store, file)
    const agent = openAgent(world.server, world.token)
    for (let day = 40; day > 0; day--) record(agent, noon - day * dayMs)
    expect(await agent.uploader.uploadNow()).toMatchObject({ error: undefined })
    await addMailedReport(world)
    const backup = join(newFolder(), 'backup.db')
    await backUp(file, backup, { force: false, version: '1.2.3', now })
    now += minuteMs
    await order(world)
    record(agent, noon + hourMs, other, 'after')
    now += 2 * hourMs
    expect(await agent.uploader.uploadNow()).toMatchObject({ error: undefined })
    expect(filesWith([folder, world.outbox, agent.folder], canary)).toEqual([])
    await world.server.stop()
    ends.splice(ends.length - 2, 1)
    await store.close()

    expect(filesWith([dirname(backup)], canary)).toEqual([backup])
    expect(await restore(file, backup)).toMatchObject({ erasures: 1, rows: { process_hours: 0, spans: 0 } })
    const again = openSqlite(file)
    await carryOutErasures(again, world.side.erasing, () => now)
    expect(await tablesWith(again, canary)).toEqual([])
    await again.close()
    expect(filesWith([folder], canary).filter((name) => !name.includes('.before-'))).toEqual([])
  })
})

describe('an erasure on a journal', () => {
  it('goes on after it was killed at any place, and counts everything once', { timeout: 120_000 }, async () => {
    const child = await bundleChild('tests/support/erasing-child.ts')
    const id = '6f3f6bd2-5d6b-4b43-9d3b-0a8f5d4e9d11'
    let cut = 0
    for (const delay of [0, 2, 5, 10, 20]) {
      const file = join(newFolder(), 'journal.db')
      const journal = openJournal(file, noon)
      const hours = Array.from({ length: 9_000 }, (_, i) => ({
        ...{ app: { key: `${canary} ${i % 50}`, name: canary }, hour: noon - Math.floor(i / 50 + 1) * hourMs },
        ...{ runningMs: 1, cpuMs: 1, launches: 0, memoryKiBSeconds: 0, memoryKiB: 0 },
      }))
      journal.write({ hours, recorded: [{ start: noon - dayMs, end: noon - 1, clock }], gaps: [] })
      journal.close()
      const running = spawn(process.execPath, [child, file, id, String(noon)], { stdio: ['ignore', 'pipe', 'inherit'] })
      let said = ''
      running.stdout.on('data', (text) => {
        said += text
      })
      await once(running.stdout, 'data')
      setTimeout(() => running.kill('SIGKILL'), delay)
      await once(running, 'close')
      if (!said.includes('done')) cut++
      const after = openJournal(file, noon)
      takeOrder(after, { id, until: noon })
      expect(await carryOut(after, file, id)).toBe(true)
      expect(readErasures(after.db)[id]).toMatchObject({
        done: true,
        counts: { processHours: 9_000, spans: 2, subjects: 50 },
      })
      after.close()
      expect(filesWith([dirname(file)], canary)).toEqual([])
    }
    expect(cut).toBeGreaterThan(0)
  })
})
