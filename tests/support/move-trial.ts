import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Report } from '../../src/core/report/report.ts'
import type { Month } from '../../src/core/time.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { makeReport } from '../../src/server/reports/make-report.ts'
import { findPlannedFigures } from '../../src/server/store/ledger.ts'
import { findOwner, personalOrg } from '../../src/server/store/people.ts'
import { openPostgres } from '../../src/server/store/postgres.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { fillStore, monthsFrom } from './filled-store.ts'
import { type Ask, inDatabase } from './in-database.ts'
import { cleanEnvironment, newFolder, type ProgramResult, runProgram, startProgram } from './program.ts'
import { chooseSeed, createRandom } from './random.ts'
import { createDatabase } from './stores.ts'

interface MoveSize {
  readonly devices: number
  readonly months: number
  readonly kills: number
}

/** A SQLite store is moved by the real program, which is killed again and again; afterwards every figure is the same. */
export const describeMove = ({ devices, months: count, kills }: MoveSize, timeout: number) =>
  it(`${devices} devices × ${count} months: no figure changes, though the move is killed ${kills} times`, {
    timeout,
  }, async () => {
    const seed = chooseSeed()
    const random = createRandom(seed)
    const months = monthsFrom('2025-11', count)
    const file = join(newFolder(), 'usage-audit.db')
    const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: newFolder(), USAGE_AUDIT_SERVER__DATABASE: `file:${file}` })
    const before = openSqlite(file)
    await fillStore(before, { devices, months, random })
    const told = await readReports(before, months)
    const total = await before.db.$count(before.t.processHours)
    await before.close()

    const url = await createDatabase()
    const startedAt = performance.now()
    const { killed, last } = await moveWithKills(url, env, kills, total)
    const seconds = (performance.now() - startedAt) / 1_000
    expect(last).toMatchObject({ exit: 0, err: '' })
    const { outcome, rows } = JSON.parse(last.out)
    expect(outcome).toBe(killed > 0 ? 'resumed' : 'moved')

    const after = await openPostgres(url)
    expect(await readReports(after, months)).toEqual(told)
    await makeAllAgain(after)
    expect(await readReports(after, months)).toEqual(told)
    await after.close()
    console.log(
      `SEED=${seed}: ${rows} rows, ${killed} kills, ${seconds.toFixed(1)} s in all, ${told.length} reports equal`,
    )
  })

/** Until it ends by itself: killed so often, each time when a bit more is there. */
async function moveWithKills(url: string, env: NodeJS.ProcessEnv, kills: number, total: number) {
  const killed = await inDatabase(url, async (ask) => {
    for (let killed = 0; killed < kills; killed++) {
      const child = startProgram(['db', 'move', url], env)
      const ended = new Promise((resolve) => child.once('exit', resolve))
      while (child.exitCode === null && (await readMoved(ask)) < (total * killed) / kills) await sleep(5)
      if (child.exitCode === 0) return killed
      child.kill('SIGKILL')
      await ended
    }
    return kills
  })
  const last: ProgramResult = await runProgram(['db', 'move', url, '--json'], env)
  return { killed, last }
}

/** How many rows are there; -1 before it began. */
async function readMoved(ask: Ask): Promise<number> {
  const rows = await ask('select coalesce(sum(rows), 0)::int as n from drizzle.usage_audit_move').catch(() => [])
  return rows.length === 0 ? -1 : Number(rows[0]!.n)
}

/** Of each month what was frozen, and what is made of the stored days now. */
async function readReports(store: Store, months: readonly Month[]): Promise<(Report | undefined)[]> {
  const owner = (await findOwner(store, personalOrg))!
  const reports: (Report | undefined)[] = []
  for (const month of months) {
    const frozen = await findPlannedFigures(store, personalOrg, owner.id, month)
    expect(frozen?.devices.length).toBeGreaterThan(0)
    reports.push(frozen, await makeReport(store, personalOrg, owner, month, 0))
  }
  return reports
}

/** Every day from the facts that were moved. */
async function makeAllAgain(store: Store): Promise<void> {
  const { days: d, touchedDays } = store.t
  await store.batch((db) => [
    db.insert(touchedDays).select(
      db
        .select({
          orgId: d.orgId,
          deviceId: d.deviceId,
          day: d.day,
          mark: sql<number>`1`.as('mark'),
          claimedUntil: sql<number | null>`null::bigint`.as('claimed_until'),
        })
        .from(d),
    ),
    db.delete(store.t.usageMonths),
  ])
  const { days, failures } = await rollUp(store)
  expect(failures).toEqual([])
  expect(days).toBeGreaterThan(0)
}
