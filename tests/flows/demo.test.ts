import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toDataDir } from '../../src/cli/data-dir.ts'
import { isAtLeast } from '../../src/core/access.ts'
import { toDeviceFacts } from '../../src/core/demo/device-facts.ts'
import { createDemo, type DemoQuestion } from '../../src/core/demo/people.ts'
import { findHistoryFault } from '../../src/core/forks.ts'
import { totalMs } from '../../src/core/spans.ts'
import { fillStore } from '../../src/server/demo/fill-store.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { makeReport } from '../../src/server/reports/make-report.ts'
import { checkAccessLog } from '../../src/server/store/access-check.ts'
import { findAccesses } from '../../src/server/store/access-log.ts'
import { findDevices } from '../../src/server/store/devices.ts'
import { findMembersOf } from '../../src/server/store/members.ts'
import { findMembers, findOwner, getOrg, personalOrg } from '../../src/server/store/people.ts'
import { findStreams } from '../../src/server/store/streams.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'
import { enroll, noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'

const question: DemoQuestion = {
  seed: 3,
  from: '2026-10-22',
  devices: 5,
  now: noon,
  locale: 'pt-BR',
  zone: 'America/Sao_Paulo',
}

describeStores('fillStore', (open) => {
  it('stores all that was made up and makes every day of it, late records too', async () => {
    const store = await open()
    const filled = await fillStore(store, question)
    const demo = createDemo(question)
    const pieces = demo.devices.map((device) => ({ device, pieces: [...toDeviceFacts(device)] }))
    const late = pieces.filter(({ device, pieces: own }) => own.some(({ at }) => at >= device.lateFrom))
    expect(late.length).toBeGreaterThan(0)
    const { processHours, spans, gaps, days } = store.t
    const all = pieces.flatMap(({ pieces: own }) => own)
    const hours = all.flatMap((piece) => piece.hours)
    const stored = await store.db.select().from(processHours)
    expect(stored.length).toBe(hours.length)
    const sum = (rows: readonly { runningMs: number; cpuMs: number; launches: number }[]) =>
      rows.reduce((total, { runningMs, cpuMs, launches }) => total + runningMs + cpuMs + launches, 0)
    expect(sum(stored)).toBe(sum(hours))
    expect(await store.db.$count(spans)).toBe(all.flatMap((piece) => piece.spans).length)
    expect(await store.db.$count(gaps)).toBe(all.flatMap((piece) => piece.gaps).length)
    expect(filled).toMatchObject({ people: demo.people.length, devices: 5 })
    const made = await store.db.select().from(days)
    for (const [i, { pieces: own }] of pieces.entries()) {
      const clocks = own.flatMap((piece) => piece.spans.filter(({ source }) => source === 'clock'))
      const ofDevice = made.filter(({ deviceId }) => deviceId === i + 1)
      expect(ofDevice.reduce((total, { recordedMs }) => total + recordedMs, 0)).toBe(totalMs(clocks))
    }
    expect(await rollUp(store)).toMatchObject({ days: 0, failures: [] })
    for (const { id } of await findDevices(store, personalOrg))
      expect(findHistoryFault(await findStreams(store, personalOrg, id))).toBeUndefined()
    expect(await getOrg(store, personalOrg)).toMatchObject({ demo: 1, name: 'Demonstração – dados inventados' })
    const accesses = await findAccesses(store, personalOrg, { limit: 50 })
    expect(accesses.length).toBeGreaterThan(0)
    const members = await findMembersOf(store, personalOrg)
    const helpers = members.filter(({ role }) => isAtLeast(role, 'admin')).map(({ userId }) => userId)
    expect(accesses.filter(({ actor }) => !helpers.includes(actor))).toEqual([])
    expect(accesses.every(({ actor, about, at }) => actor !== about && at < noon)).toBe(true)
    expect(await checkAccessLog(store, personalOrg)).toMatchObject({ faults: [] })
    expect((await findMembers(store)).every(({ user }) => user.email === null)).toBe(true)
    const report = await makeReport(store, personalOrg, (await findOwner(store, personalOrg))!, '2026-10', noon)
    expect(report.demo).toBe(true)
    expect(report.activeMs).toBeGreaterThan(0)
  })

  it('never touches a store that holds anything', async () => {
    const store = await open()
    const { user } = await enroll(store)
    const refused = { code: 'cannot_create', at: 'server.database' }
    await expect(fillStore(store, question)).rejects.toMatchObject(refused)
    expect(await store.db.$count(store.t.users)).toBe(1)
    expect(await makeReport(store, personalOrg, user, '2026-10', noon)).not.toHaveProperty('demo')
    const other = await open()
    if (other.dialect === 'postgres') return
    await fillStore(other, { ...question, devices: 1 })
    await expect(fillStore(other, question)).rejects.toMatchObject(refused)
    expect(await other.db.$count(other.t.devices)).toBe(1)
  })
})

describe('usage-audit demo', () => {
  const small = ['demo', '--months', '1', '--devices', '1']

  it('fills a folder beside what is recorded here, and every command says that it is made up', async () => {
    const env = cleanEnvironment()
    const { exit, out, err } = await runProgram([...small, '--json'], env)
    expect([exit, err]).toEqual([0, ''])
    const { dataDir, month, ...told } = JSON.parse(out)
    expect(told).toMatchObject({ demo: true, devices: 1, people: 1, seed: 1 })
    expect(dataDir).toBe(join(env.XDG_DATA_HOME!, 'usage-audit', 'demo'))
    expect(existsSync(toDataDir(join(env.XDG_DATA_HOME!, 'usage-audit')).serverDatabase)).toBe(false)
    const run = (...args: string[]) => runProgram([...args, '--data-dir', dataDir], env)
    expect((await run('report', '--month', month)).out).toMatch(/^Demo – made-up data/)
    expect(JSON.parse((await run('report', '--month', month, '--json')).out)).toMatchObject({ demo: true })
    expect((await run('devices', 'list')).out).toMatch(/^Demo – made-up data/)
    expect(JSON.parse((await run('devices', 'list', '--json')).out)).toMatchObject([{ demo: true }])
    expect(await run('devices', 'merge', '1', '1')).toMatchObject({ exit: 65, out: '' })
    expect((await run('devices', 'merge', '1', '1', '--yes')).exit).toBe(78)
    // Nobody listens at this mail server: it is not asked, whatever address is named.
    const smtp = { USAGE_AUDIT_MAIL__SMTP_URL: 'smtp://127.0.0.1:1', USAGE_AUDIT_MAIL__FROM: 'audit@example.org' }
    const send = ['report', '--month', month, '--send', '--to', 'real@example.org', '--data-dir', dataDir]
    expect(await runProgram(send, { ...env, ...smtp })).toMatchObject({
      ...{ exit: 0, out: expect.stringContaining(join(dataDir, 'outbox')) },
    })
    const token = join(newFolder(), 'token')
    expect((await run('devices', 'add', 'laptop', '--token-out', token)).exit).toBe(78)
    expect(existsSync(token)).toBe(false)
    expect(await run(...small)).toMatchObject({ exit: 73, out: '' })
  })

  it('refuses a store of somebody’s own, and tells how to look at a new one', async () => {
    const env = cleanEnvironment({ LANG: 'pt_BR.UTF-8' })
    const mine = newFolder()
    await runProgram(['db', 'migrate', '--data-dir', mine], env)
    const refused = await runProgram([...small, '--data-dir', mine], env)
    expect(refused).toMatchObject({ exit: 73, out: '' })
    expect(refused.err).toContain('--data-dir')
    const folder = newFolder()
    const { out } = await runProgram([...small, '--data-dir', folder], env)
    expect(out).toMatch(/^Demonstração – dados inventados\n/)
    expect(out).toContain(`usage-audit serve --data-dir ${folder}\n`)
    expect((await runProgram(['demo', '--months', '0'], env)).exit).toBe(64)
    const users = (...args: string[]) => runProgram(['users', ...args, '--data-dir', folder], env)
    const [first] = JSON.parse((await users('list', '--json')).out)
    expect((await users('sign-in-link', first.id)).out).toMatch(/\nhttp:.*\/sign-in\/[\w-]{20,}\n$/)
  })
})
