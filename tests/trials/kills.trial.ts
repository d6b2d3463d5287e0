import { expect, it } from 'vitest'
import {
  expectSame,
  type KillResult,
  liveThroughKills,
  liveThroughOutage,
  type OutageResult,
} from '../support/kill-trial.ts'
import { chooseSeed } from '../support/random.ts'

const seed = chooseSeed()
const kills = Number(process.env.KILLS ?? 50)
const outageMs = Number(process.env.OUTAGE_MS ?? 5 * 60_000)

it(`survives ${kills} kills a side in the middle of uploads`, async () => {
  const result = await liveThroughKills(kills, seed)
  print({ ...killsOf(result), ...faultsOf(result), ...comparisonOf(result) })
  expectSame(result)
  expect(Object.keys(result.statuses)).toEqual(['200'])
  expect(result.moments.idle).toBeLessThan(result.kills / 2)
})

it(`makes up for a server that is away for ${outageMs / 1_000} s`, async () => {
  const result = await liveThroughOutage(outageMs, seed)
  print({ ...meanwhileOf(result), ...comparisonOf(result) })
  expectSame(result)
  expect(result.runningMsMeanwhile).toBeGreaterThan(outageMs / 2)
})

const print = (values: Readonly<Record<string, string | number>>) => console.table({ ...values, SEED: seed })

const killsOf = ({ kills: all, moments }: KillResult) => ({
  kills: all,
  '… of them before a request reached the server': moments.arrived,
  '… while the server had it': moments.forwarded,
  '… before the agent had the answer': moments.answered,
  '… just after the agent had it': moments.told,
  '… at other times': moments.idle,
})

const faultsOf = ({ faults, statuses }: KillResult) => ({
  requests: Object.values(faults).reduce((sum, n) => sum + n, 0) - faults.unreachable,
  ...faults,
  'answers 200': statuses[200] ?? 0,
  'other answers': Object.values(statuses).reduce((sum, n) => sum + n, 0) - (statuses[200] ?? 0),
})

const meanwhileOf = ({ rowsMeanwhile, runningMsMeanwhile, caughtUpMs }: OutageResult) => ({
  'server away, s': outageMs / 1_000,
  'new rows meanwhile': rowsMeanwhile,
  'running time meanwhile, ms': runningMsMeanwhile,
  'caught up after, s': Math.round(caughtUpMs / 100) / 10,
})

const comparisonOf = ({
  journal,
  server,
  streams,
  refused,
  lost,
  doubled,
  quickChecks,
}: KillResult | OutageResult) => ({
  'runs of the agent': streams,
  'rows of the journal': journal.rows,
  'rows of the server': server.rows,
  refused,
  'running time of the journal, ms': journal.runningMs,
  'running time of the server, ms': server.runningMs,
  'CPU time of the journal, ms': journal.cpuMs,
  'CPU time of the server, ms': server.cpuMs,
  lost: lost.length,
  doubled: doubled.length,
  quick_check: quickChecks.join(', '),
})
