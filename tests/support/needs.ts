import { spawnSync } from 'node:child_process'

/**
 * Whether a program that npm does not bring is there: `it.skipIf(!needs('chromium', 'chromium'))`. On a continuous
 * integration machine (`CI` is set) its absence is an error, for a test that is skipped there is never run by anybody.
 * @throws Error if it is missing and `CI` is set
 */
export function needs(tool: string, aptPackage: string, env: NodeJS.ProcessEnv = process.env): boolean {
  const find = process.platform === 'win32' ? 'where' : 'which'
  if (spawnSync(find, [tool]).status === 0) return true
  const message = `${tool} is missing: sudo apt install ${aptPackage}`
  if (env.CI) throw new Error(`${message} (nothing may be skipped where CI is set)`)
  console.warn(`\n*** SKIPPED: ${message} ***\n`)
  return false
}
