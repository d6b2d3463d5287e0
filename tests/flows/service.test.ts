import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'

/** An account with a `systemctl` of its own that notes how it is called, and answers with `script`. */
function anAccount(script: string | undefined) {
  const tools = newFolder()
  const calls = join(tools, 'calls')
  if (script !== undefined) {
    writeFileSync(join(tools, 'systemctl'), `#!/bin/sh\necho "$*" >> '${calls}'\n${script}\n`)
    chmodSync(join(tools, 'systemctl'), 0o755)
  }
  const env = cleanEnvironment({ PATH: tools })
  const readCalls = () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [])
  return { env, readCalls, unit: join(env.XDG_CONFIG_HOME!, 'systemd/user/usage-audit-agent.service') }
}

const unit = 'usage-audit-agent.service'

describe.runIf(process.platform === 'linux')('usage-audit agent install', () => {
  it('writes the unit, starts it now and at log-in; uninstall takes all of it away', async () => {
    const { env, readCalls, unit: file } = anAccount('exit 0')
    const data = join(newFolder(), 'my "data" 100%')
    const { exit, out, err } = await runProgram(['--data-dir', data, 'agent', 'install'], env)
    expect(exit).toBe(0)
    expect(out).toContain(`The service: ${file}\n`)
    expect(err).toContain('Never recorded: screen')
    const text = readFileSync(file, 'utf8')
    expect(text).toContain(`"${process.execPath}" "${resolve('bin/usage-audit.js')}" "--data-dir"`)
    expect(text).toContain('my \\"data\\" 100%%" "agent" "run" "--service"\n')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(join(data, 'agent/notice.json'), 'utf8'))).toMatchObject({ how: 'log' })
    expect(readCalls()).toEqual([
      '--user show-environment',
      '--user daemon-reload',
      `--user enable ${unit}`,
      `--user restart ${unit}`,
    ])
    const removed = await runProgram(['agent', 'uninstall', '--json'], env)
    expect(JSON.parse(removed.out)).toEqual({ service: 'systemd', file })
    expect(existsSync(file)).toBe(false)
    expect(readCalls().slice(4)).toEqual([`--user disable --now ${unit}`, '--user daemon-reload'])
    expect(await runProgram(['agent', 'uninstall'], env)).toMatchObject({ exit: 0, out: 'No service is installed.\n' })
  })

  it('hands on the settings file and the certificates, and tells of what the service will not see', async () => {
    const { env, unit: file } = anAccount('exit 0')
    const settings = join(newFolder(), 'mine.toml')
    writeFileSync(settings, '')
    const more = { NODE_EXTRA_CA_CERTS: '/etc/my ca.pem', USAGE_AUDIT_AGENT__SAMPLE: '5s' }
    const { exit, err } = await runProgram(['-C', settings, 'agent', 'install'], { ...env, ...more })
    expect(exit).toBe(0)
    expect(err).toContain('USAGE_AUDIT_AGENT__SAMPLE')
    const text = readFileSync(file, 'utf8')
    expect(text).toContain(`"--config" "${settings}" "agent" "run"`)
    expect(text).toContain('Environment="NODE_EXTRA_CA_CERTS=/etc/my ca.pem"')
  })

  it.each([
    ['there is none', undefined, 'there is no systemctl'],
    ['it does not answer', 'echo "Failed to connect to bus: No medium found" >&2; exit 1', 'No medium found'],
  ])('refuses with 69 and the way out where %s', async (_, script, reason) => {
    const { env, unit: file } = anAccount(script)
    const { exit, out, err } = await runProgram(['agent', 'install'], env)
    expect({ exit, out }).toEqual({ exit: 69, out: '' })
    expect(err).toMatch(/^usage-audit: systemd --user is not there for this account/)
    expect(err).toContain(reason)
    expect(err).toContain('agent install --print')
    expect(existsSync(file)).toBe(false)
  })

  it('says which step failed, and why', async () => {
    const { env, unit: file } = anAccount('case "$2" in restart) echo "Job failed" >&2; exit 1;; esac')
    const { exit, err } = await runProgram(['agent', 'install', '--json'], env)
    expect(exit).toBe(69)
    const { error } = JSON.parse(err.trim().split('\n').at(-1)!)
    expect(error.message).toBe(`${file} is written, but \`systemctl --user restart ${unit}\` failed: Job failed`)
  })

  it('--print shows the file and does nothing else', async () => {
    const { env, readCalls, unit: file } = anAccount('exit 0')
    const { exit, out, err } = await runProgram(['agent', 'install', '--print'], env)
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(out).toMatch(/^\[Unit\]\n[\s\S]*\nWantedBy=default\.target\n$/)
    const json = await runProgram(['agent', 'install', '--print', '--json'], env)
    expect(JSON.parse(json.out)).toMatchObject({ service: 'systemd', file, text: out })
    expect(readCalls()).toEqual([])
    expect(readdirSync(env.HOME!)).toEqual([])
  })

  it('replaces a unit that is there', async () => {
    const { env, unit: file } = anAccount('exit 0')
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, 'old')
    expect((await runProgram(['agent', 'install'], env)).exit).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain('[Service]')
  })
})
