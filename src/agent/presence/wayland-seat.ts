import type { ClockReading } from '../interval.ts'
import { createSeatIdle } from './seat-idle.ts'
import type { Global, WaylandConnection } from './wayland-connection.ts'

export interface SeatOptions {
  /** Without input for so long a seat counts as idle for the moment. */
  readonly timeoutMs: number
  readClocks(): ClockReading
  /** The wall clock's instant. */
  onInput(at: number): void
  /** Whether it can be told from now on when the seat was used. */
  onWatched(isWatched: boolean): void
}

/** What tells of a seat's idle: the two protocols differ in how they are asked, and have the same events. */
export interface Notifier {
  readonly object: number
  readonly opcode: number
  toArgs(id: number, timeoutMs: number, seat: number): readonly number[]
  /** Tells also while a program keeps the screen on. */
  readonly isFree: boolean
}

export interface SeatWatch {
  /** Lets the compositor prove that it would tell; to be called at equal pauses. */
  prove(): void
  end(): void
}

export const extNotifier = 'ext_idle_notifier_v1'
export const kdeNotifier = 'org_kde_kwin_idle'
const ext = { getIdleNotification: 1, getInputIdleNotification: 2 }
const kdeGetIdleTimeout = 0
const destroyNotification = 0
const event = { idled: 0, resumed: 1 }
/** The shortest there is: where nothing keeps the compositor from telling, it tells at once. */
const proofMs = 1

export function bindNotifier(connection: WaylandConnection, global: Global): Notifier {
  const object = connection.bind(global, 2, () => {})
  if (global.interface === kdeNotifier)
    return {
      object,
      opcode: kdeGetIdleTimeout,
      toArgs: (id, timeoutMs, seat) => [id, seat, timeoutMs],
      isFree: false,
    }
  const isFree = global.version >= 2
  const opcode = isFree ? ext.getInputIdleNotification : ext.getIdleNotification
  return { object, opcode, toArgs: (id, timeoutMs, seat) => [id, timeoutMs, seat], isFree }
}

/** Watches the input of one seat until the connection is lost. */
export function watchSeat(
  connection: WaylandConnection,
  notifier: Notifier,
  seat: number,
  { timeoutMs, readClocks, onInput, onWatched }: SeatOptions,
): SeatWatch {
  const now = () => readClocks().monotonic
  const idle = createSeatIdle(timeoutMs, {
    onInput: (at) => {
      const { wall, monotonic } = readClocks()
      onInput(Math.round(wall - (monotonic - at)))
    },
    onWatched,
  })
  let proof: number | undefined
  const notify = (afterMs: number, listener: (opcode: number) => void) =>
    connection.create(notifier.object, notifier.opcode, (id) => notifier.toArgs(id, afterMs, seat), listener)
  const endProof = () => {
    if (proof !== undefined) connection.destroy(proof, destroyNotification)
    proof = undefined
  }
  const prove = () => {
    if (!idle.ask(now())) return
    // An answer is proof enough of a compositor that always tells; of another, that a new timeout ends at once.
    if (notifier.isFree) void connection.sync().then((isAnswered) => isAnswered && idle.onProof(now()))
    else
      proof = notify(proofMs, (opcode) => {
        if (opcode !== event.idled) return
        endProof()
        idle.onProof(now())
      })
  }
  const notification = notify(timeoutMs, (opcode) => {
    if (opcode === event.idled) idle.onIdled(now())
    if (opcode !== event.resumed) return
    idle.onResumed(now())
    prove()
  })
  prove()
  return {
    prove,
    end: () => {
      endProof()
      connection.destroy(notification, destroyNotification)
    },
  }
}
