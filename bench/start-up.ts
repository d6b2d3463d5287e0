import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchRow } from './bench-row.ts'

const rounds = 25

/** Wall time of short commands of the built program, beside a Node that does nothing; one of each in turn. */
export async function startUp(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-start-up-'))
  const usageAudit = (...args: string[]) => ['bin/usage-audit.js', '--data-dir', folder, ...args]
  const hasToday = /^ {2}today /m.test(run(usageAudit('--help')).stdout)
  if (hasToday) recordFor3s(usageAudit('up', '--once', '--for', '3s', '--port', '0', '--no-open'))
  const measured = [
    { name: '--version', args: ['bin/usage-audit.js', '--version'], goal: '≤ 1.7 ×' },
    ...(hasToday ? [{ name: 'today', args: usageAudit('today'), goal: '≤ 2.7 ×' }] : []),
  ].map((bench) => ({ ...bench, ours: [] as number[], floor: [] as number[] }))
  for (let round = 0; round < rounds; round++)
    for (const { args, ours, floor } of measured) {
      floor.push(wallMs(['-e', '0']))
      ours.push(wallMs(args))
    }
  rmSync(folder, { recursive: true, force: true })
  return measured.map(({ name, goal, ours, floor }) => ({
    name,
    unit: 'ms',
    ours,
    floor,
    floorName: 'node -e 0',
    goal,
    lowerIsBetter: true,
  }))
}

/** So that `today` has a journal to read. */
function recordFor3s(args: readonly string[]) {
  const env = { ...process.env, USAGE_AUDIT_AGENT__SAMPLE: '1s' }
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
  if (status !== 0) throw new Error(`up --once exited with ${status}: ${stderr}`)
}

function wallMs(args: readonly string[]): number {
  const start = performance.now()
  const { status, stderr } = run(args)
  if (status !== 0) throw new Error(`node ${args.join(' ')} exited with ${status}: ${stderr}`)
  return performance.now() - start
}

const run = (args: readonly string[]) => spawnSync(process.execPath, args, { encoding: 'utf8' })
