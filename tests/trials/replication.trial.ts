import { expect, it } from 'vitest'
import { checkHistories, type HistoriesResult, kindsOfHistory } from '../support/replication-histories.ts'

const kinds = Object.keys(kindsOfHistory)
const runs = Math.ceil(Number(process.env.RUNS ?? 20_000) / kinds.length)
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

it('journals and their replica agree after every history', async () => {
  const results: (HistoriesResult & { kind: string; failed: number })[] = []
  for (const kind of kinds) results.push({ kind, ...(await checkHistories(kind, runs, seed)), failed: 0 })
  const sum = (field: 'runs' | 'steps' | 'requests') => results.reduce((total, result) => total + result[field], 0)
  console.table([
    ...results,
    { kind: 'all', runs: sum('runs'), steps: sum('steps'), requests: sum('requests'), failed: 0 },
  ])
  console.log(`SEED=${seed}`)
  expect(sum('runs')).toBeGreaterThanOrEqual(runs * kinds.length)
})
