import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJournal } from '../../src/agent/journal/journal.ts'
import { createUploader } from '../../src/agent/uploader.ts'
import { toDeviceState } from '../../src/core/devices.ts'
import { dayMs } from '../../src/core/time.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { type AccountWorld, openAccountWorld } from '../support/accounts.ts'
import { anHour } from '../support/journals.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'
import { addDevice, enroll, noon } from '../support/records.ts'
import { serve } from '../support/server.ts'

it.each([
  [null, true, 'never_seen'],
  [noon - 3 * dayMs, true, 'reporting'],
  [noon - 3 * dayMs - 1, true, 'silent'],
  [noon, false, 'revoked'],
] as const)('a device last seen at %s, enrolled %s, is %s', (lastSeenAt, enrolled, state) => {
  expect(toDeviceState({ lastSeenAt, enrolled }, noon, 3 * dayMs)).toBe(state)
})

describe('an agent that is too old', () => {
  it('is told so and goes on recording; what it kept arrives once it is updated', async () => {
    const store = openSqlite(':memory:')
    const { token } = await enroll(store)
    const server = await serve(store, { version: '2.1.0' })
    const journal = openJournal(join(newFolder(), 'journal.db'), noon)
    journal.write(anHour(noon, 3))
    const uploader = (version: string) =>
      createUploader({
        ...{ journal, server: server.url, token: () => token, sender: { version, platform: 'linux-x64' } },
        ...{ uploadMs: 60_000, now: () => noon, random: () => 0 },
      })
    const old = await uploader('0.9.0').uploadNow()
    expect(old).toMatchObject({ rows: 0, error: expect.stringMatching(/426 agent_too_old.*update usage-audit/) })
    journal.write(anHour(noon + 3_600_000, 3))
    expect(await uploader('1.0.0').uploadNow()).toMatchObject({ rows: 7, error: undefined })
    const [device] = await store.db.select().from(store.t.devices)
    expect(device!.agentVersion).toBe('1.0.0')
    journal.close()
    await server.stop()
    await store.close()
  })
})

describe('devices over the API', () => {
  let world: AccountWorld
  const path = `/api/v1/orgs/${personalOrg}/devices`
  beforeAll(async () => {
    world = await openAccountWorld(openSqlite(':memory:'))
  })
  afterAll(async () => {
    await world.server.stop()
    await world.store.close()
  })

  it('are shown to whoever may see them, and changed by their person or an admin', async () => {
    const member = await world.join('bea@example.org', 'member')
    const { id: userId } = (await member.call('GET', '/api/v1/me')).body
    const like = (await world.store.db.select().from(world.store.t.users)).find(({ id }) => id === userId)!
    const own = await addDevice(world.store, like)
    const names = async (of: typeof member) =>
      (await of.call('GET', path)).body.devices.map((d: { id: number }) => d.id)
    expect(await names(member)).toEqual([own.device.deviceId])
    expect(await names(world.owner)).toEqual([1, own.device.deviceId])
    expect((await member.call('PATCH', `${path}/1`, { name: 'mine' })).status).toBe(404)
    expect((await member.call('PATCH', `${path}/${own.device.deviceId}`, { name: 'Bea’s' })).status).toBe(200)
    expect((await member.call('POST', `${path}/1/merge`, { into: 2 })).status).toBe(403)
    expect((await world.owner.call('POST', `${path}/1/merge`, { into: 2, confirm: true })).status).toBe(422)
    expect((await world.owner.call('POST', `${path}/${own.device.deviceId}/revoke`)).status).toBe(200)
    const { body } = await member.call('GET', path)
    expect(body.devices).toMatchObject([{ name: 'Bea’s', state: 'revoked', person: 'bea', coverage: null }])
  })
})

describe('usage-audit devices', () => {
  const folder = newFolder()
  const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: join(folder, 'data'), COLUMNS: '80' })
  const devices = (...args: string[]) => runProgram(['devices', ...args], env)

  it('lists, renames, revokes, merges and splits', async () => {
    expect((await devices('list')).out).toContain('There are no devices.')
    for (const name of ['old', 'new']) await devices('add', name, '--token-out', join(folder, name))
    expect((await devices('rename', '1', 'Küche')).out).toBe('The device is called "Küche" now.\n')
    expect((await devices('revoke', '2')).out).toContain('"new" may not upload any more')
    const { out } = await devices('list')
    expect(out).toMatch(
      /^ID {2}NAME {3}PERSON +LAST UPLOAD {2}30 DAYS {2}NOTE\n1 +Küche.*never seen; unknown\n2 +new.*may not upload/,
    )
    expect((await devices('merge', '2', '1')).out).toMatch(
      /0 runs of the agent, 0 rows.*\nNothing was changed\. Add --yes/,
    )
    expect((await devices('merge', '2', '1', '--yes')).out).toContain('"new" is part of "Küche" now')
    expect(JSON.parse((await devices('list', '--json')).out)).toMatchObject([{ id: 1, name: 'Küche', streams: [] }])
    const split = ['split', '1', '--stream', 'x', '--name', 'clone', '--token-out', join(folder, 'clone'), '--yes']
    const none = await devices(...split)
    expect([none.exit, none.err]).toEqual([65, expect.stringContaining('the device has no stream x')])
    for (const args of [
      ['rename', 'x', 'y'],
      ['rename', '1', ' '],
      ['revoke', '9'],
    ])
      expect((await devices(...args)).exit).not.toBe(0)
    expect(statSync(join(folder, 'old')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(folder, 'old'), 'utf8')).toMatch(/^ua_device_/)
  }, 60_000)
})
