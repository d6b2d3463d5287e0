import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { goodPassword } from '../support/accounts.ts'
import { cleanEnvironment, newFolder, runProgram, startProgram } from '../support/program.ts'
import { createVisitor } from '../support/visitor.ts'

const folder = newFolder()
const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: folder, USAGE_AUDIT_SERVER__PORT: '0' })
const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
})

/** Starts a server; what it says comes together in `said`. */
async function serve() {
  const child = startProgram(['serve'], env)
  started.push(child)
  let said = ''
  child.stderr!.on('data', (chunk) => {
    said += chunk
  })
  const url = await vi.waitFor(
    () => {
      const [, found] = /"url":"(http[^"]+)"/.exec(said) ?? []
      if (!found) throw new Error(`not listening yet:\n${said}`)
      return found
    },
    { timeout: 25_000, interval: 50 },
  )
  const stop = async () => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { url, stop, said: () => said }
}

const users = async (...args: readonly string[]) => {
  const { exit, out, err } = await runProgram(['users', ...args, '--json'], env)
  return { exit, err, answer: out === '' ? undefined : JSON.parse(out) }
}

it('a server that nobody can sign in to prints a link that sets it up once, and no secret is left in any file', async () => {
  const first = await serve()
  const link = await vi.waitFor(() => /http\S+\/set-up\/[\w-]+/.exec(first.said())![0], {
    timeout: 25_000,
    interval: 50,
  })
  const path = new URL(link).pathname
  const ana = createVisitor(first.url)
  expect((await ana.call('GET', path)).status).toBe(200)
  expect((await ana.submit(path, { email: 'ana@example.org', password: 'password2026' })).status).toBe(422)
  expect((await ana.submit(path, { email: 'ana@example.org', password: goodPassword })).headers.location).toBe(
    '/set-up',
  )
  expect((await ana.submit(path, { email: 'eve@example.org', password: goodPassword })).status).toBe(410)
  expect((await ana.call('GET', '/')).status).toBe(200)
  await first.stop()

  const second = await serve()
  const again = createVisitor(second.url)
  again.useCookie(ana.cookie())
  expect((await again.call('GET', '/api/v1/me')).body).toMatchObject({ email: 'ana@example.org' })
  await second.stop()
  expect(second.said()).not.toContain('/set-up/')
  const secrets = [path.split('/').at(-1)!, ana.cookie()!.split('=')[1]!, goodPassword]
  const files = readdirSync(join(folder, 'server')).map((file) => readFileSync(join(folder, 'server', file), 'latin1'))
  for (const secret of secrets) expect(files.filter((text) => text.includes(secret))).toEqual([])
  for (const secret of secrets.slice(1)) expect(first.said() + second.said()).not.toContain(secret)
  expect(statSync(join(folder, 'server', 'server.key')).mode & 0o777).toBe(0o600)
}, 60_000)

it('usage-audit users lists people, invites them, changes what they are and helps them in', async () => {
  const owner = (await users('list')).answer[0]
  expect(owner).toMatchObject({ role: 'owner', email: 'ana@example.org', hasPassword: true, hasCodes: false })
  const invited = await users('invite', 'Bo@example.org', '--role', 'manager')
  expect(invited.answer).toMatchObject({
    email: 'bo@example.org',
    role: 'manager',
    link: expect.stringContaining('/invitation/'),
  })

  const server = await serve()
  const bo = createVisitor(server.url)
  expect((await bo.submit(new URL(invited.answer.link).pathname, { name: 'Bo', password: goodPassword })).status).toBe(
    303,
  )
  expect((await users('role', 'bo@example.org', 'admin')).answer).toMatchObject({ role: 'admin' })
  expect((await bo.call('GET', '/api/v1/orgs/1')).body).toMatchObject({ role: 'admin' })
  expect((await users('sign-out', 'Bo')).answer).toMatchObject({ ended: 1 })
  expect((await bo.call('GET', '/api/v1/me')).status).toBe(401)
  const { link } = (await users('reset-link', 'Bo')).answer
  expect(new URL(link).origin).toBe(new URL(server.url).origin)
  expect((await bo.submit(new URL(link).pathname, { password: 'another kettle of violets' })).status).toBe(200)
  await server.stop()

  expect((await users('role', owner.id, 'member')).exit).toBe(75)
  expect((await users('remove', owner.id)).err).toContain('the last owner stays')
  expect((await users('role', 'Bo', 'boss')).exit).toBe(64)
  expect((await users('sign-in-link', 'Bo')).exit).toBe(77)
  expect((await users('remove', 'nobody')).exit).toBe(65)
  expect((await users('remove', 'Bo')).exit).toBe(0)
  expect((await users('list')).answer).toHaveLength(1)
  const invitation = await runProgram(['users', 'invite', 'cy@example.org'], env)
  expect([invitation.out, invitation.err]).toEqual([
    expect.stringMatching(/^Give this link to cy@example\.org\..*\nhttp:/),
    expect.stringContaining('set server.public_url'),
  ])
  const shown = await runProgram(['users', 'list'], env)
  expect(shown.out).toMatch(/NAME +ADDRESS +ROLE/)
}, 60_000)
