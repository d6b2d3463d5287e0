import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ServerKind } from './serve.ts'

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string
  /** CPU time the process used so far, in milliseconds. */
  cpuMs(): Promise<number>
  stop(): Promise<void>
}

/**
 * Starts `serveHere` of a bench's bundle in a process of its own, so that sending costs the server nothing.
 * @param bundle `import.meta.url` of a bench that exports `serveHere`
 */
export async function startServerProcess(
  bundle: string,
  database: string,
  kind: ServerKind,
  nodeFlags: readonly string[] = [],
): Promise<ServerProcess> {
  const args = [bundle, database, kind].map((text) => JSON.stringify(text))
  const script = `const { serveHere } = await import(${args[0]}); await serveHere(${args[1]}, ${args[2]})`
  const child = spawn(process.execPath, [...nodeFlags, '--input-type=module', '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const next = async <T>(): Promise<T> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(([code]) => Promise.reject(new Error(`the server process ended with ${code}`))),
    ])
    return message as T
  }
  const { url } = await next<{ url: string }>()
  return {
    url,
    cpuMs: async () => {
      const answer = next<{ cpuMs: number }>()
      child.send('cpu')
      return (await answer).cpuMs
    },
    stop: async () => {
      child.disconnect()
      await ended
    },
  }
}
