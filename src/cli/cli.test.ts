import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createCli, type World } from './cli.ts'
import { commands } from './commands.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'usage-audit-cli-'))

function makeWorld(args: string[] = [], env: World['env'] = {}) {
  const said = { out: '', err: '' }
  const world: World = {
    args,
    env,
    cwd: folder,
    version: '1.2.3',
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
    now: () => 0,
    stopping: () => new AbortController().signal,
  }
  return { world, said }
}

it('createCli › reads settings once, and again only for a command’s own flags', async () => {
  const { world } = makeWorld([], { USAGE_AUDIT_SERVER__PORT: '5' })
  const cli = createCli(world, { dataDir: 'data' })
  const first = await cli.config()
  expect(await cli.config()).toBe(first)
  expect(first.server).toMatchObject({ port: 5, database: `file:${folder}/data/server/usage-audit.db` })
  const second = await cli.config([{ flag: '--port', key: 'server.port', value: '6' }])
  expect(second.server.port).toBe(6)
  expect(await cli.config()).toBe(second)
})

it('createCli › prints rows as a table, or as they are in JSON', () => {
  const { world, said } = makeWorld()
  createCli(world).print([{ app: 'vim', n: 1 }], ({ app, n }) => [app, String(n)])
  expect(said.out).toBe('vim  1\n')
  said.out = ''
  createCli(world, { json: true }).print([{ app: 'vim', n: 1 }], ({ app }) => [app])
  expect(JSON.parse(said.out)).toEqual([{ app: 'vim', n: 1 }])
})

it('run › takes global options before and after the command', async () => {
  const file = join(folder, 'mine.toml')
  writeFileSync(file, '[server]\nport = 4\n')
  for (const args of [
    ['-C', file, '--json', 'config', 'show'],
    ['config', 'show', '--json', '--config', file],
    ['config', `--config=${file}`, 'show', '--json'],
  ]) {
    const { world, said } = makeWorld(args)
    expect(await run(world)).toBe(0)
    expect(JSON.parse(said.out)).toMatchObject({
      file,
      settings: expect.arrayContaining([{ key: 'server.port', value: 4, origin: `${file}:2` }]),
    })
  }
})

it('run › shows stacks when the settings file says debug', async () => {
  const { world, said } = makeWorld(['config', 'show'], { USAGE_AUDIT_LOG__LEVEL: 'debug' })
  const stdout = {
    write: () => {
      throw new Error('broken')
    },
  }
  expect(await run({ ...world, stdout })).toBe(70)
  expect(said.err).toMatch(/this is a bug: Error: broken.* {4}at /s)
})

it.each(commands)('run › $name --help shows the global options and an example', async ({ name, load }) => {
  const { world, said } = makeWorld(['help', name])
  expect(await run(world)).toBe(0)
  expect(said.out).toMatch(/--data-dir <dir>.*Examples?:\n {2}\$ usage-audit /s)
  for (const below of (await load())(createCli(world)).commands) {
    const inner = makeWorld([name, below.name(), '--help'])
    expect(await run(inner.world)).toBe(0)
    expect(inner.said.out).toMatch(/Examples?:\n {2}\$ usage-audit /)
  }
})
