import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { monthBounds } from '../src/core/time.ts'
import { fillStore } from '../src/server/demo/fill-store.ts'
import { makeReport } from '../src/server/reports/make-report.ts'
import { openStore } from '../src/server/store/open.ts'
import { getUser, personalOrg } from '../src/server/store/people.ts'
import type { BenchRow } from './bench-row.ts'
import { copyDevices, crowds, period } from './support/crowd.ts'
import { openDuckDb } from './support/duckdb.ts'
import { interleave } from './support/rounds.ts'

/** A single computer's month is over before the engine has compiled what makes it: of so many the median is of a server that has made some. */
const rounds = new Map([
  [1, 60],
  [100, 9],
  [1_000, 3],
])
const devices = 20
const { end: now } = monthBounds(period, 'UTC')

/** A month's figures of 1, 100 and 1,000 computers, and what a computer's month takes on disk, of made-up data. */
export async function months(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-months-'))
  const file = join(folder, 'server.db')
  try {
    const store = await openStore(`file:${file}`)
    const start = performance.now()
    const question = { seed: 1, from: '2026-09-01', devices, now, locale: 'en', zone: 'UTC' } as const
    const { rows } = await fillStore(store, question)
    const rate = rows / ((performance.now() - start) / 1_000)
    await store.close()
    const sizes = measureSizes(file)
    copyDevices(file)
    return [
      toRow('made-up rows stored and made into days', 'rows/s', [rate], '', false),
      ...sizes,
      ...(await measure(file)),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(file: string): Promise<BenchRow[]> {
  const store = await openStore(`file:${file}`)
  const sqlite = new Database(file, { readonly: true })
  const duckDb = await openDuckDb(file)
  const timed = async (work: () => unknown) => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  const fromMonths = sqlite.prepare(
    `select subject_id, sum(running_ms), sum(cpu_ms), sum(active_ms), max(memory_peak_kib) from usage_months
     where org_id = ? and device_id > ? and device_id <= ? and month = ? group by subject_id`,
  )
  const floors = ['usage_days', 'days'].map((table) =>
    sqlite
      .prepare(`select * from ${table} where org_id = ? and device_id > ? and device_id <= ? and day between ? and ?`)
      .raw(),
  )
  const rows: BenchRow[] = []
  for (const { count, firstId, user, goalMs } of crowds) {
    const measured = await interleave(rounds.get(count)!, {
      report: async () => timed(async () => makeReport(store, personalOrg, await getUser(store, user), period, now)),
      months: () => timed(() => fromMonths.all(personalOrg, firstId, firstId + count, period)),
      floor: () =>
        timed(() =>
          floors.map((all) => all.all(personalOrg, firstId, firstId + count, `${period}-01`, `${period}-31`)),
        ),
      peer: () => timed(() => duckDb?.sum(count)),
    })
    const name = `${count} device-months`
    const floor = { floor: measured.floor, floorName: 'its days, read by one statement' }
    const peer = duckDb && { floor: measured.peer, floorName: 'DuckDB over the hourly rows' }
    const goal = count === 1_000 ? '≤ 100 ms' : ''
    rows.push({ ...toRow(`${name}, the report, from days`, 'ms', measured.report, `≤ ${goalMs} ms`), ...floor })
    rows.push({ ...toRow(`${name}, sums, from months`, 'ms', measured.months, goal), ...(peer ?? floor) })
  }
  duckDb?.close()
  sqlite.close()
  await store.close()
  return rows
}

/** Of the computers that people sit at all day, by the share of the rows of a month; with the indexes. */
function measureSizes(file: string): BenchRow[] {
  const sqlite = new Database(file, { readonly: true })
  const { start, end } = monthBounds(period, 'UTC')
  const sizeOf = (table: string, at: string) => {
    const { bytes } = sqlite.prepare('select sum(pgsize) as bytes from dbstat where name = ?').get(table) as {
      bytes: number
    }
    const { n } = sqlite.prepare(`select count(*) as n from ${table}`).get() as { n: number }
    const ofDesks = sqlite
      .prepare(
        `select count(*) as n from ${table} r join devices d on d.org_id = r.org_id and d.id = r.device_id
         where ${at} >= ? and ${at} < ? and (d.name like '%-desktop' or d.name like '%-workstation') group by r.device_id`,
      )
      .all(start, end) as { n: number }[]
    return ofDesks.map((device) => (device.n * bytes) / n / 1e6)
  }
  const rows = [
    toRow('hours of a computer’s month on disk', 'MB', sizeOf('process_hours', 'r.hour'), '≤ 0.5 MB'),
    toRow('spans of a computer’s month on disk', 'MB', sizeOf('spans', 'r.start'), '≤ 0.65 MB'),
  ]
  sqlite.close()
  return rows
}

const toRow = (name: string, unit: string, ours: readonly number[], goal: string, lowerIsBetter = true): BenchRow => ({
  name,
  unit,
  ours,
  floor: [],
  floorName: 'none',
  goal,
  lowerIsBetter,
})
