import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { needs } from '../../../tests/support/needs.ts'
import { newFolder } from '../../../tests/support/program.ts'
import type { ServiceAccount, ServiceCommand } from './service.ts'
import { systemd } from './systemd.ts'

const account: ServiceAccount = {
  home: '/home/ana',
  configHome: '/home/ana/.config',
  uid: 1000,
  user: 'ana',
  agentFolder: '/home/ana/.local/share/usage-audit/agent',
}
const command = (...argv: [string, string, ...string[]]): ServiceCommand => ({ argv, environment: {}, logFile: '/log' })
const render = (...argv: [string, string, ...string[]]) => systemd.render(command(...argv), account)
const lineOf = (text: string) => /^ExecStart=.*$/m.exec(text)?.[0]

describe('systemd › render', () => {
  it('gives the command word by word, restarts on failure and hides no process', () => {
    const text = render('/opt/node', '/opt/usage audit/bin/usage-audit.js', '--data-dir', '/home/ana/my data')
    expect(lineOf(text)).toBe(
      'ExecStart="/opt/node" "/opt/usage audit/bin/usage-audit.js" "--data-dir" "/home/ana/my data"',
    )
    expect(text).toContain('Restart=on-failure\n')
    expect(text).toContain('WantedBy=default.target\n')
    expect(text).not.toMatch(/ProtectProc|ProcSubset|PrivateTmp|PrivateUsers|MemoryDenyWriteExecute/)
  })

  it('leaves nothing in a path that systemd would read as its own', () => {
    expect(lineOf(render('/n', '100% "a" \\x41 %h', '$HOME $$', 'a\nExecStop=b\u001b'))).toBe(
      'ExecStart=:"/n" "100%% \\"a\\" \\\\x41 %%h" "$HOME $$" "a\\x0aExecStop=b\\x1b"',
    )
  })

  it('passes on what certificates need', () => {
    const environment = { NODE_EXTRA_CA_CERTS: '/etc/my "ca" 100%.pem' }
    const text = systemd.render({ ...command('/n', '/s'), environment }, account)
    expect(text).toContain('Environment="NODE_EXTRA_CA_CERTS=/etc/my \\"ca\\" 100%%.pem"\n')
  })

  it.each(['/a"b/node', "/a'b/node", '/a\\b/node', '/a\nb/node'])('refuses a Node at %j, as systemd does', (node) => {
    expect(() => render(node, '/s')).toThrow(/systemd starts no program/)
  })

  it('is read back word by word, whatever the words are', () => {
    const word = fc.string({ unit: fc.oneof(fc.constantFrom(...'"\\%$ \n\tx0a'), fc.string({ unit: 'grapheme' })) })
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(systemd.readArgv(render('/n', '/s', ...words))).toEqual(['/n', '/s', ...words])
      }),
    )
  })

  it('reads a line that a person wrote, and says nothing of a file without one', () => {
    expect(systemd.readArgv('[Service]\nExecStart=/usr/bin/node "/a b.js" agent\n')).toEqual([
      '/usr/bin/node',
      '/a b.js',
      'agent',
    ])
    expect(systemd.readArgv('[Unit]\n')).toBeUndefined()
  })
})

/** What systemd itself says to a unit, run as if for an account whose folders are these. */
function verify(text: string) {
  const home = newFolder()
  const file = join(home, 'usage-audit-agent.service')
  writeFileSync(file, text)
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, XDG_CONFIG_HOME: home }
  return spawnSync('systemd-analyze', ['--user', 'verify', file], { encoding: 'utf8', env })
}

describe.runIf(process.platform === 'linux' && needs('systemd-analyze', 'systemd'))('systemd-analyze verify', () => {
  it.each(['plain', 'with space', 'dollar $HOME', '100% %h', 'é漢 #;', '{a,b}*?~'])('finds Node in "%s"', (name) => {
    const folder = join(newFolder(), name)
    mkdirSync(folder)
    symlinkSync(process.execPath, join(folder, 'node'))
    const { status, stderr } = verify(render(join(folder, 'node'), '/no\n"where\\', '--data-dir', folder))
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('would have refused what render refuses', () => {
    const folder = join(newFolder(), 'a"b')
    mkdirSync(folder)
    symlinkSync(process.execPath, join(folder, 'node'))
    const quoted = join(folder, 'node').replace('"', '\\"')
    const { status, stderr } = verify(render('/n', '/s').replace('"/n"', `"${quoted}"`))
    expect(status).not.toBe(0)
    expect(stderr).toContain('special characters')
  })
})
