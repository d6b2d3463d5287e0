import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { toDataDir } from '../../src/cli/data-dir.ts'
import { createFaultyProxy, type FaultyProxy, type FaultyProxyOptions } from './faulty-proxy.ts'
import { cleanEnvironment, newFolder, runProgram, startProgram } from './program.ts'
import {
  type Differences,
  findDifferences,
  notRefused,
  type Rows,
  readDatabase,
  readJournalRows,
  readServerRows,
  type Sums,
  sumsOf,
} from './replica.ts'

export type Side = 'agent' | 'server'

/** A server and an agent that is enrolled to it through a faulty proxy: real processes of the built program. */
export interface Installation {
  readonly proxy: FaultyProxy
  /** Starts a side; a server is waited for until it answers. */
  start(side: Side): Promise<void>
  /** Ends a side at once, as a crash does. */
  kill(side: Side): Promise<void>
  /** Ends a side as a person does: it finishes its work. */
  stop(side: Side): Promise<void>
  /** Empty until the agent has written it. */
  readJournal(): Rows
  readServer(): Rows
  /** Both databases are compared and checked; both sides must be stopped. */
  compare(): Comparison
  close(): Promise<void>
}

export interface Comparison extends Differences {
  readonly journal: Sums
  readonly server: Sums
  readonly refused: number
  readonly streams: number
  /** What SQLite says of the two files. */
  readonly quickChecks: readonly string[]
}

/** What the proxy between agent and server does, from the enrolment on. */
export type InstallationOptions = Omit<FaultyProxyOptions, 'port'>

/** Makes an installation in folders of its own; nothing runs yet. */
export async function createInstallation(options: InstallationOptions): Promise<Installation> {
  const [serverFolder, agentFolder] = [newFolder(), newFolder()]
  const token = join(newFolder(), 'laptop.token')
  const port = await findFreePort()
  const env = cleanEnvironment({
    USAGE_AUDIT_SERVER__PORT: String(port),
    USAGE_AUDIT_AGENT__SAMPLE: '1s',
    USAGE_AUDIT_AGENT__GENTLE: 'false',
    USAGE_AUDIT_AGENT__UPLOAD: '1s',
    USAGE_AUDIT_LOG__LEVEL: 'error',
  })
  const running = new Map<Side, ChildProcess>()
  const told: Record<Side, string> = { agent: '', server: '' }
  let enrolled = false
  const proxy = await createFaultyProxy({ ...options, port, plan: () => (enrolled ? options.plan() : 'pass') })
  const args = {
    server: ['serve', '--data-dir', serverFolder],
    agent: ['agent', '--data-dir', agentFolder],
  }

  const start = async (side: Side) => {
    const child = startProgram(args[side], env)
    running.set(side, child)
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (told[side] += chunk))
    if (side === 'server') await untilAnswers(`http://127.0.0.1:${port}/readyz`)
  }
  const end = (signal: NodeJS.Signals) => async (side: Side) => {
    const child = running.get(side)!
    if (child.exitCode !== null) throw new Error(`the ${side} ended by itself (${child.exitCode}):\n${told[side]}`)
    child.kill(signal)
    await once(child, 'exit')
    running.delete(side)
  }
  const files = { journal: toDataDir(agentFolder).journal, server: toDataDir(serverFolder).serverDatabase }
  const readJournal = (): Rows => {
    const read = (db: Database.Database) =>
      db.pragma('user_version', { simple: true }) ? readJournalRows(db) : new Map()
    return existsSync(files.journal) ? readDatabase(files.journal, read) : new Map()
  }
  const readServer = () => readDatabase(files.server, readServerRows)

  await succeed(['devices', 'add', 'laptop', '--token-out', token, '--data-dir', serverFolder], env)
  await start('server')
  await succeed(['agent', 'enroll', '--server', proxy.url, '--token-file', token, '--data-dir', agentFolder], env)
  enrolled = true
  return {
    proxy,
    start,
    kill: end('SIGKILL'),
    stop: end('SIGTERM'),
    readJournal,
    readServer,
    compare: () => {
      const journal = readJournal()
      const [taken, server] = [notRefused(journal), readServer()]
      return {
        journal: sumsOf(taken),
        server: sumsOf(server),
        refused: journal.size - taken.size,
        streams: readDatabase(files.journal, countStreams),
        ...findDifferences(taken, server),
        quickChecks: [files.journal, files.server].map((file) => readDatabase(file, quickCheck)),
      }
    },
    close: async () => {
      for (const child of running.values()) child.kill('SIGKILL')
      await proxy.close()
    },
  }
}

const quickCheck = (db: Database.Database) => db.pragma('quick_check', { simple: true }) as string

const countStreams = (db: Database.Database) =>
  db.prepare<[], { n: number }>('select count(*) as n from streams').get()!.n

async function succeed(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { exit, err } = await runProgram(args, env)
  if (exit !== 0) throw new Error(`usage-audit ${args.join(' ')} ended with ${exit}:\n${err}`)
}

/** Waits until something answers with success. */
export async function untilAnswers(url: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(50)) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
  }
  throw new Error(`${url} does not answer`)
}

export const findFreePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
