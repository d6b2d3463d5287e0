import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

function settingsFile(text: string) {
  const file = join(newFolder(), 'mine.toml')
  writeFileSync(file, text)
  return file
}

describe('usage-audit', () => {
  it.each(['--version', '-V'])('%s prints the version alone', async (flag) => {
    expect(await runProgram([flag])).toEqual({ exit: 0, out: `${version}\n`, err: '' })
  })

  it('--help names every command and an example', async () => {
    const { exit, out, err } = await runProgram(['--help'])
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    for (const { name } of commands) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'))
    expect(out).toMatch(/Examples:\n {2}\$ usage-audit /)
  })

  it('without a command prints its help on standard error and exits 64', async () => {
    const { exit, out, err } = await runProgram([])
    expect({ exit, out }).toEqual({ exit: 64, out: '' })
    expect(err).toMatch(/^Usage: usage-audit/)
  })

  it('answers an unknown command with a suggestion and 64', async () => {
    expect(await runProgram(['confog'])).toEqual({
      exit: 64,
      out: '',
      err: "usage-audit: unknown command 'confog'\n(Did you mean config?)\n",
    })
  })

  it('does not take a mistyped command of the agent for something to record', async () => {
    expect(await runProgram(['agent', 'satus'])).toEqual({
      exit: 64,
      out: '',
      err: "usage-audit: unknown command 'agent satus'\n(Did you mean status?)\n",
    })
  })

  it('answers an unknown option with 64, for machines in JSON', async () => {
    const { exit, err } = await runProgram(['config', 'show', '--jsn', '--json'])
    expect(exit).toBe(64)
    expect(JSON.parse(err)).toEqual({ error: { code: 'usage', message: expect.stringContaining('--json') } })
  })

  it('refuses a token on the command line without repeating it', async () => {
    const { exit, err } = await runProgram(['config', 'show', '--token', 'canary'])
    expect(exit).toBe(64)
    expect(err).toContain('--token-file')
    expect(err).not.toContain('canary')
  })
})

describe('usage-audit config show', () => {
  it('reads the usual file, masks secrets, tells origins', async () => {
    const env = cleanEnvironment({ USAGE_AUDIT_MAIL__SMTP_URL: 'smtp://ana:canary@localhost' })
    const folder = join(env.XDG_CONFIG_HOME!, 'usage-audit')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'config.toml'), '[agent]\nsample = "5s"\n')
    const { exit, out, err } = await runProgram(['config', 'show'], env)
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(out).toMatch(/^agent\.sample +5s +.*config\.toml:2$/m)
    expect(out).toMatch(/^mail\.smtp_url +\*\*\* +USAGE_AUDIT_MAIL__SMTP_URL$/m)
    expect(out).not.toContain('canary')
    expect(out).not.toContain('\u001b')
  })

  it('answers a misspelt key with the right one and 78', async () => {
    const file = settingsFile('[server]\nprot = 1\n')
    expect(await runProgram(['-C', file, 'config', 'show'])).toEqual({
      exit: 78,
      out: '',
      err: `usage-audit: unknown setting server.prot (${file}:2). Did you mean server.port?\n`,
    })
  })

  it('answers a bad variable, an unknown variable and a missing file with 78', async () => {
    const bad = await runProgram(['config', 'show', '--json'], cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: 'x' }))
    expect(bad.exit).toBe(78)
    expect(JSON.parse(bad.err)).toMatchObject({ error: { code: 'config', at: 'server.port' } })
    const unknown = await runProgram(['config', 'show'], cleanEnvironment({ USAGE_AUDIT_SERVER_PORT: '1' }))
    expect(unknown).toMatchObject({ exit: 78, err: expect.stringContaining('Did you mean USAGE_AUDIT_SERVER__PORT?') })
    const missing = await runProgram(['config', 'show', '--config', '/nowhere.toml'])
    expect(missing).toMatchObject({ exit: 78, err: expect.stringContaining('there is no such file') })
  })

  it('refuses to run with certificates unchecked', async () => {
    const { exit, err } = await runProgram(['config', 'show'], cleanEnvironment({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }))
    expect(exit).toBe(78)
    expect(err).toContain('unset it')
  })
})

describe.skipIf(process.platform === 'win32')('usage-audit with standard output', () => {
  const shell = (script: string) =>
    spawnSync('bash', ['-c', script], {
      encoding: 'utf8',
      env: cleanEnvironment({ NODE: process.execPath }),
    })

  it('closed ends quietly with 0', () => {
    const { status, stderr } = shell('"$NODE" bin/usage-audit.js config show --json | true; exit $PIPESTATUS')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(shell('"$NODE" bin/usage-audit.js --version | true; exit $PIPESTATUS')).toMatchObject({
      status: 0,
      stderr: '',
    })
  })

  it.runIf(process.platform === 'linux')('on a full disk says so and exits 74', () => {
    const { status, stderr } = shell('"$NODE" bin/usage-audit.js config show > /dev/full')
    expect(status).toBe(74)
    expect(stderr).toMatch(/^usage-audit: cannot write to standard output: ENOSPC/)
  })
})
