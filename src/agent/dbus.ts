import type { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import { DBusError, Message, type MessageBus, MessageFlag, MessageType, sessionBus } from '@jellybrick/dbus-next'

/** Nobody answers: no bus, a bus that is gone, or one that thinks for too long. */
export class BusLost extends Error {}

/** The bus or a service said no; `code` is the D-Bus name of the error. */
export class BusRefused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export interface Call {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  /** D-Bus signature of `body`. */
  readonly signature?: string
  readonly body?: unknown[]
}

export interface SignalMatch {
  /** A name on the bus: only its owner's signals are told. */
  readonly sender: string
  readonly interface: string
  readonly member: string
  readonly path?: string
}

/** What somebody tells on the bus; `body` is hostile until it is checked. */
export interface Signal {
  readonly path: string
  readonly body: readonly unknown[]
}

/** A connection to one message bus. It listens and asks; no service is started by a question. */
export interface Bus {
  /** Our own name on it, `:1.42`. */
  readonly name: string
  /** Settles when the bus is gone or the connection is closed. */
  readonly lost: Promise<void>
  /**
   * @returns the answer's body
   * @throws BusLost, BusRefused
   */
  call(call: Call): Promise<readonly unknown[]>
  /**
   * Tells of matching signals until the bus is lost, also if the sender ends and comes back. What `listener` throws is dropped.
   * @throws BusLost, BusRefused
   */
  onSignal(match: SignalMatch, listener: (signal: Signal) => void): Promise<void>
  /** Who owns a name now and from now on; undefined where nobody does. @throws BusLost, BusRefused */
  onOwner(name: string, listener: (owner: string | undefined) => void): Promise<void>
  /** Answers calls that their sender makes to an object of ours, and nobody else's; `listener` must not throw. @throws BusLost, BusRefused */
  answer(call: Required<SignalMatch>, listener: (body: readonly unknown[]) => void): Promise<void>
  close(): void
}

const daemon = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }

/**
 * @param address as `DBUS_SESSION_BUS_ADDRESS` has it
 * @param patienceMs how long anybody on the bus may think about anything
 * @throws BusLost if there is no bus, or it does not let us in
 */
export async function connectBus(address: string, patienceMs: number): Promise<Bus> {
  const bus = sessionBus({ busAddress: address })
  const line = watchLine(bus, patienceMs)
  const call: Bus['call'] = async (given) => {
    try {
      const reply = await line.ask(async () => bus.call(new Message({ ...given, flags: MessageFlag.NO_AUTO_START })))
      return reply?.body ?? []
    } catch (error) {
      throw error instanceof DBusError ? new BusRefused(error.type, error.message) : error
    }
  }
  try {
    await line.ask(() => new Promise<void>((resolve) => bus.once('connect', resolve)))
  } catch (error) {
    line.close()
    throw error
  }
  return { name: String(bus.name), lost: line.lost, call, ...createListening(bus, call), close: line.close }
}

/** The end of a connection, and questions that do not wait for longer than that. */
function watchLine(bus: MessageBus, patienceMs: number) {
  let isLost = false
  let end = () => {}
  /** Questions without an answer so far. A promise that they all raced with would keep every answer while the connection lasts. */
  const open = new Set<(error: BusLost) => void>()
  const gone = 'the message bus is gone'
  const lost = new Promise<void>((resolve) => {
    end = () => {
      isLost = true
      for (const giveUp of [...open]) giveUp(new BusLost(gone))
      resolve()
    }
  })
  // The package keeps the end of a connection to itself, and leaves its errors out of its types.
  const { _connection: connection } = bus as unknown as { readonly _connection: EventEmitter & { stream?: Duplex } }
  const close = () => {
    end()
    // A polite end would wait for a bus that is silent, and keep the socket meanwhile.
    connection.stream?.destroy()
  }
  connection.on('end', close)
  ;(bus as EventEmitter).on('error', close)
  const ask = <T>(send: () => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (isLost) return reject(new BusLost(gone))
      const giveUp = (error: BusLost) => {
        settle()
        reject(error)
      }
      const timer = setTimeout(() => giveUp(new BusLost('the message bus does not answer')), patienceMs)
      const settle = () => {
        clearTimeout(timer)
        open.delete(giveUp)
      }
      open.add(giveUp)
      send().finally(settle).then(resolve, reject)
    })
  return { lost, ask, close }
}

function createListening(bus: MessageBus, call: Bus['call']): Pick<Bus, 'onSignal' | 'onOwner' | 'answer'> {
  const owners = new Map<string, string | undefined>()
  const addMatch = (rule: string) => call({ ...daemon, member: 'AddMatch', signature: 's', body: [rule] })
  const listeners: ((message: Message) => void)[] = []
  bus.on('message', (message: Message) => {
    if (message.type === MessageType.SIGNAL) for (const listener of listeners) quietly(() => listener(message))
  })
  const onMessage = (listener: (message: Message) => void) => listeners.push(listener)
  const findOwner = async (name: string) => {
    try {
      const [owner] = await call({ ...daemon, member: 'GetNameOwner', signature: 's', body: [name] })
      return String(owner)
    } catch (error) {
      if (error instanceof BusRefused) return undefined
      throw error
    }
  }
  const onOwner: Bus['onOwner'] = async (name, listener) => {
    let isTold = false
    const tell = (owner: string | undefined) => {
      isTold = true
      owners.set(name, owner)
      listener(owner)
    }
    onMessage(({ sender, member, body }) => {
      if (sender === daemon.destination && member === 'NameOwnerChanged' && body[0] === name)
        tell(body[2] ? String(body[2]) : undefined)
    })
    const from = `sender='${daemon.destination}',interface='${daemon.interface}'`
    await addMatch(`type='signal',${from},member='NameOwnerChanged',arg0='${name}'`)
    const found = await findOwner(name)
    // A change that came meanwhile is newer than the answer, which takes a turn longer.
    if (!isTold) tell(found)
  }
  return {
    onOwner,
    onSignal: async ({ sender, interface: iface, member, path }, listener) => {
      if (!owners.has(sender)) await onOwner(sender, () => {})
      onMessage((message) => {
        if (message.sender !== owners.get(sender) || message.interface !== iface || message.member !== member) return
        if (path === undefined || message.path === path) listener({ path: message.path, body: message.body })
      })
      const where = path === undefined ? '' : `,path='${path}'`
      await addMatch(`type='signal',sender='${sender}',interface='${iface}',member='${member}'${where}`)
    },
    answer: async ({ sender, path, interface: iface, member }, listener) => {
      if (!owners.has(sender)) await onOwner(sender, () => {})
      bus.addMethodHandler((message: Message) => {
        if (message.path !== path || message.interface !== iface || message.member !== member) return false
        if (message.sender !== owners.get(sender)) return false
        listener(message.body)
        bus.send(Message.newMethodReturn(message))
        return true
      })
    },
  }
}

/** The package would answer what is thrown with a stack trace, to whoever sent the message. */
function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // What others send is theirs to get right.
  }
}
