import type { World } from '../../src/cli/cli.ts'
import { run } from '../../src/cli/run.ts'
import { newFolder } from './program.ts'

/** Runs a command line within this process, with a clock of the test's own; nothing of this machine's user is in it. */
export async function runHere(args: readonly string[], given: Partial<World> = {}) {
  const said = { out: '', err: '' }
  const exit = await run({
    args,
    env: {},
    cwd: newFolder(),
    version: '1.2.3',
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
    now: () => 0,
    stopping: () => new AbortController().signal,
    ...given,
  })
  return { exit, ...said }
}
