import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { examine } from '../support/doctor.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'
import { startServe } from '../support/serve-tls.ts'

describe('a server that vouches for itself', () => {
  it('is known to an agent by the pin in its token file, and to no other', async () => {
    const dataDir = newFolder()
    const { port, said } = await startServe(['--tls', 'self-signed', '--data-dir', dataDir])
    const url = `https://localhost:${port}`
    const settings = cleanEnvironment({ USAGE_AUDIT_SERVER__TLS: 'self-signed', USAGE_AUDIT_SERVER__PUBLIC_URL: url })
    const token = join(newFolder(), 'laptop.token')
    await runProgram(['devices', 'add', 'laptop', '--token-out', token, '--data-dir', dataDir], settings)
    const [secret, ...more] = readFileSync(token, 'utf8').trim().split('\n')
    expect(more).toEqual([`server=${url}`, expect.stringMatching(/^pin=sha256:[0-9a-f]{64}$/)])
    const own = { USAGE_AUDIT_SERVER__TLS: 'self-signed', USAGE_AUDIT_SERVER__PORT: String(port) }
    const found = await examine(dataDir, own)
    expect(found.get('port')).toMatchObject({ code: 'port_ours' })
    expect(found.get('certificate')).toMatchObject({
      code: 'certificate_fine',
      message: expect.stringContaining('localhost'),
    })
    expect(said()).toContain(more[1]!.slice('pin='.length))
    const agent = newFolder()
    const enrolled = await runProgram(
      ['agent', 'enroll', '--token-file', token, '--data-dir', agent],
      cleanEnvironment(),
    )
    expect(enrolled).toMatchObject({ exit: 0, out: expect.stringContaining(url) })
    expect(JSON.parse(readFileSync(join(agent, 'agent/credentials.json'), 'utf8')).ca).toContain('BEGIN CERTIFICATE')
    writeFileSync(token, `${secret}\n`)
    const args = ['agent', 'enroll', '--server', url, '--token-file', token, '--data-dir', newFolder()]
    const unpinned = await runProgram(args, cleanEnvironment())
    expect(unpinned).toMatchObject({ exit: 69, err: expect.stringContaining('--pin') })
  })

  it('serves `up` too: what is recorded arrives', async () => {
    const dataDir = newFolder()
    const env = cleanEnvironment({ USAGE_AUDIT_SERVER__TLS: 'self-signed', USAGE_AUDIT_SERVER__PORT: '0' })
    const { exit, out } = await runProgram(['up', '--once', '--for', '2s', '--json', '--data-dir', dataDir], env)
    expect(exit).toBe(0)
    expect(JSON.parse(out).report.apps.length).toBeGreaterThan(0)
    expect(existsSync(join(dataDir, 'server/tls/server.pem'))).toBe(true)
  })
})
