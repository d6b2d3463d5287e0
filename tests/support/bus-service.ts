import type { EventEmitter } from 'node:events'
import { Message, MessageType, sessionBus } from '@jellybrick/dbus-next'

/** What a call is answered: a signature and values, or the name of a D-Bus error. */
export type Answer = readonly [signature: string, ...body: unknown[]] | { readonly error: string }

export interface BusService {
  /** The calls it got, by member, in order. */
  readonly calls: readonly Message[]
  signal(given: { path: string; interface: string; member: string; signature: string; body: unknown[] }): void
  call(given: {
    destination: string
    path: string
    interface: string
    member: string
    signature: string
    body: unknown[]
  }): void
  close(): void
}

/** A program of the test's own on a bus: it owns names, and answers calls by their member. */
export async function openService(
  address: string,
  names: readonly string[],
  answer: (call: Message) => Answer | undefined,
): Promise<BusService> {
  const bus = sessionBus({ busAddress: address })
  const calls: Message[] = []
  await new Promise<void>((resolve) => bus.once('connect', resolve))
  // A call that comes while it ends cannot be answered any more.
  ;(bus as EventEmitter).on('error', () => {})
  bus.addMethodHandler((call: Message) => {
    calls.push(call)
    const given = answer(call)
    if (!given) return false
    if ('error' in given) bus.send(Message.newError(call, given.error, 'no'))
    else bus.send(Message.newMethodReturn(call, given[0], given.slice(1)))
    return true
  })
  for (const name of names) await bus.requestName(name, 0)
  return {
    calls,
    signal: (given) => bus.send(new Message({ ...given, type: MessageType.SIGNAL })),
    call: (given) => bus.send(new Message({ ...given, type: MessageType.METHOD_CALL })),
    close: () => bus.disconnect(),
  }
}
