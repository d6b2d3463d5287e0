import { type ChildProcess, spawn } from 'node:child_process'
import { type EventEmitter, once } from 'node:events'
import { Message, type MessageBus, sessionBus } from '@jellybrick/dbus-next'
import { needs } from './needs.ts'

export const hasBus = (): boolean => process.platform === 'linux' && needs('dbus-daemon', 'dbus-daemon')

/** A message bus of its own. */
export interface PrivateBus {
  readonly address: string
  readonly child: ChildProcess
  /** Ends, and is gone when this settles. */
  kill(): Promise<void>
}

/** @param address where to listen; by default wherever there is room */
export async function startBus(address?: string): Promise<PrivateBus> {
  const listen = address ? [`--address=${address}`] : []
  const child = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=3', ...listen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [line] = (await once(child.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer]
  return {
    address: line.toString().trim(),
    child,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** What a method answers: a signature and a body; undefined refuses. */
export type Answer = readonly [signature: string, ...body: unknown[]] | undefined

/** A program on a bus that owns a name and answers. */
export interface StandIn {
  readonly connection: MessageBus
  signal(path: string, iface: string, member: string, signature: string, body: unknown[]): void
  close(): void
}

/**
 * Answers for a service that is not here.
 * @param answer told the path, `interface.member` and body of each call
 */
export async function standIn(
  address: string,
  name: string,
  answer: (path: string, what: string, body: readonly unknown[]) => Answer,
): Promise<StandIn> {
  const connection = sessionBus({ busAddress: address })
  // A call that comes while it ends cannot be answered any more.
  ;(connection as EventEmitter).on('error', () => {})
  connection.addMethodHandler((message: Message) => {
    const found = answer(message.path, `${message.interface}.${message.member}`, message.body)
    if (!found) return false
    const [signature, ...body] = found
    connection.send(Message.newMethodReturn(message, signature, body))
    return true
  })
  await connection.requestName(name, 0)
  return {
    connection,
    signal: (path, iface, member, signature, body) =>
      connection.send(Message.newSignal(path, iface, member, signature, body)),
    close: () => connection.disconnect(),
  }
}
