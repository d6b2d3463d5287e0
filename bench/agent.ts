import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { secondMs } from '../src/core/time.ts'
import { type Desktop, hasDesktop, openDesktop } from '../tests/support/desktop.ts'
import { cleanEnvironment, newFolder, runProgram, startProgram } from '../tests/support/program.ts'
import type { BenchRow } from './bench-row.ts'

const run = promisify(execFile)

/** How long the agent is watched, after its start. */
const minutes = Number(process.env.MINUTES ?? 6)
const settleMs = 30 * secondMs
const processes = 400
const port = '18787'

/**
 * The agent as a person has it, at its usual pace: some 400 processes, a desktop on which somebody changes windows and types,
 * and uploads to a server; beside a Node that does nothing.
 */
export async function agent(): Promise<BenchRow[]> {
  if (!hasDesktop()) return []
  const desktop = await openDesktop()
  const children: ChildProcess[] = []
  try {
    children.push(await startCrowd())
    const env = cleanEnvironment({
      DISPLAY: desktop.env.DISPLAY!,
      USAGE_AUDIT_SERVER__PORT: port,
      USAGE_AUDIT_LOG__LEVEL: 'error',
      // Always 10 s, however busy this machine is.
      USAGE_AUDIT_AGENT__GENTLE: 'false',
    })
    const dataDir = await startServer(env, children)
    const idle = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { env, stdio: 'ignore' })
    const ours = startProgram(['agent', '--data-dir', dataDir], env)
    children.push(idle, ours)
    return await watch(desktop, ours.pid!, idle.pid!)
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await desktop.kill()
  }
}

async function startCrowd(): Promise<ChildProcess> {
  const program = join(newFolder(), 'spawner')
  await run('cc', ['-O2', '-pthread', '-o', program, 'bench/floor/spawner.c'])
  const crowd = spawn(program, [String(processes)], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(crowd.stdout, 'data')
  return crowd
}

/** @returns the data folder of an agent that is enrolled with it */
async function startServer(env: NodeJS.ProcessEnv, children: ChildProcess[]): Promise<string> {
  const [server, dataDir, token] = [newFolder(), newFolder(), join(newFolder(), 'laptop.token')]
  await runProgram(['devices', 'add', 'laptop', '--token-out', token, '--data-dir', server], env)
  children.push(startProgram(['serve', '--data-dir', server], env))
  const enroll = ['agent', 'enroll', '--server', `http://127.0.0.1:${port}`, '--token-file', token]
  for (let tries = 0; ; tries++) {
    const { exit, err } = await runProgram([...enroll, '--data-dir', dataDir], env)
    if (exit === 0) return dataDir
    if (tries === 20) throw new Error(err)
    await sleep(secondMs)
  }
}

async function watch(desktop: Desktop, pid: number, idlePid: number): Promise<BenchRow[]> {
  for (const app of ['editor', 'mailer']) await desktop.openWindow(app)
  await sleep(settleMs)
  const cpu: number[] = []
  for (let minute = 0; minute < minutes; minute++) {
    const [before, since] = [readCpuMs(pid), performance.now()]
    for (let step = 0; step < 6; step++) {
      await desktop.bringToFront(step % 2 ? 'editor' : 'mailer')
      for (let key = 0; key < 5; key++) {
        await desktop.press('a')
        await sleep(2 * secondMs)
      }
    }
    cpu.push(((readCpuMs(pid) - before) / (performance.now() - since)) * secondMs)
  }
  const row = { floor: [] as number[], lowerIsBetter: true }
  return [
    {
      ...row,
      name: `all in, ${minutes} minutes at 10 s with presence`,
      unit: 'CPU-ms/s',
      ours: cpu,
      floorName: 'one core is 1000',
      goal: '≤ 2.5 CPU-ms/s',
    },
    {
      ...row,
      name: `resident after ${minutes} minutes`,
      unit: 'MB',
      ours: [readResidentMB(pid)],
      floor: [readResidentMB(idlePid)],
      floorName: 'node -e idle',
      goal: '≤ 1.6 ×',
    },
  ]
}

/** A clock tick is 10 ms wherever Linux runs Node. */
function readCpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const readResidentMB = (pid: number) =>
  (Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1_024) / 1e6
