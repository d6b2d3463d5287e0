import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../../../tests/support/needs.ts'
import { newFolder } from '../../../tests/support/program.ts'
import { runHere } from '../../../tests/support/world.ts'
import { commands } from '../commands.ts'

const folder = newFolder()
const names = commands.map(({ name }) => name)

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { exit, out } = await runHere(['completion', shell])
    expect(exit).toBe(0)
    writeFileSync(join(folder, shell), out)
  }
  mkdirSync(join(folder, 'my folder'))
  writeFileSync(join(folder, 'my file.toml'), '')
})

/** What bash would offer at the end of a line. */
function inBash(...words: string[]): string[] {
  const script = `source ./bash
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
_usage_audit
printf '%s\\n' "\${COMPREPLY[@]}"`
  const args = ['--norc', '-c', script, 'bash', 'usage-audit', ...words]
  const { stdout, stderr, status } = spawnSync('bash', args, { cwd: folder, encoding: 'utf8' })
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  return stdout.split('\n').filter(Boolean)
}

/** What fish would offer at the end of a line. */
function inFish(line: string): string[] {
  const script = `source ./fish; complete -C ${JSON.stringify(line)}`
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder }
  const { stdout, stderr, status } = spawnSync('fish', ['--no-config', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env,
  })
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((each) => each.split('\t')[0]!)
}

describe.skipIf(process.platform === 'win32')('completion bash', () => {
  it('offers every command, and those below one', () => {
    expect(inBash('').sort()).toEqual([...names, 'help'].sort())
    expect(inBash('dev')).toEqual(['devices'])
    expect(inBash('agent', '').sort()).toEqual(
      ['enroll', 'extension', 'help', 'install', 'log', 'pause', 'resume', 'run', 'status', 'uninstall'].sort(),
    )
    expect(inBash('help', 'doc')).toEqual(['doctor'])
  })

  it('offers the options of the command, and those that every command knows', () => {
    expect(inBash('top', '--')).toEqual(expect.arrayContaining(['--from', '--to', '--limit', '--json', '--data-dir']))
    expect(inBash('top', '--')).not.toContain('--follow')
    expect(inBash('agent', 'log', '--f')).toEqual(['--follow'])
    expect(inBash('--ver')).toEqual(['--version'])
  })

  it('offers what a value may be', () => {
    expect(inBash('report', '--format', 'h')).toEqual(['html'])
    expect(inBash('report', '--format', '=', 'h')).toEqual(['html'])
    expect(inBash('report', '--format', '=')).toContain('html')
    expect(inBash('completion', '')).toEqual(['bash', 'zsh', 'fish'])
    expect(inBash('-C', 'my')).toEqual(['my file.toml', 'my folder'])
    expect(inBash('--data-dir', '')).toEqual(['my folder'])
    expect(inBash('top', '--from', '')).toEqual([])
  })

  it('does not take the value of an option for a command', () => {
    expect(inBash('--data-dir', 'agent', 'dev')).toEqual(['devices'])
    expect(inBash('--data-dir', '=', 'agent', 'dev')).toEqual(['devices'])
    expect(inBash('--json', 'agent', 'st')).toEqual(['status'])
  })
})

describe.runIf(needs('zsh', 'zsh'))('completion zsh', () => {
  it('is a script that zsh can read', () => {
    const { stderr, status } = spawnSync('zsh', ['-f', '-n', join(folder, 'zsh')], { encoding: 'utf8' })
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  })
})

describe.runIf(needs('fish', 'fish'))('completion fish', () => {
  it('offers commands, options and values', () => {
    expect(inFish('usage-audit ').sort()).toEqual([...names, 'help'].sort())
    expect(inFish('usage-audit agent un')).toEqual(['uninstall'])
    expect(inFish('usage-audit --data-dir agent dev')).toEqual(['devices'])
    expect(inFish('usage-audit agent log --f')).toEqual(['--follow'])
    expect(inFish('usage-audit report --format h')).toEqual(['html'])
    expect(inFish('usage-audit top --fo')).toEqual([])
  })
})

it('completion › answers 64 to a shell it does not know', async () => {
  const answer = await runHere(['completion', 'tcsh'])
  expect(answer).toMatchObject({ exit: 64, out: '', err: expect.stringContaining('bash, zsh, fish') })
})
