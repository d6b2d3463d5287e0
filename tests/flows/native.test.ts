import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'

it.skipIf(process.platform !== 'linux')('loads nothing on Linux that calls system libraries', async () => {
  const folder = newFolder()
  const [hook, list] = [join(folder, 'hook.cjs'), join(folder, 'loaded.txt')]
  // Every native module goes through here, whoever asks for it.
  const note = `require('node:fs').appendFileSync(${JSON.stringify(list)}, file + '\\n')`
  writeFileSync(
    hook,
    `const { dlopen } = process; process.dlopen = (module, file, ...rest) => { ${note}; return dlopen(module, file, ...rest) }`,
  )
  const env = cleanEnvironment({
    USAGE_AUDIT_DATA_DIR: join(folder, 'data'),
    USAGE_AUDIT_SERVER__PORT: '0',
    NODE_OPTIONS: `--require ${hook}`,
  })
  const runs = [['up', '--once', '--for', '2s'], ['today'], ['doctor']]
  for (const args of runs) expect((await runProgram(args, env)).err).not.toContain('bug')
  const loaded = readFileSync(list, 'utf8')
  expect(loaded).toContain('better_sqlite3')
  expect(loaded).not.toContain('koffi')
})
