import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './postgres.ts'
import { cleanEnvironment, newFolder, startProgram } from './program.ts'

/** Several `usage-audit serve` on one database, behind a balancer. */
export interface Instances {
  /** The balancer's address. */
  readonly url: string
  /** The data folder of each. */
  readonly folders: readonly string[]
  signal(instance: number, signal: 'SIGSTOP' | 'SIGCONT'): void
  /** `kill -9`, and a new start that is waited for. */
  restart(instance: number): Promise<void>
  close(): Promise<void>
}

export async function startInstances(database: string, count: number): Promise<Instances> {
  const ports = await Promise.all(Array.from({ length: count }, freePort))
  const folders = ports.map(newFolder)
  const running: ChildProcess[] = []
  const start = async (i: number) => {
    const env = cleanEnvironment({ USAGE_AUDIT_SERVER__DATABASE: database, USAGE_AUDIT_LOG__LEVEL: 'fatal' })
    const argv = ['serve', '--port', String(ports[i]), '--data-dir', folders[i]!]
    running[i] = await startUntilReady(() => startProgram(argv, env), `http://127.0.0.1:${ports[i]}/readyz`)
  }
  const kill = async (i: number) => {
    const child = running[i]!
    if (child.exitCode !== null) throw new Error(`server ${i} ended by itself with ${child.exitCode}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await Promise.all(ports.map((_, i) => start(i)))
  const balancer = await startBalancer(ports)
  return {
    url: balancer.url,
    folders,
    signal: (i, signal) => void running[i]!.kill(signal),
    restart: async (i) => {
      await kill(i)
      await start(i)
    },
    close: async () => {
      balancer.close()
      await Promise.all(ports.map((_, i) => kill(i)))
    },
  }
}

/** As a service manager does: where it ends because the database is not there, it is started anew. */
async function startUntilReady(start: () => ChildProcess, ready: string): Promise<ChildProcess> {
  for (const deadline = Date.now() + 120_000; ; await sleep(500)) {
    const child = start()
    let told = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text) => {
        told += text
      })
    while (child.exitCode === null) {
      if ((await fetch(ready).catch(() => undefined))?.ok) return child
      if (Date.now() > deadline) throw new Error(`${ready} does not answer`)
      await sleep(50)
    }
    if (child.exitCode !== unavailable || Date.now() > deadline) throw new Error(`a server does not start: ${told}`)
  }
}

const unavailable = 69

/** Gives each connection to the next server in turn, or to the one after it where nobody listens. */
async function startBalancer(ports: readonly number[]): Promise<{ readonly url: string; close(): void }> {
  let turn = 0
  const pass = (client: Socket, tries: number) => {
    const upstream = connect(ports[turn++ % ports.length]!, '127.0.0.1')
    upstream.once('connect', () => {
      upstream.removeAllListeners('error').on('error', () => client.destroy())
      client.pipe(upstream).pipe(client)
      client.on('close', () => upstream.destroy())
    })
    upstream.once('error', () => (tries > 1 ? pass(client, tries - 1) : client.destroy()))
  }
  const server = createServer((client) => {
    client.on('error', () => client.destroy())
    pass(client, ports.length)
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() }
}
