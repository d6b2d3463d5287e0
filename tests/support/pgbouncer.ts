import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './postgres.ts'
import { newFolder } from './program.ts'

/** A real PgBouncer that gives each transaction another connection. @returns the same database by way of it */
export async function startPgBouncer(database: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = newFolder()
  chmodSync(folder, 0o755)
  const { hostname, port, username, password, pathname } = new URL(database)
  const listenPort = await freePort()
  const file = join(folder, 'pgbouncer.ini')
  writeFileSync(
    file,
    `[databases]
* = host=${hostname} port=${port} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 8
max_client_conn = 500
${process.getuid?.() === 0 ? 'user = postgres' : ''}
`,
  )
  const child = spawn('pgbouncer', ['-q', file], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  return {
    url: `postgres://${username}@127.0.0.1:${listenPort}${pathname}`,
    stop: async () => {
      child.kill('SIGTERM')
      child.kill('SIGKILL')
      await ended
    },
  }
}
