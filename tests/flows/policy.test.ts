import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../src/agent/journal/journal.ts'
import { createPolicyFollower } from '../../src/agent/policy/follow.ts'
import { findHeldBack, readHeldPolicy } from '../../src/agent/policy/held.ts'
import { setPolicy } from '../../src/cli/setting-policy.ts'
import { dayMs, hourMs, minuteMs } from '../../src/core/time.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import type { PolicyAnswer } from '../../src/protocol/policy.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { readPolicies, readPolicyFor, writePolicy } from '../../src/server/store/policies.ts'
import { cleanEnvironment, newFolder, runProgram, startProgram } from '../support/program.ts'
import { aBatch, addDevice, addPerson, enroll, noon } from '../support/records.ts'
import { serve } from '../support/server.ts'
import { describeStores } from '../support/stores.ts'
import { runHere } from '../support/world.ts'

const everybody = { scope: 'org', about: '' } as const
const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

describeStores('policies', (open) => {
  it('hold for everybody, a person or a device, and what is nearer counts', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const beside = (await addDevice(store, user)).device
    const stranger = (await addDevice(store, await addPerson(store, user))).device
    const before = await readPolicyFor(store, device)
    expect(before).toMatchObject({ revision: 0, policy: { titles: true, rules: [], paused: false }, erase: [] })
    await setPolicy(store, everybody, { titles: 'off', workingHours: 'mo-fr 08:00-18:00' }, noon)
    await setPolicy(store, { scope: 'person', about: user.id }, { workingHours: 'any', pause: true }, noon)
    await setPolicy(store, { scope: 'device', about: String(device.deviceId) }, { resume: true }, noon)
    const all = await Promise.all([device, beside, stranger].map((each) => readPolicyFor(store, each)))
    expect(all.map(({ policy: { titles, workingHours, paused } }) => [titles, workingHours, paused])).toEqual([
      [false, null, false],
      [false, null, true],
      [false, 'mo-fr 08:00-18:00', false],
    ])
    // A clock that stands still does not stop revisions; a policy of somebody else is no news.
    expect(all.map(({ revision }) => revision)).toEqual([noon + 2, noon + 1, noon])
    await setPolicy(store, everybody, { clear: true }, noon - dayMs)
    expect((await readPolicyFor(store, stranger)).revision).toBe(noon + 1)
  })

  it('are asked for by the agent of a device that came after them', async () => {
    const store = await open()
    const { user } = await enroll(store)
    const later = async (of = user) => readPolicyFor(store, (await addDevice(store, of)).device)
    expect(await later()).toMatchObject({ revision: 0 })
    await setPolicy(store, { scope: 'person', about: user.id }, { pause: true }, noon)
    expect(await later()).toMatchObject({ revision: noon, policy: { paused: true } })
    expect(await later(await addPerson(store, user))).toMatchObject({ revision: 0, policy: { paused: false } })
    await setPolicy(store, everybody, { titles: 'off' }, noon + dayMs)
    expect(await later()).toMatchObject({ revision: noon + dayMs, policy: { titles: false } })
  })

  it('are changed by one at a time', async () => {
    const store = await open()
    await enroll(store)
    const write = (known: number) => writePolicy(store, 1, everybody, { settings: { titles: false }, known, now: noon })
    await write(0)
    await expect(write(0)).rejects.toMatchObject({ code: 'conflict' })
    await write(noon)
    await expect(write(noon)).rejects.toMatchObject({ code: 'conflict' })
    expect(await readPolicies(store, 1)).toMatchObject([{ revision: noon + 1 }])
  })

  it('set when people are idle, and mark only the days of those whom it changes', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const person = await addPerson(store, user)
    await store.batch((db) => [db.insert(store.t.members).values({ orgId: 1, userId: person.id, role: 'member' })])
    const other = (await addDevice(store, person)).device
    for (const each of [device, other]) {
      const watched = { zone: 'UTC', offsetMs: 0, watched: ['window', 'input'] }
      const spans: Batch['spans'] = [
        [0, 'clock', noon, noon + hourMs, null, watched],
        [0, 'input', noon, noon + minuteMs, null, null],
      ]
      await applyBatch(store, each, parseBatch(aBatch({ subjects: [], processHours: [], spans })), noon)
    }
    await rollUp(store)
    await setPolicy(store, { scope: 'person', about: user.id }, { idle: 10 * minuteMs }, noon)
    const touched = await store.db.select().from(store.t.touchedDays)
    expect(touched.map(({ deviceId }) => deviceId)).toEqual([device.deviceId])
    await setPolicy(store, everybody, { idle: 3 * minuteMs }, noon)
    expect((await readPolicyFor(store, device)).idleAfterMs).toBe(10 * minuteMs)
    expect((await readPolicyFor(store, other)).idleAfterMs).toBe(3 * minuteMs)
    await expect(setPolicy(store, { scope: 'device', about: '1' }, { idle: minuteMs }, noon)).rejects.toThrow(/alike/)
    await expect(setPolicy(store, everybody, { idle: dayMs }, noon)).rejects.toThrow(/60 minutes/)
    await expect(setPolicy(store, everybody, {}, noon)).rejects.toThrow(/say what to set/)
    await expect(setPolicy(store, everybody, { workingHours: 'late' }, noon)).rejects.toThrow(/no schedule/)
  })

  it('are told to the device that asks, and an order is confirmed by the device that has it', async () => {
    const store = await open()
    const { token } = await enroll(store)
    const server = await serve(store)
    ends.push(() => server.stop())
    const ask = async (path: string, init: RequestInit & { token?: string } = {}) => {
      const headers = { authorization: `Bearer ${init.token ?? token}`, 'content-type': 'application/json' }
      const answer = await fetch(`${server.url}/api/v1/agent/${path}`, { ...init, headers })
      return [answer.status, ((await answer.json()) as { error?: { code: string } }).error?.code]
    }
    const post = (body: unknown) => ask('erasures', { method: 'POST', body: JSON.stringify(body) })
    const counts = { processHours: 0, spans: 0, gaps: 0, subjects: 0, files: 0 }
    const id = '6f3f6bd2-5d6b-4b43-9d3b-0a8f5d4e9d11'
    expect(await ask('policy')).toEqual([200, undefined])
    expect(await ask('policy', { token: 'nobody' })).toEqual([401, 'unauthenticated'])
    expect(await post({ id, counts })).toEqual([404, 'not_found'])
    expect(await post({ id: 'x', counts })).toEqual([422, 'invalid'])
    expect(await post({ id, counts, more: 1 })).toEqual([422, 'unknown_field'])
    expect(await post({ id, counts: { ...counts, spans: -1 } })).toEqual([422, 'invalid'])
  })
})

/** A server that answers with whatever it likes. */
async function hostile(answer: () => string): Promise<string> {
  const server = createServer((_, response) => response.end(answer()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a hostile policy', () => {
  const fine: PolicyAnswer = {
    revision: 1,
    policy: { titles: false, rules: [], workingHours: null, paused: false },
    idleAfterMs: 300_000,
    erase: [],
  }
  it('that cannot be read leaves what held before, and stops nothing but itself', async () => {
    let answer = JSON.stringify(fine)
    const server = await hostile(() => answer)
    const file = join(newFolder(), 'journal.db')
    const journal = openJournal(file, noon)
    ends.push(async () => journal.close())
    const follower = createPolicyFollower({ journal, file, server, token: () => 'x', now: () => noon })
    const follow = (policyRev: number) =>
      follower.follow({ policyRev, erasedUntil: undefined }, AbortSignal.timeout(9_000))
    await follow(1)
    expect(readHeldPolicy(file)).toMatchObject({ revision: 1, offered: { titles: false } })
    const policy = (given: object) => JSON.stringify({ ...fine, revision: 2, policy: { ...fine.policy, ...given } })
    const rules = (...given: unknown[]) => policy({ rules: given })
    for (const bad of [
      '',
      '{}',
      'null',
      '['.repeat(100_000),
      policy({ workingHours: 'never' }),
      rules({ action: 'keep' }),
      rules({ action: 'explode' }),
      rules({ app: '***', action: 'drop' }),
      rules({ title: 'x'.repeat(201), action: 'drop' }),
      rules({ app: 'a', hours: 'mo 25:00-26:00', action: 'drop' }),
      rules({ action: 'drop', command: 'rm -rf /' }),
      rules(...Array.from({ length: 201 }, () => ({ action: 'drop' }))),
      JSON.stringify({ ...fine, revision: -1 }),
      JSON.stringify({ ...fine, erase: [{ id: '../../etc', until: 1 }] }),
    ]) {
      answer = bad
      await expect(follow(2)).rejects.toThrow(/what held before still holds/)
      expect(readHeldPolicy(file)).toMatchObject({ revision: 1, offered: { titles: false } })
    }
  })

  it('stops recording for a day at most by an order for the far future', async () => {
    const id = '6f3f6bd2-5d6b-4b43-9d3b-0a8f5d4e9d11'
    const server = await hostile(() => JSON.stringify({ ...fine, confirmed: true, erase: [{ id, until: 9e15 }] }))
    const file = join(newFolder(), 'journal.db')
    const journal = openJournal(file, noon)
    ends.push(async () => journal.close())
    const follower = createPolicyFollower({ journal, file, server, token: () => 'x', now: () => noon })
    await follower.follow({ policyRev: 1, erasedUntil: 9e15 }, AbortSignal.timeout(9_000))
    expect(journal.erasedUntil).toBe(noon + dayMs)
  })

  it('is not asked for of a server that knows no policies', async () => {
    const server = await hostile(() => expect.fail('asked'))
    const file = join(newFolder(), 'journal.db')
    const journal = openJournal(file, noon)
    ends.push(async () => journal.close())
    const follower = createPolicyFollower({ journal, file, server, token: () => 'x', now: () => noon })
    await follower.follow({ policyRev: undefined, erasedUntil: undefined }, AbortSignal.timeout(9_000))
    expect(readHeldPolicy(file)).toBeUndefined()
  })
})

describe('the program', () => {
  it('pauses an agent from the server, shows it, waits for consent, and erases', { timeout: 120_000 }, async () => {
    const [serverFolder, agentFolder, token] = [newFolder(), newFolder(), join(newFolder(), 'token')]
    const onServer = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: serverFolder, USAGE_AUDIT_SERVER__PORT: '0' })
    const onAgent = cleanEnvironment({
      USAGE_AUDIT_DATA_DIR: agentFolder,
      USAGE_AUDIT_AGENT__SAMPLE: '1s',
      USAGE_AUDIT_AGENT__UPLOAD: '1s',
      USAGE_AUDIT_AGENT__GENTLE: 'false',
    })
    const run = async (env: NodeJS.ProcessEnv, ...args: string[]) => {
      const { exit, out, err } = await runProgram(args, env)
      expect({ args, exit, err: exit === 0 ? '' : err }).toEqual({ args, exit: 0, err: '' })
      return out
    }
    const runOnServer = async (...args: string[]) => {
      const { exit, out, err } = await runHere([...args, '--data-dir', serverFolder], { now: Date.now })
      expect({ args, exit, err }).toEqual({ args, exit: 0, err: '' })
      return out
    }
    const untilIt = async (holds: () => Promise<boolean>) => {
      for (const end = Date.now() + 60_000; !(await holds()); await sleep(100))
        if (Date.now() > end) expect.fail('never')
    }
    const begin = (env: NodeJS.ProcessEnv, ...args: string[]) => {
      const child = startProgram(args, env)
      ends.push(async () => {
        const closed = child.exitCode === null ? once(child, 'close') : undefined
        child.kill('SIGKILL')
        await closed
      })
      return child
    }
    let url: string | undefined
    begin(onServer, 'serve').stderr!.on('data', (chunk) => {
      url ??= /"url":"(http:[^"]+)"/.exec(String(chunk))?.[1]
    })
    await untilIt(async () => url !== undefined)
    await runOnServer('devices', 'add', 'laptop', '--token-out', token)
    await run(onAgent, 'agent', 'enroll', '--server', url!, '--token-file', token)
    begin(onAgent, 'agent')
    const held = () => readHeldPolicy(join(agentFolder, 'agent', 'journal.db'))

    const rules = join(newFolder(), 'rules.toml')
    writeFileSync(rules, '[[rules]]\napp = "keepassxc*"\naction = "drop"\n')
    const said = await runOnServer('policy', 'set', '--titles', 'off', '--rules', rules, '--pause', '--idle', '7m')
    expect(said).toMatch(/everybody.*paused on the server.*no\s+window titles.*1 rule/s)
    expect(said).toContain('devices: 1')
    await untilIt(async () => held()?.offered.paused === true)
    expect(await run(onAgent, 'agent', 'status')).toMatch(/Policy +paused on the server/)
    expect(await run(onAgent, 'agent', 'preview')).toContain('Paused on the server')
    await runOnServer('policy', 'set', '--clear')
    await untilIt(async () => held()?.offered.paused === false)
    expect(JSON.parse(await run(onAgent, 'agent', 'status', '--json')).policy.heldBack).toEqual(['titles', 'rules'])
    expect(JSON.parse(await run(onAgent, 'agent', 'notice', '--json')).agreed).toEqual(['titles', 'rules'])
    expect(findHeldBack(held()!)).toEqual([])

    expect(await runOnServer('erase', '--device', 'laptop')).toMatch(/processHours +\d+.*Nothing was erased yet/s)
    const policies = JSON.parse(await runOnServer('policy', '--json'))
    expect(policies).toMatchObject([{ scope: 'org', settings: {} }])
    const receipt = JSON.parse(await runOnServer('erase', '--device', '1', '--yes', '--json'))
    expect(receipt).toMatchObject({ dryRun: false, devices: [{ device: 1, done: true, confirmed: false }] })
    expect(readFileSync(receipt.tombstones, 'utf8')).toContain(receipt.devices[0].id)
    await untilIt(async () => {
      const [order] = JSON.parse(await runOnServer('erase', 'list', '--json'))
      return order.confirmedAt !== null && order.confirmed.spans > 0
    })
    expect(await runOnServer('erase', 'list')).toMatch(/1 laptop .*ordered by /)
    expect(await runHere(['erase', '--person', 'nobody', '--data-dir', serverFolder])).toMatchObject({ exit: 65 })
    expect(await runHere(['erase', '--data-dir', serverFolder])).toMatchObject({ exit: 64 })
  })
})
