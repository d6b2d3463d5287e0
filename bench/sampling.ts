import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createIdentify } from '../src/agent/processes/identify.ts'
import { createPortableSource } from '../src/agent/processes/portable.ts'
import { createProcSource } from '../src/agent/processes/proc.ts'
import type { ProcessSource } from '../src/agent/processes/source.ts'
import type { BenchRow } from './bench-row.ts'

const run = promisify(execFile)

const processes = 400
const rounds = 7
const samplesPerRound = 40

/** From the root of the project, where the benchmarks are run. */
const floorFolder = 'bench/floor'

async function compile(name: string, folder: string): Promise<string> {
  const program = join(folder, name)
  await run('cc', ['-O2', '-pthread', '-o', program, join(floorFolder, `${name}.c`)])
  return program
}

/** CPU microseconds per sample of this process, and of what the source starts if it starts anything. */
async function measure(source: ProcessSource, samples: number): Promise<number> {
  const before = process.cpuUsage()
  for (let i = 0; i < samples; i++) await source.sample()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / samples
}

const measureFloor = async (program: string, mode: 'stat' | 'ps', samples: number) =>
  Number((await run(program, [mode, String(samples)])).stdout)

const row = (name: string, ours: number[], floor: number[], floorName: string, goal: string): BenchRow => ({
  name,
  unit: 'µs CPU/sample',
  ours,
  floor,
  floorName,
  goal,
  lowerIsBetter: true,
})

/**
 * CPU time of one sample of some 400 processes: our reader, a C program that reads the same files, one `ps`, and the portable
 * source (its own process only; the `ps` that it starts come on top).
 */
export async function sampling(): Promise<BenchRow[]> {
  if (process.platform !== 'linux') return skip('needs Linux')
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-bench-'))
  try {
    const programs = await Promise.all([compile('proc-floor', folder), compile('spawner', folder)]).catch(
      () => undefined,
    )
    return programs ? await measureAll(...programs) : skip('needs a C compiler: cc')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const skip = (why: string) => [row('process sample', [], [], 'C reading /proc/*/stat', `skipped: ${why}`)]

async function measureAll(floor: string, spawner: string): Promise<BenchRow[]> {
  const crowd = spawn(spawner, [String(processes)], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(crowd.stdout, 'data')
  try {
    return await measureRounds(floor)
  } finally {
    crowd.stdin.end()
    await once(crowd, 'close')
  }
}

async function measureRounds(floor: string): Promise<BenchRow[]> {
  const identify = createIdentify({ home: homedir(), dataDirs: ['/usr/share'], path: ['/usr/bin'] })
  const proc = createProcSource({ accounts: 'all', identify })
  const portable = createPortableSource({ accounts: 'all', identify, listEveryMs: 0 })
  const figures = { proc: [] as number[], portable: [] as number[], stat: [] as number[], ps: [] as number[] }
  await measure(proc, samplesPerRound)
  for (let round = 0; round < rounds; round++) {
    figures.stat.push(await measureFloor(floor, 'stat', samplesPerRound))
    figures.proc.push(await measure(proc, samplesPerRound))
    figures.ps.push(await measureFloor(floor, 'ps', 5))
    figures.portable.push(await measure(portable, 2))
  }
  return [
    row('process sample', figures.proc, figures.stat, 'C reading /proc/*/stat', '≤ 2.3 ×'),
    row('process sample', figures.proc, figures.ps, 'one ps', '≤ 0.5 ×'),
    row('process sample, portable', figures.portable, figures.stat, 'C reading /proc/*/stat', 'for the record'),
  ]
}
