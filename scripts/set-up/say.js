import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A step that failed for a reason a person can remove. */
export class SetUpError extends Error {
  constructor(message, exitCode = 69) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Says what is done, does it, says how long it took. */
export function step(what, act) {
  const start = Date.now()
  process.stderr.write(`usage-audit: ${what} …`)
  try {
    const result = act()
    process.stderr.write(` ${Math.round((Date.now() - start) / 100) / 10} s\n`)
    return result
  } catch (error) {
    process.stderr.write(' failed\n')
    throw error
  }
}

/** Runs a program to its end. `output` is what it said, both streams. */
export function runProgram(program, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
  })
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}` }
}

/** Where this Node keeps its own headers, if it brought them: then what is compiled need not download them. */
function findHeaders() {
  const folder = dirname(dirname(process.execPath))
  return existsSync(join(folder, 'include', 'node', 'node_version.h')) ? folder : undefined
}

/** The npm that started us, under this very Node; or the one on the path. */
export function npm(...args) {
  const script = process.env.npm_execpath
  const headers = findHeaders()
  const env = { ...(headers && { npm_config_nodedir: headers }), ...process.env }
  return script?.endsWith('.js')
    ? runProgram(process.execPath, [script, ...args], { env })
    : runProgram('npm', args, { env, shell: process.platform === 'win32' })
}

/** Whether a program is on the path. */
export const hasProgram = (name) => runProgram(process.platform === 'win32' ? 'where' : 'which', [name]).ok
