import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { World } from '../../src/cli/cli.ts'
import { writeCredentials } from '../../src/cli/credentials.ts'
import { openDataDir } from '../../src/cli/data-dir.ts'
import { run } from '../../src/cli/run.ts'
import { newFolder } from '../support/program.ts'

/** Clears the screen, sets the title, rings, turns the direction of writing. */
const hostile = 'a\u001b[2Jb\u001b]0;title\u0007c\u202ed\ne'
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not pass.
const harmful = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A real server that gives the same answer to everything. */
async function answering(status: number, body: unknown): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function makeWorld(folder: string, args: readonly string[], env: Record<string, string> = {}) {
  const said = { out: '', err: '' }
  const stop = new AbortController()
  const world: World = {
    args: [...args, '--data-dir', join(folder, 'data')],
    env: { USAGE_AUDIT_REPORTS__LOCALE: 'en', ...env },
    cwd: folder,
    version: '1.2.3',
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
    now: Date.now,
    stopping: () => stop.signal,
  }
  return { world, said, stop }
}

describe('what comes from elsewhere reaches the terminal harmless', () => {
  it('agent enroll › the names that the server tells', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'token'), 'x'.repeat(30))
    const url = await answering(200, { name: hostile, person: hostile, organisation: hostile })
    const args = ['agent', 'enroll', '--server', url, '--token-file', join(folder, 'token')]
    const { world, said } = makeWorld(folder, args)
    expect(await run(world)).toBe(0)
    expect(said.out).toMatch(/^This computer is "a.*e" of a.*e on http:.*\n$/)
    expect(said.out).not.toMatch(harmful)
  })

  it('agent › why the server does not take what it is sent', async () => {
    const folder = newFolder()
    const url = await answering(500, { error: { code: hostile, message: hostile } })
    writeCredentials(openDataDir(join(folder, 'data')).credentials, { server: url, token: 'x'.repeat(30) })
    const env = { USAGE_AUDIT_AGENT__UPLOAD: '1s', USAGE_AUDIT_AGENT__SAMPLE: '1s' }
    const { world, said, stop } = makeWorld(folder, ['agent', 'run'], env)
    const ended = run(world)
    await expect.poll(() => said.err, { timeout: 20_000 }).toContain('the server answered 500')
    stop.abort()
    expect(await ended).toBe(0)
    expect(said.err).not.toMatch(harmful)
  })

  it('devices add › the names that were typed', async () => {
    const folder = newFolder()
    const file = join(folder, `to\u001b[2Jken\u202e`)
    const { world, said } = makeWorld(folder, ['devices', 'add', hostile, '--token-out', file])
    expect(await run(world)).toBe(0)
    expect(said.out).toContain('may upload')
    expect(said.out).not.toMatch(harmful)
  })
})

describe('usage-audit today', () => {
  it.each(['abc', '0', '-1', '1.5'])('refuses --limit %s with 64', async (limit) => {
    const { world, said } = makeWorld(newFolder(), ['today', `--limit=${limit}`])
    expect([await run(world), said.out]).toEqual([64, ''])
    expect(said.err).toContain('It must be a whole number from 1 on.')
  })
})
