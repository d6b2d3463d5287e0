import { createConnection, type Socket } from 'node:net'
import x11, { type Display, type Property, type Resources, type ScreenSaver } from 'x11'
import type { Cookie, LocalDisplay } from './x11-display.ts'

/** The server is gone or silent: nothing more will come over this connection. */
export class ConnectionLost extends Error {}

export interface X11Event {
  readonly name: string
  readonly window: number
  readonly atom: number
}

export type TypedProperty = Pick<Property, 'type' | 'data'>

/** A connection to one X server. Every question is answered in time or throws `ConnectionLost`. */
export interface X11Connection {
  readonly root: number
  /** Settles when the connection is lost or closed. */
  readonly lost: Promise<void>
  /** For how long the server had left a question open when it was lost; 0 if it ended. */
  silentMs(): number
  atom(name: string): Promise<number>
  /** Undefined where the window or the property is not there. */
  property(window: number, atom: number): Promise<Buffer | undefined>
  /** The same with the atom of its type. */
  typedProperty(window: number, atom: number): Promise<TypedProperty | undefined>
  /** Events of changed properties, or of the window's end; false if the window is not there. */
  listen(window: number, to: 'properties' | 'end' | 'nothing'): Promise<boolean>
  onEvent(listener: (event: X11Event) => void): void
  hasExtension(name: string): Promise<boolean>
  /** Milliseconds since the last input; undefined where the server does not tell. */
  idleMs(): Promise<number | undefined>
  /** The process behind a window, as the server itself knows it; undefined where it does not. */
  processOf(window: number): Promise<number | undefined>
  close(): void
}

export interface ConnectOptions {
  readonly display: LocalDisplay
  readonly cookie: Cookie | undefined
  /** How long the server may think about anything. */
  readonly patienceMs: number
}

type Done<T> = (error: Error | null | undefined, value: T) => unknown

interface Asking {
  ask<T>(send: (done: Done<T>) => void): Promise<T>
  silentMs(): number
}

/** Words of four bytes; longer properties are none of ours. */
const mostWords = 1_024
const pidMask = 2
/** Atoms up to this one are the same on every server. */
const lastStandardAtom = 68

/** @throws Error if there is no server, it refuses, or it does not answer in time */
export async function connectX11({ display, cookie, patienceMs }: ConnectOptions): Promise<X11Connection> {
  const socket = createConnection(`/tmp/.X11-unix/X${display.number}`)
  const lost = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const { ask, silentMs } = createAsk(socket, patienceMs)
  const { client, screen } = await ask<Display>((done) => {
    const made = x11.createClient(
      {
        stream: socket,
        display: `:${display.number}`,
        auth: cookie ?? { name: '', data: '' },
        disableBigRequests: true,
      },
      done,
    )
    // Errors that belong to no question of ours, and a refusal at the door.
    made.on('error', (error) => done(error, undefined as never))
    made.on('end', () => socket.destroy())
  })
  // The package keeps the atoms of all connections in one table; those of a server that was restarted are others.
  client.atoms = Object.fromEntries(Object.entries(client.atoms).filter(([, atom]) => atom <= lastStandardAtom))
  const root = (screen[display.screen] ?? screen[0]!).root
  const saver = await orNothing(ask<ScreenSaver>((done) => client.require('screen-saver', done)))
  const resources = await orNothing(ask<Resources>((done) => client.require('res', done)))
  const typedProperty = async (window: number, atom: number) => {
    const found = await orNothing(ask<Property>((done) => client.GetProperty(0, window, atom, 0, 0, mostWords, done)))
    return found?.data.length ? found : undefined
  }
  return {
    root,
    lost,
    silentMs,
    atom: (name) => ask<number>((done) => client.InternAtom(false, name, done)),
    property: async (window, atom) => (await typedProperty(window, atom))?.data,
    typedProperty,
    listen: async (window, to) => {
      const { PropertyChange, StructureNotify } = x11.eventMask
      const eventMask = { properties: PropertyChange, end: StructureNotify, nothing: 0 }[to]
      const done = ask<void>((settle) => client.ChangeWindowAttributes(window, { eventMask }, settle))
      return (await orNothing(done.then(() => true))) ?? false
    },
    onEvent: (listener) => client.on('event', ({ name, wid, atom }) => listener({ name, window: wid, atom })),
    hasExtension: async (name) =>
      Boolean((await ask<{ present: number }>((done) => client.QueryExtension(name, done))).present),
    idleMs: async () => saver && (await ask<{ idle: number }>((done) => saver.QueryInfo(root, done))).idle,
    processOf: async (window) => {
      if (!resources) return undefined
      const ids = ask<readonly { value: readonly number[] }[]>((done) =>
        resources.QueryClientIds([{ client: window, mask: pidMask }], done),
      )
      return (await orNothing(ids))?.[0]?.value[0]
    },
    close: () => socket.destroy(),
  }
}

/** Asks one question at a time or many; the package itself never settles those that a dead server leaves open. */
function createAsk(socket: Socket, patienceMs: number): Asking {
  const open = new Set<(error: Error) => void>()
  let gone: ConnectionLost | undefined
  let silentMs = 0
  const lose = (cause?: Error) => {
    gone ??= new ConnectionLost('the X server is gone', { cause })
    socket.destroy()
    for (const reject of [...open]) reject(gone)
  }
  socket.once('close', () => lose())
  socket.on('error', lose)
  const giveUp = () => {
    if (!gone) silentMs = patienceMs
    lose()
  }
  const ask = <T>(send: (done: Done<T>) => void) =>
    new Promise<T>((resolve, reject) => {
      if (gone) return reject(gone)
      const timer = setTimeout(giveUp, patienceMs)
      const settle = () => {
        clearTimeout(timer)
        open.delete(fail)
      }
      const fail = (error: Error) => {
        settle()
        reject(error)
      }
      open.add(fail)
      send((error, value) => {
        settle()
        if (error) reject(error)
        else resolve(value)
        return true // the error is handled
      })
    })
  return { ask, silentMs: () => silentMs }
}

/** What the server refuses, as for a window that has just been closed, is nothing; a lost connection is thrown. */
const orNothing = <T>(answer: Promise<T>): Promise<T | undefined> =>
  answer.catch((error) => {
    if (error instanceof ConnectionLost) throw error
    return undefined
  })
