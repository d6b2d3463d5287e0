import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import { afterAll, expect, it, vi } from 'vitest'
import { goodPassword } from '../support/accounts.ts'
import { cleanEnvironment, newFolder, runProgram, startProgram } from '../support/program.ts'
import { readDatabase } from '../support/replica.ts'
import { findOpen, findStray, readPlaces, type Secret } from '../support/secrets.ts'
import { createVisitor, type TestVisitor } from '../support/visitor.ts'

const folder = newFolder()
const [serverDir, agentDir, backups] = ['server', 'laptop', 'backups'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
]
const serving = cleanEnvironment({
  USAGE_AUDIT_DATA_DIR: serverDir,
  USAGE_AUDIT_SERVER__PORT: '0',
  USAGE_AUDIT_LOG__LEVEL: 'debug',
})
const recording = cleanEnvironment({
  USAGE_AUDIT_DATA_DIR: agentDir,
  USAGE_AUDIT_AGENT__SAMPLE: '1s',
  USAGE_AUDIT_AGENT__UPLOAD: '1s',
  USAGE_AUDIT_LOG__LEVEL: 'debug',
})
const said: Record<string, string> = { 'log of the server': '', 'log of the agent': '', 'log of commands': '' }
const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
})

function start(name: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = startProgram(args, env)
  started.push(child)
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk) => {
      said[name] += chunk
    })
  return child
}

async function run(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { exit, out, err } = await runProgram(args, env)
  said['log of commands'] += out + err
  expect([exit, err]).toEqual([0, err])
}

const wait = <T>(work: () => T) => vi.waitFor(work, { timeout: 25_000, interval: 50 })
const found = (text: string, pattern: RegExp): string => {
  const match = pattern.exec(text)
  if (!match) throw new Error(`no ${pattern} yet in\n${text}`)
  return match[1]!
}

/** The secret of the newest link of a kind that was mailed. */
const mailed = (kind: string) =>
  wait(() => {
    const mails = readdirSync(join(serverDir, 'outbox')).map((name) =>
      readFileSync(join(serverDir, 'outbox', name), 'utf8'),
    )
    return found(mails.join('\n').replace(/=\r?\n/g, ''), new RegExp(`/${kind}/([\\w-]{43})`))
  })

const secrets: Secret[] = []
const keep = (name: string, value: string | Buffer, ...allowed: string[]) => {
  expect(value.length, name).toBeGreaterThan(15)
  secrets.push({ name, value, allowed })
}
const keepCookie = (name: string, one: TestVisitor) => keep(name, one.cookie()!.split('=')[1]!)

const email = 'ana@example.org'
const newPassword = 'orange lantern fourteen velvet'

async function signInWithCodes(url: string): Promise<TestVisitor> {
  const link = await wait(() => found(said['log of the server']!, /\/set-up\/([\w-]+)/))
  keep('the set-up link', link, 'log of the server')
  const ana = createVisitor(url)
  await ana.submit(`/set-up/${link}`, { email, password: goodPassword })
  keepCookie('the first cookie', ana)
  const proof = await mailed('verify')
  keep('the link that proves an address', proof, '.eml')
  expect((await ana.submit(`/verify/${proof}`, {})).status).toBe(200)
  const { secret, uri } = (await ana.call('POST', '/api/v1/me/totp', { current: goodPassword })).body
  keep('the secret of codes', secret)
  keep('the address of codes', uri)
  const app = new TOTP({ secret })
  const { recoveryCodes } = (await ana.call('POST', '/api/v1/me/totp/confirm', { code: app.generate() })).body
  for (const [i, code] of recoveryCodes.entries()) keep(`recovery code ${i}`, code)
  const again = createVisitor(url)
  const { token } = (await again.call('POST', '/api/v1/session', { email, password: goodPassword })).body
  keep('what waits for a code', token)
  await again.call('POST', '/api/v1/session/second-factor', { token, code: recoveryCodes[0] })
  keepCookie('the second cookie', again)
  return again
}

async function callByProgram(url: string, ana: TestVisitor) {
  const given = { name: 'nightly', role: 'admin', scopes: ['read', 'write'] }
  const { id, secret } = (await ana.call('POST', '/api/v1/orgs/1/clients', given)).body
  keep('the secret of a program', secret)
  const fields = { grant_type: 'client_credentials', client_id: id, client_secret: secret }
  const { access_token } = (await createVisitor(url).submit('/api/v1/oauth/token', fields)).body
  keep('an access token', access_token)
  const headers = { authorization: `Bearer ${access_token}` }
  expect((await createVisitor(url, headers).call('GET', '/api/v1/orgs/1/members')).status).toBe(200)
}

async function inviteBo(url: string, ana: TestVisitor) {
  await ana.call('POST', '/api/v1/orgs/1/invitations', { email: 'bo@example.org', role: 'member' })
  const token = await mailed('invitation')
  keep('an invitation', token, '.eml')
  const bo = createVisitor(url)
  await bo.submit(`/invitation/${token}`, { name: 'Bo', password: goodPassword })
  keepCookie('the cookie of who was invited', bo)
}

async function choosePassword(url: string) {
  const ana = createVisitor(url)
  await ana.submit('/reset', { email })
  const token = await mailed('reset')
  keep('the link for a new password', token, '.eml')
  expect((await ana.submit(`/reset/${token}`, { password: newPassword })).status).toBe(200)
}

/** What people and programs do wrongly: secrets where they do not belong. */
async function blunder(url: string) {
  const one = createVisitor(url)
  const stray = secrets.filter(({ value }) => typeof value === 'string').map(({ value }) => String(value))
  for (const value of [...stray, goodPassword]) {
    const inUrl = encodeURIComponent(value)
    for (const path of [`/${inUrl}`, `/sign-in/${inUrl}`, `/api/v1/me?password=${inUrl}`, `/?month=${inUrl}`])
      await one.call('GET', path)
    await one.call('POST', '/api/v1/session', { email: value, password: value, [value]: value })
    await one.call('POST', '/api/v1/batches', value, { authorization: `Bearer ${value}` })
  }
}

async function recordALittle(url: string) {
  const file = join(folder, 'desks.token')
  await run(['tokens', 'add', 'desks', '--uses', '1', '--out', file], serving)
  const fleet = readFileSync(file, 'utf8').trim()
  keep('the fleet token', fleet)
  await run(['agent', 'enroll', '--server', url, '--token-file', file], recording)
  const { token } = JSON.parse(readFileSync(join(agentDir, 'agent', 'credentials.json'), 'utf8'))
  keep('the token of a device', token, 'credentials.json')
  const agent = start('log of the agent', ['agent', 'run'], recording)
  const database = join(serverDir, 'server', 'usage-audit.db')
  const hours = () =>
    readDatabase(database, (db) => db.prepare('select count(*) as n from process_hours').get()) as { n: number }
  await wait(() => expect(hours().n).toBeGreaterThan(0))
  agent.kill('SIGTERM')
  await once(agent, 'exit')
}

it('secrets are only where they must be: in no log, database, backup, mail or journal', {
  timeout: 120_000,
}, async () => {
  const server = start('log of the server', ['serve'], serving)
  const url = await wait(() => found(said['log of the server']!, /"url":"(http[^"]+)"/))
  const ana = await signInWithCodes(url)
  await callByProgram(url, ana)
  await inviteBo(url, ana)
  await recordALittle(url)
  await choosePassword(url)
  keep('a password', goodPassword)
  keep('a new password', newPassword)
  keep('the key of the server', readFileSync(join(serverDir, 'server', 'server.key')), 'server.key')
  await blunder(url)
  mkdirSync(backups, { mode: 0o700 })
  await run(['db', 'backup', join(backups, 'audit.db')], serving)

  const folders = [serverDir, agentDir, backups]
  const look = () => findStray(secrets, readPlaces(folders, said))
  expect(readdirSync(join(serverDir, 'server'))).toContain('usage-audit.db-wal')
  expect([...look(), ...findOpen(folders)]).toEqual([])
  server.kill('SIGTERM')
  await once(server, 'exit')
  expect([...look(), ...findOpen(folders)]).toEqual([])
  // What may have a secret has it: a search that finds nothing would find this neither.
  const nowhere = secrets.map((secret) => ({ ...secret, allowed: [] }))
  const kept = findStray(nowhere, readPlaces(folders, said))
  for (const name of ['the set-up link', 'an invitation', 'the token of a device', 'the key of the server'])
    expect(kept).toContainEqual(expect.stringContaining(`${name} is in `))
  console.info(`${secrets.length} secrets, ${readPlaces(folders, said).length} places`)
})
