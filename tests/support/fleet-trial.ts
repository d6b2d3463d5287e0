import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { toReport } from '../../src/core/report/to-report.ts'
import { createDevice } from '../../src/server/store/devices.ts'
import { addReport } from '../../src/server/store/ledger.ts'
import { personalOrg, type User } from '../../src/server/store/people.ts'
import { openPostgres } from '../../src/server/store/postgres.ts'
import type { Store } from '../../src/server/store/store.ts'
import { type SumsRow, startFleet, sumsQuery, toSums } from './fleet.ts'
import { type Ask, inDatabase } from './in-database.ts'
import { type Instances, startInstances } from './instances.ts'
import { enroll } from './records.ts'

/** What happens to the servers while the fleet lives. */
export type Fault = (instances: Instances, random: () => number) => Promise<void>

export interface FleetSize {
  readonly agents: number
  readonly instances: number
  /** How many mails wait for whoever comes first. */
  readonly mails: number
  readonly faults: readonly Fault[]
  /** From the end of a fault to the next. */
  readonly pauseMs: number
  readonly sampleMs: number
  readonly uploadMs: number
}

export interface FleetResult {
  readonly seconds: number
  readonly faults: number
  readonly failures: number
  readonly rows: number
  readonly runningMs: number
  /** Mails by what became of them. */
  readonly mails: Readonly<Record<string, number>>
}

/**
 * Lets a fleet record and upload while its servers go through faults; then each stream must be on the server as it is in its
 * journal, each day made as its facts say, and no mail sent by two.
 * @param database of a PostgreSQL in which nothing is
 * @param front by which address the servers reach it
 */
export async function liveAsFleet(
  database: string,
  front: string,
  size: FleetSize,
  random: () => number,
): Promise<FleetResult> {
  const store = await openPostgres(database)
  const tokens = await enrolFleet(store, size)
  const instances = await startInstances(front, size.instances)
  const fleet = startFleet(instances.url, tokens, size, random)
  try {
    const startedAt = performance.now()
    for (const fault of size.faults) {
      await sleep(size.pauseMs)
      await fault(instances, random)
    }
    await sleep(size.pauseMs)
    const seconds = (performance.now() - startedAt) / 1_000
    await fleet.finish()
    const sums = fleet.sums()
    const mails = await inDatabase(database, async (ask) => {
      expect(await readSums(ask)).toEqual(sums)
      await untilRolledUp(ask)
      return countMails(ask, instances.folders)
    })
    const [rows, runningMs] = [0, 1].map((i) => [...sums.values()].reduce((sum, each) => sum + each[i]!, 0))
    return { seconds, faults: size.faults.length, failures: fleet.failures, rows: rows!, runningMs: runningMs!, mails }
  } finally {
    await instances.close()
    fleet.close()
    await store.close()
  }
}

async function enrolFleet(store: Store, { agents, mails }: FleetSize): Promise<string[]> {
  const { user } = await enroll(store)
  const tokens = Array.from({ length: agents }, (_, i) => `token-of-${i}`)
  for (const [i, token] of tokens.entries()) {
    const added = { orgId: personalOrg, userId: user.id, name: `laptop ${i}`, platform: 'test', now: Date.now() }
    await createDevice(store, { ...added, token })
  }
  for (let i = 0; i < mails; i++) await planMail(store, user)
  return tokens
}

async function planMail(store: Store, user: User): Promise<void> {
  const now = Date.now()
  const about = { about: user.name, period: '2025-01', zone: 'UTC', madeAt: now, closed: true } as const
  const figures = toReport({ ...about, idleAfterMs: user.idleAfterMs }, [])
  await addReport(store, { orgId: personalOrg, user, figures, planned: false, address: 'ana@example.org', now })
}

const readSums = async (ask: Ask) =>
  toSums(await ask<SumsRow>(sumsQuery('org_id, stream_id', 's.org_id = r.org_id and s.id = r.stream_id')))

/** The servers make the days by themselves; what a stopped one had claimed comes last. */
async function untilRolledUp(ask: Ask): Promise<void> {
  const left = async () => Number((await ask('select count(*) as n from touched_days'))[0]!.n)
  for (const deadline = Date.now() + 180_000; (await left()) > 0; await sleep(500))
    if (Date.now() > deadline) throw new Error(`${await left()} days were not made`)
  const sumOf = (table: string) =>
    ask(`select device_id, sum(running_ms) as ms, sum(cpu_ms) as cpu from ${table} group by 1 order by 1`)
  expect(await sumOf('usage_days')).toEqual(await sumOf('process_hours'))
  expect(await sumOf('usage_months')).toEqual(await sumOf('process_hours'))
}

/** A server writes each mail as a file of its own folder. */
async function countMails(ask: Ask, folders: readonly string[]): Promise<Record<string, number>> {
  const left = async () =>
    (await ask("select 1 as there from mails where state in ('planned', 'claimed') limit 1")).length
  for (const deadline = Date.now() + 60_000; (await left()) > 0 && Date.now() < deadline; ) await sleep(500)
  const files = folders.flatMap((folder) => readdirSync(join(folder, 'outbox'), { encoding: 'utf8', recursive: true }))
  const rows = await ask<{ id: string; state: string }>('select id, state from mails')
  const counts: Record<string, number> = { doubled: 0 }
  for (const { id, state } of rows) {
    const written = files.filter((file) => String(file).includes(id) && String(file).endsWith('.eml')).length
    counts[state] = (counts[state] ?? 0) + 1
    if (written > 1) counts.doubled!++
    if (state === 'sent') expect(written).toBe(1)
  }
  expect(counts.doubled).toBe(0)
  return counts
}

export const killOne: Fault = (instances, random) => instances.restart(Math.floor(instances.folders.length * random()))

/** Stands still for longer than any claim holds. */
export const stopOne =
  (stillMs: number): Fault =>
  async (instances, random) => {
    const one = Math.floor(instances.folders.length * random())
    instances.signal(one, 'SIGSTOP')
    await sleep(stillMs)
    instances.signal(one, 'SIGCONT')
  }
