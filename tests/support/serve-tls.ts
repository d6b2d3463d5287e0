import type { ChildProcess } from 'node:child_process'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import { expect, onTestFinished, vi } from 'vitest'
import { cleanEnvironment, startProgram } from './program.ts'

/** For what a slow machine takes its time over. */
export const patience = { timeout: 20_000, interval: 50 }

/** A real `serve` until the test ends. */
export async function startServe(args: readonly string[], settings: Record<string, string> = {}) {
  const env = cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: '0', ...settings })
  const child: ChildProcess = startProgram(['serve', ...args], env)
  onTestFinished(() => {
    child.kill()
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      said += text
    })
  await vi.waitFor(() => expect(said).toContain('"listening"'), patience)
  return { port: Number(/https:\/\/127\.0\.0\.1:(\d+)/.exec(said)![1]), said: () => said }
}

/** A connection that believes any certificate. */
export const handshake = (port: number, options: ConnectionOptions = {}): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options }, () => resolve(socket))
    socket.once('error', reject)
    onTestFinished(() => {
      socket.destroy()
    })
  })
