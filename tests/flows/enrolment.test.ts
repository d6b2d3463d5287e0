import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as oauth from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeviceToken, renewAfterMs } from '../../src/agent/device-token.ts'
import { decideGrant, getWaiting, startGrant } from '../../src/server/store/device-grants.ts'
import { findDeviceByToken } from '../../src/server/store/devices.ts'
import { createFleetToken, getFleetToken } from '../../src/server/store/fleet-tokens.ts'
import { findOwner, personalOrg } from '../../src/server/store/people.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { until } from '../support/desktop.ts'
import { cleanEnvironment, newFolder, runProgram, startProgram } from '../support/program.ts'
import { addDevice, addPerson, enroll, noon } from '../support/records.ts'
import { serve } from '../support/server.ts'

async function aServer() {
  const store = openSqlite(':memory:')
  const { user, token } = await enroll(store)
  const server = await serve(store)
  return {
    ...{ store, user, token, url: server.url },
    end: async () => {
      await server.stop()
      await store.close()
    },
  }
}

describe('the device grant', () => {
  let here: Awaited<ReturnType<typeof aServer>>
  beforeAll(async () => {
    here = await aServer()
  })
  afterAll(() => here.end())

  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${here.url}/api/v1/device/${path}`, { method: 'POST', body: new URLSearchParams(fields), headers })

  it('is what another client of OAuth understands', async () => {
    const config = await oauth.discovery(new URL(here.url), 'usage-audit-agent', undefined, oauth.None(), {
      algorithm: 'oauth2',
      execute: [oauth.allowInsecureRequests],
    })
    const asked = await oauth.initiateDeviceAuthorization(config, { scope: 'ingest', host_name: 'other' })
    expect(asked).toMatchObject({
      user_code: expect.stringMatching(/^[A-Z]{4}-[A-Z]{4}$/),
      expires_in: 900,
      interval: 5,
    })
    const device = { userId: here.user.id, name: 'other' }
    const grant = await getWaiting(here.store, asked.user_code, noon)
    await decideGrant(here.store, grant, { orgId: personalOrg, by: here.user.id, device })
    const { access_token } = await oauth.pollDeviceAuthorizationGrant(config, asked)
    expect(await findDeviceByToken(here.store, access_token)).toMatchObject({ orgId: personalOrg })
  })

  const client = { client_id: 'usage-audit-agent' }
  const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code' }
  it.each([
    ['code', { client_id: 'somebody' }, 401, 'invalid_client'],
    ['code', { ...client, scope: 'everything' }, 400, 'invalid_request'],
    ['code', { ...client, host_name: 'x'.repeat(201) }, 400, 'invalid_request'],
    ['token', { ...client, device_code: 'x'.repeat(43) }, 400, 'unsupported_grant_type'],
    ['token', { ...client, grant_type: 'password', device_code: 'x'.repeat(43) }, 400, 'unsupported_grant_type'],
    ['token', { ...client, ...grant, device_code: 'x'.repeat(43) }, 400, 'invalid_grant'],
    ['token', { ...client, ...grant }, 400, 'invalid_request'],
    ['token', { ...grant, device_code: 'x'.repeat(43) }, 401, 'invalid_client'],
  ])('answers %s with %j by %i %s', async (path, fields, status, error) => {
    const answer = await post(path, fields as Record<string, string>)
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ error })])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('says how a form is to be sent, and what a computer must tell', async () => {
    const json = await fetch(`${here.url}/api/v1/device/code`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect([json.status, await json.json()]).toMatchObject([415, { error: { code: 'media_type' } }])
    const nameless = await post('code', client)
    expect([nameless.status, await nameless.json()]).toMatchObject([
      422,
      { error: { code: 'invalid', at: 'host_name' } },
    ])
    const large = await post('code', { ...client, host_name: 'x'.repeat(20_000) })
    expect(large.status).toBe(413)
    const wrong = await post('code', { ...client, host_name: 'a' }, { authorization: 'Bearer ua_fleet_wrong' })
    expect([wrong.status, await wrong.json()]).toMatchObject([401, { error: { code: 'unauthenticated' } }])
  })

  it('keeps hostile names of computers harmless', async () => {
    const answer = await post('code', { ...client, host_name: 'a\u001b[2Jb\u202e<script>' })
    const { user_code } = (await answer.json()) as { user_code: string }
    expect((await getWaiting(here.store, user_code, noon)).hostName).toBe('a[2Jb<script>')
  })
})

describe('a device renews its token', () => {
  it('once a month; the old one dies when the new one is first shown, and not before', async () => {
    const { store, url, token, end } = await aServer()
    const saved: string[] = []
    let now = noon
    const current = createDeviceToken({
      server: url,
      token,
      issuedAt: noon,
      now: () => now,
      save: (next) => void saved.push(next),
    })
    expect(await current()).toBe(token)
    now += renewAfterMs
    const renewed = await current()
    expect([renewed, saved]).toEqual([saved[0], [expect.stringMatching(/^ua_device_/)]])
    expect(await findDeviceByToken(store, token)).toBeDefined()
    expect(await findDeviceByToken(store, renewed)).toMatchObject({ deviceId: 1 })
    expect(await findDeviceByToken(store, token)).toBeUndefined()
    expect(await current()).toBe(renewed)
    await end()
  })

  it('goes on with the old one where the new one cannot be kept, and asks again the next day', async () => {
    const { store, url, token, user, end } = await aServer()
    const other = await addDevice(store, user)
    let now = noon
    let full = true
    const current = createDeviceToken({
      ...{ server: url, token, issuedAt: undefined, now: () => now },
      save: () => {
        if (full) throw new Error('the disk is full')
      },
    })
    expect(await current()).toBe(token)
    full = false
    expect(await current()).toBe(token)
    now += 86_400_000
    const renewed = await current()
    expect(renewed).not.toBe(token)
    expect(await findDeviceByToken(store, renewed)).toBeDefined()
    expect(await findDeviceByToken(store, other.token)).toBeDefined()
    expect(await store.db.$count(store.t.deviceTokens)).toBe(2)
    await end()
  })
})

describe('usage-audit agent enroll', () => {
  const folder = newFolder()
  const serving = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: join(folder, 'server'), USAGE_AUDIT_SERVER__PORT: '0' })
  const laptop = (name: string) => cleanEnvironment({ USAGE_AUDIT_DATA_DIR: join(folder, name) })
  let url = ''
  let end: () => Promise<unknown>
  beforeAll(async () => {
    const child = startProgram(['serve'], serving)
    let said = ''
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk) => {
        said += chunk
      })
    await until(async () => expect(said).toMatch(/"url":"http/))
    url = /"url":"(http:[^"]+)"/.exec(said)![1]!
    end = async () => {
      child.kill('SIGTERM')
      await once(child, 'close')
    }
  })
  afterAll(() => end())

  it('shows a code, waits until somebody lets it in, and is a device then', async () => {
    const env = laptop('by-code')
    const child = startProgram(['agent', 'enroll', '--server', url, '--json'], env)
    let [said, out] = ['', '']
    child.stderr!.on('data', (chunk) => {
      said += chunk
    })
    child.stdout!.on('data', (chunk) => {
      out += chunk
    })
    await until(async () => expect(said).toMatch(/type the code [A-Z]{4}-[A-Z]{4}/))
    const [code] = /[A-Z]{4}-[A-Z]{4}/.exec(said)!
    expect(said).not.toContain('\ufffd')
    const approved = await runProgram(['devices', 'approve', code.toLowerCase(), '--name', 'Küche'], serving)
    expect(approved.err).toMatch(/asks from (127\.0\.0\.1|::ffff:127\.0\.0\.1).*only if you started this/)
    expect(approved.out).toContain('"Küche" is a device of')
    expect((await once(child, 'close'))[0]).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ server: url, name: 'Küche' })
    const file = join(folder, 'by-code/agent/credentials.json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ token: expect.stringMatching(/^ua_device_.{43}$/) })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const twice = await runProgram(['devices', 'approve', code], serving)
    expect([twice.exit, twice.err]).toEqual([65, expect.stringContaining('no computer waits with this code')])
  })

  it('is let in by a fleet token as often as that says; `tokens` shows and ends it', async () => {
    const file = join(folder, 'desks.token')
    const made = await runProgram(['tokens', 'add', 'desks', '--uses', '2', '--out', file], serving)
    expect(made.out).toMatch(
      /^"desks" lets in 2 computers until .*\n {2}usage-audit agent enroll .*\nand delete the file/,
    )
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const enrol = (name: string) => runProgram(['agent', 'enroll', '--server', url, '--token-file', file], laptop(name))
    expect((await enrol('one')).out).toContain('This computer is "')
    expect((await runProgram(['tokens', 'list'], serving)).out).toMatch(/desks +\S+ +1 .*usable/)
    const [{ id }] = JSON.parse((await runProgram(['tokens', 'list', '--json'], serving)).out)
    expect((await runProgram(['tokens', 'revoke', id.slice(0, 8)], serving)).out).toContain('lets nobody in any more')
    const refused = await enrol('two')
    expect([refused.exit, refused.err]).toEqual([77, expect.stringContaining('unknown, used up, revoked or too old')])
  })

  it('is told in Portuguese how a token made there gets onto it', async () => {
    const inPortuguese = { ...serving, USAGE_AUDIT_REPORTS__LOCALE: 'pt-BR' }
    const file = join(folder, 'escritorio.token')
    const { out } = await runProgram(['devices', 'add', 'escritório', '--token-out', file], inPortuguese)
    expect(out).toMatch(/"escritório" pode enviar\..*\n {2}usage-audit agent enroll .*\ne apague/)
    const again = await runProgram(['devices', 'add', 'x', '--token-out', file], serving)
    expect(again.err).toContain('exists already')
  })

  it('becomes a device of whom the fleet token is for, also where somebody at the server lets it in', async () => {
    const store = openSqlite(join(folder, 'server/server/usage-audit.db'))
    const owner = (await findOwner(store, personalOrg))!
    const bea = await addPerson(store, { ...owner, name: 'Bea', email: 'bea@example.org' })
    await store.batch((db) => [db.insert(store.t.members).values({ orgId: 1, userId: bea.id, role: 'member' })])
    const given = { orgId: personalOrg, name: 'hers', userId: bea.id, approval: true, uses: 1, createdBy: owner.id }
    const { token } = await createFleetToken(store, { ...given, expiresAt: Date.now() + 600_000, now: Date.now() })
    const fleet = await getFleetToken(store, token, Date.now())
    const computer = { hostName: 'desk', account: 'bea', platform: 'linux-x64', address: '127.0.0.1' }
    const { userCode } = await startGrant(store, computer, Date.now(), fleet)
    await store.close()
    const { out } = await runProgram(['devices', 'approve', userCode, '--json'], serving)
    expect(JSON.parse(out).device).toMatchObject({ userId: bea.id })
  })

  it('says the way out for what is typed wrongly', async () => {
    const tokens = (...args: string[]) => runProgram(['tokens', ...args], serving)
    writeFileSync(join(folder, 'there.token'), '')
    for (const [args, exit, said] of [
      [['add', 'x', '--uses', '0', '--out', join(folder, 'x')], 64, 'no number of computers'],
      [['add', 'x', '--for', '31d', '--out', join(folder, 'x')], 64, 'no time up to 30d'],
      [['add', 'x', '--out', join(folder, 'there.token')], 73, 'cannot create'],
      [['revoke', 'nothing'], 65, 'there is no one fleet token'],
    ] as const) {
      const { exit: code, err } = await tokens(...args)
      expect([code, err]).toEqual([exit, expect.stringContaining(said)])
    }
  })
})
