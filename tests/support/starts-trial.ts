import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { cleanEnvironment, newFolder, startProgram } from './program.ts'

const starts = 20

/** Agents of one person on one computer, all started at once. */
export const describeStarts = (times: number) =>
  it(`of ${starts} agents started at once one records, and the others name it and exit 75, ${times} times`, async () => {
    const folder = newFolder()
    for (let i = 0; i < times; i++) await startAtOnce(folder)
    console.log(`${times} × ${starts} starts`)
  }, 1_200_000)

/** On the same folder each time, with what the last survivor left there: it is killed. */
async function startAtOnce(folder: string): Promise<void> {
  const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: folder })
  const agents = Array.from({ length: starts }, () => {
    const child = startProgram(['agent'], env)
    const agent = { child, said: '', ended: once(child, 'close') }
    child.stderr!.on('data', (chunk) => {
      agent.said += chunk
    })
    return agent
  })
  const living = () => agents.filter(({ child }) => child.exitCode === null)
  for (let waited = 0; living().length > 1 && waited < 600; waited++) await sleep(100)
  const [survivor, ...others] = living()
  expect(others).toEqual([])
  await sleep(200)
  expect(survivor!.child.exitCode).toBeNull()
  for (const { child, said } of agents) {
    if (child === survivor!.child) continue
    expect({ exit: child.exitCode, said }).toEqual({
      exit: 75,
      said: expect.stringContaining(`(process ${survivor!.child.pid})`),
    })
  }
  expect(readFileSync(join(folder, 'agent', 'agent.pid'), 'utf8')).toBe(`${survivor!.child.pid}\n`)
  survivor!.child.kill('SIGKILL')
  await Promise.all(agents.map(({ ended }) => ended))
}
