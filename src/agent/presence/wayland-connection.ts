import { createConnection, type Socket } from 'node:net'
import { createSplitter, readArgs, toRequest, type WireArgs, WireError } from './wayland-wire.ts'

/** What the compositor offers, as its registry names it. */
export interface Global {
  readonly name: number
  readonly interface: string
  readonly version: number
}

export interface GlobalListener {
  onGlobal(global: Global): void
  onGone(name: number): void
}

/** What happens to an object, by the number its interface gives the event. */
export type ObjectListener = (opcode: number, args: WireArgs) => void

type Args = readonly (number | string)[]

/** A connection to one compositor. Objects are numbers; events of objects that nobody listens to are left unread. */
export interface WaylandConnection {
  /** Settles when the connection is lost or closed. */
  readonly lost: Promise<void>
  /** For how long the compositor had left a question open when it was lost; 0 if it ended. */
  silentMs(): number
  /** Tells of what is offered, first of what is there already. */
  onGlobals(listener: GlobalListener): void
  /** @param version the highest that is understood here */
  bind(global: Global, version: number, listener: ObjectListener): number
  /** Makes an object by a request to another; `toArgs` puts its new number in its place. */
  create(object: number, opcode: number, toArgs: (id: number) => Args, listener: ObjectListener): number
  /** Listens to an object that the compositor made. */
  adopt(id: number, listener: ObjectListener): void
  /** Sends the request that ends an object, which is listened to no longer. */
  destroy(object: number, opcode: number): void
  /** Whether the compositor, once it had worked off all that it was asked and told all it had to tell, answered. */
  sync(): Promise<boolean>
  close(): void
}

const displayId = 1
const display = { sync: 0, getRegistry: 1 }
const displayEvent = { error: 0, deleteId: 1 }
const registryBind = 0
const registryEvent = { global: 0, globalRemove: 1 }
/** Objects from here on are made by the compositor. */
const firstServerId = 0xff000000
/** Far more windows and globals than a desktop has. */
const mostObjects = 10_000

/**
 * @param path of the compositor's socket
 * @param patienceMs how long it may think about anything
 * @throws Error if there is no compositor, or it does not answer in time
 */
export async function connectWayland(path: string, patienceMs: number): Promise<WaylandConnection> {
  const socket = createConnection(path)
  const lost = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('error', () => socket.destroy())
  const objects = createObjects(socket)
  const globals = listGlobals(objects)
  const { sync, silentMs } = createSync(objects, socket, lost, patienceMs)
  socket.on('data', createReading(objects, socket))
  if (!(await sync())) throw new Error('the compositor does not answer')
  return {
    lost,
    silentMs,
    onGlobals: globals.listen,
    bind: (global, version, listener) => {
      const usable = Math.min(version, global.version)
      return objects.create(
        globals.registry,
        registryBind,
        (id) => [global.name, global.interface, usable, id],
        listener,
      )
    },
    create: objects.create,
    adopt: objects.adopt,
    destroy: objects.destroy,
    sync,
    close: () => socket.destroy(),
  }
}

type Objects = ReturnType<typeof createObjects>

/** Who listens to which object, and which numbers are free again. */
function createObjects(socket: Socket) {
  const listeners = new Map<number, ObjectListener>()
  /** Our own numbers that the compositor still knows. */
  const used = new Set<number>()
  const free: number[] = []
  let next = displayId + 1
  const listen = (id: number, listener: ObjectListener) => {
    if (listeners.size >= mostObjects) throw new WireError('too many objects')
    listeners.set(id, listener)
  }
  const send = (object: number, opcode: number, args: Args) => socket.write(toRequest(object, opcode, args))
  return {
    listeners,
    listen,
    create: (object: number, opcode: number, toArgs: (id: number) => Args, listener: ObjectListener): number => {
      const id = free.pop() ?? next++
      used.add(id)
      listen(id, listener)
      send(object, opcode, toArgs(id))
      return id
    },
    adopt: (id: number, listener: ObjectListener) => {
      if (id < firstServerId) throw new WireError(`the compositor cannot make object ${id}`)
      listen(id, listener)
    },
    destroy: (object: number, opcode: number) => {
      listeners.delete(object)
      send(object, opcode, [])
    },
    /** The compositor has forgotten a number of ours: it may be given to another object. */
    release: (id: number) => {
      listeners.delete(id)
      if (used.delete(id)) free.push(id)
    },
  }
}

/** Reads until the first bytes that are no Wayland, or the compositor's word that we did something wrong. */
function createReading(objects: Objects, socket: Socket): (chunk: Buffer) => void {
  const split = createSplitter()
  objects.listen(displayId, (opcode, args) => {
    if (opcode === displayEvent.error) socket.destroy()
    if (opcode === displayEvent.deleteId) objects.release(args.uint())
  })
  return (chunk) => {
    try {
      for (const { object, opcode, body } of split(chunk)) {
        if (socket.destroyed) return
        objects.listeners.get(object)?.(opcode, readArgs(body))
      }
    } catch {
      socket.destroy() // whoever waits for the connection tells
    }
  }
}

function listGlobals(objects: Objects) {
  const globals = new Map<number, Global>()
  const listeners: GlobalListener[] = []
  const registry = objects.create(
    displayId,
    display.getRegistry,
    (id) => [id],
    (opcode, args) => {
      const name = args.uint()
      if (opcode === registryEvent.global) {
        if (globals.size >= mostObjects) throw new WireError('too many globals')
        const global = { name, interface: args.text(), version: args.uint() }
        globals.set(name, global)
        for (const { onGlobal } of listeners) onGlobal(global)
      }
      if (opcode === registryEvent.globalRemove && globals.delete(name))
        for (const { onGone } of listeners) onGone(name)
    },
  )
  const listen = (listener: GlobalListener) => {
    listeners.push(listener)
    for (const global of [...globals.values()]) listener.onGlobal(global)
  }
  return { registry, listen }
}

function createSync(objects: Objects, socket: Socket, lost: Promise<void>, patienceMs: number) {
  let silentMs = 0
  /** Questions without an answer so far. A promise that they all raced with would keep each of them while the connection lasts. */
  const open = new Set<(isAnswered: boolean) => void>()
  void lost.then(() => {
    for (const settle of [...open]) settle(false)
  })
  const sync = (): Promise<boolean> =>
    new Promise((resolve) => {
      if (socket.destroyed) return resolve(false)
      const timer = setTimeout(() => {
        silentMs = patienceMs
        socket.destroy()
      }, patienceMs)
      const settle = (isAnswered: boolean) => {
        clearTimeout(timer)
        open.delete(settle)
        resolve(isAnswered)
      }
      open.add(settle)
      objects.create(
        displayId,
        display.sync,
        (id) => [id],
        () => settle(true),
      )
    })
  return { sync, silentMs: () => silentMs }
}
