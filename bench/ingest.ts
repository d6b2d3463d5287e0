import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openStore } from '../src/server/store/open.ts'
import startPostgres from '../tests/support/postgres.ts'
import type { BenchRow } from './bench-row.ts'
import { enrolSenders, type Sender, type Upload } from './support/batches.ts'
import { sendAll } from './support/load.ts'
import { rollUpOneDay } from './support/roll-up.ts'
import { interleave, ownCpuMs, type Way } from './support/rounds.ts'
import { type ServerKind, serveHere } from './support/serve.ts'
import { type ServerProcess, startServerProcess } from './support/server-process.ts'
import { openSqliteFloor } from './support/sqlite-floor.ts'

export { serveHere }

const rounds = 15
const senderCount = 8
const sizes = {
  /** A computer that comes back after a day: 60 apps of eight hours and a bit. */
  backlog: { rows: 500, uploads: 6, next: (sender: Sender) => sender.nextBacklog(500) },
  /** A computer that uploads each minute what changed in the present hour. */
  minute: { rows: 60, uploads: 25, next: (sender: Sender) => sender.nextMinute(60) },
}
type Size = keyof typeof sizes

interface Measured {
  readonly rowsPerSecond: number
  /** CPU time an upload, of the process that stores. */
  readonly cpuMs: number
}

/** What a server stores in a second and what that costs it; each way has a database of its own, which grows alike. */
export async function ingest(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-ingest-'))
  let postgresUrl = ''
  const provide = (_: string, url: string) => {
    postgresUrl = url
  }
  const stopPostgres = await startPostgres({ provide } as unknown as TestProject)
  const floor = await openSqliteFloor(join(folder, 'floor.db'), senderCount)
  const servers = {
    routes: await startServer(`file:${join(folder, 'routes.db')}`, 'routes'),
    bare: await startServer(`file:${join(folder, 'bare.db')}`, 'bare'),
    postgres: await startServer(postgresUrl, 'routes'),
  }
  try {
    const { routes, bare, postgres } = servers
    const waysOf = (size: Size) => ({
      floor: toFloorWay(size, floor),
      routes: toWay(size, routes),
      bare: toWay(size, bare),
      postgres: toWay(size, postgres),
    })
    const backlog = await interleave(rounds, waysOf('backlog'))
    const minute = await interleave(rounds, waysOf('minute'))
    return [...toRows({ backlog, minute }), await measureRollUp(`file:${join(folder, 'roll-up.db')}`)]
  } finally {
    for (const { process } of Object.values(servers)) await process.stop()
    floor.close()
    await stopPostgres()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Served {
  readonly process: ServerProcess
  readonly senders: readonly Sender[]
}

async function startServer(database: string, kind: ServerKind): Promise<Served> {
  const store = await openStore(database)
  const senders = await enrolSenders(store, senderCount)
  await store.close()
  return { process: await startServerProcess(import.meta.url, database, kind), senders }
}

function toWay(size: Size, { process, senders }: Served): Way<Measured> {
  const { rows, uploads, next } = sizes[size]
  return async () => {
    const lists = senders.map((sender) => Array.from({ length: uploads }, () => next(sender)))
    const cpuBefore = await process.cpuMs()
    const start = performance.now()
    await sendAll(process.url, lists)
    const seconds = (performance.now() - start) / 1_000
    return toMeasured((await process.cpuMs()) - cpuBefore, seconds, uploads * senders.length, rows)
  }
}

function toFloorWay(size: Size, { senders, write }: Awaited<ReturnType<typeof openSqliteFloor>>): Way<Measured> {
  const { rows, uploads, next } = sizes[size]
  return () => {
    const list: Upload[] = []
    for (let i = 0; i < uploads; i++) for (const sender of senders) list.push(next(sender))
    const cpuBefore = ownCpuMs()
    const start = performance.now()
    write(list)
    const seconds = (performance.now() - start) / 1_000
    return toMeasured(ownCpuMs() - cpuBefore, seconds, list.length, rows)
  }
}

const toMeasured = (cpuMs: number, seconds: number, uploads: number, rows: number): Measured => ({
  rowsPerSecond: (uploads * rows) / seconds,
  cpuMs: cpuMs / uploads,
})

async function measureRollUp(database: string): Promise<BenchRow> {
  const store = await openStore(database)
  const { ours } = await interleave(50, { ours: await rollUpOneDay(store) })
  await store.close()
  return {
    name: 'roll-up of one day: 60 apps × 24 hours, 20 stretches',
    unit: 'ms',
    ours,
    floor: [],
    floorName: 'none',
    goal: '≤ 10 ms',
    lowerIsBetter: true,
  }
}

type Results = Readonly<Record<Size, Readonly<Record<'floor' | 'routes' | 'bare' | 'postgres', Measured[]>>>>

function toRows({ backlog, minute }: Results): BenchRow[] {
  const speed = (measured: readonly Measured[]) => measured.map(({ rowsPerSecond }) => rowsPerSecond)
  const cpu = (measured: readonly Measured[]) => measured.map(({ cpuMs }) => cpuMs)
  const rate = { unit: 'rows/s', lowerIsBetter: false }
  const cost = { unit: 'CPU-ms/batch', lowerIsBetter: true }
  const sqlite = { floorName: 'the rows straight into SQLite' }
  const bareHttp = { floorName: 'bare node:http' }
  const both = [
    { of: backlog, rows: 500, goal: '≥ 80 %' },
    { of: minute, rows: 60, goal: '≥ 28 %' },
  ]
  return [
    ...both.map(({ of, rows, goal }) => ({
      name: `${rows}-row batches over HTTP`,
      ours: speed(of.routes),
      floor: speed(of.floor),
      goal,
      ...rate,
      ...sqlite,
    })),
    ...both.map(({ of, rows }) => ({
      name: `${rows}-row batches over HTTP, CPU`,
      ours: cpu(of.routes),
      floor: cpu(of.floor),
      goal: '',
      ...cost,
      ...sqlite,
    })),
    ...both.map(({ of, rows }) => ({
      name: `h3 route, ${rows}-row batches`,
      ours: cpu(of.routes),
      floor: cpu(of.bare),
      goal: '≤ 1.15 ×',
      ...cost,
      ...bareHttp,
    })),
    ...both.map(({ of, rows }) => ({
      name: `PostgreSQL, ${rows}-row batches over HTTP`,
      ours: speed(of.postgres),
      floor: speed(of.routes),
      goal: '≥ 0.2 ×',
      floorName: 'SQLite over HTTP',
      ...rate,
    })),
  ]
}
