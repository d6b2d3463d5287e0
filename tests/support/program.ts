import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a run of the real program left. */
export interface ProgramResult {
  readonly exit: number | null
  readonly out: string
  readonly err: string
}

/** A new empty folder, removed by nobody: it lies where the system keeps what may go. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'usage-audit-test-'))

/** An environment with nothing of this machine's user in it: folders of its own, no settings, no colours. */
export function cleanEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const home = newFolder()
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(USAGE_AUDIT_|XDG_|DBUS_|NO_COLOR|FORCE_COLOR|LC_|LANG|NODE_)/.test(name),
  )
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    LANG: 'C.UTF-8',
    // This machine's own locks and sleeps are none of a test's.
    DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${join(home, 'no-bus')}`,
    ...more,
  }
}

/** Starts `usage-audit` as a user would; the caller ends it. */
export const startProgram = (args: readonly string[], env: NodeJS.ProcessEnv = cleanEnvironment()): ChildProcess =>
  spawn(process.execPath, ['bin/usage-audit.js', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })

/** Runs `usage-audit` to its end. */
export function runProgram(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<ProgramResult> {
  const child = startProgram(args, env)
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exit) => resolve({ exit, out, err }))
  })
}
