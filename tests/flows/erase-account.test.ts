import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { toDataDir } from '../../src/cli/data-dir.ts'
import { addOrder } from '../../src/server/store/erase/orders.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { filesWith, tablesWith } from '../support/canary.ts'
import { newFolder } from '../support/program.ts'
import { addDevice, enroll, noon } from '../support/records.ts'
import { runHere } from '../support/world.ts'

const canary = 'Quisquilia'
const folder = newFolder()
const { serverDatabase } = toDataDir(folder)
const run = (args: readonly string[], env = {}) => runHere([...args, '--data-dir', folder], { env, now: () => noon })
const pt = { USAGE_AUDIT_REPORTS__LOCALE: 'pt-BR' }
const erase = ['erase', '--person', canary, '--account']

describe('usage-audit erase --account', () => {
  beforeAll(async () => {
    mkdirSync(dirname(serverDatabase), { recursive: true })
    const store = openSqlite(serverDatabase)
    const { user, device } = await enroll(store)
    const { users, members } = store.t
    const person = { ...user, id: randomUUID(), name: canary, email: `${canary}@example.org` }
    await store.batch((db) => [
      db.insert(users).values(person),
      db.insert(members).values({ orgId: 1, userId: person.id, role: 'member' }),
    ])
    const order = { ...device, id: randomUUID(), until: noon, orderedAt: noon, removed: {} }
    await addOrder(store, { ...order, orderedBy: user.id })
    await store.close()
  })

  it('only counts without --yes, also for somebody who has no device', async () => {
    const { exit, out, err } = await run(erase, pt)
    expect([exit, err]).toEqual([0, ''])
    expect(out).toMatch(/em: nenhum dispositivo.*E a conta: nome, endereço.*Nada foi apagado ainda/s)
    expect(JSON.parse((await run([...erase, '--json'])).out)).toEqual({
      ...{ dryRun: true, devices: [], reports: 0, mails: 0, account: true },
    })
    expect(filesWith([folder], canary)).not.toEqual([])
  })

  it('says the way out where it is asked wrongly, and keeps the last owner', async () => {
    for (const more of [
      ['--device', '1', '--account'],
      ['--person', canary, '--account', '--until', '2026-10-01'],
    ]) {
      const { exit, err } = await run(['erase', ...more])
      expect([exit, err]).toEqual([64, expect.stringContaining('--account')])
    }
    const owner = await run(['erase', '--person', 'ana@example.org', '--account', '--yes'])
    expect([owner.exit, owner.err]).toEqual([75, expect.stringContaining('nobody else owns "Ana"')])
  })

  it('erases, says so, and notes who did; then nobody of that name is here', async () => {
    const { exit, out } = await run([...erase, '--yes'])
    expect(exit).toBe(0)
    expect(out).toMatch(/Erased on this server\..*The account is gone.*Noted outside the database too/s)
    expect(filesWith([folder], canary)).toEqual([])
    expect((await run(erase)).exit).toBe(65)
    const log = await run(['access-log'], pt)
    expect(log.out).toMatch(/\(no servidor\) +\(apagado\) [0-9a-f]{8} +exclusão/)
    const store = openSqlite(serverDatabase)
    expect(await tablesWith(store, canary)).toEqual([])
    await store.close()
  })

  it('erases somebody who has left, whose devices still tell of them', async () => {
    const store = openSqlite(serverDatabase)
    const [user] = await store.db.select().from(store.t.users)
    const former = { ...user!, id: randomUUID(), name: 'Former', email: 'former@example.org' }
    await store.batch((db) => [db.insert(store.t.users).values(former)])
    await addDevice(store, former)
    await store.close()
    expect((await run(['erase', '--person', 'Former', '--account', '--yes'])).exit).toBe(65)
    expect((await run(['erase', '--person', 'former@example.org', '--account', '--yes'])).exit).toBe(0)
    expect(filesWith([folder], 'former@example.org')).toEqual([])
  })

  it('lists by name who ordered over the network', async () => {
    expect((await run(['erase', 'list'])).out).toMatch(/1 laptop.*Ana/)
  })
})
