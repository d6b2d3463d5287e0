import type { WaylandConnection } from './wayland-connection.ts'
import { bindNotifier, extNotifier, kdeNotifier, type Notifier, type SeatOptions, watchSeat } from './wayland-seat.ts'

interface Seat {
  readonly object: number
  readonly version: number
  watch: ReturnType<typeof watchSeat> | undefined
  isWatched: boolean
}

export const notifierInterfaces: readonly string[] = [extNotifier, kdeNotifier]
const seatInterface = 'wl_seat'
const seatRelease = 3
/** The version from which on it may be given back. */
const seatReleaseSince = 5

/**
 * Watches the input of every seat by what the compositor offers for it, ext-idle-notify before KDE's own, until the connection
 * is lost. What one seat cannot tell is unknown.
 */
export function watchIdle(connection: WaylandConnection, options: SeatOptions): { prove(): void } {
  const seats = new Map<number, Seat>()
  let chosen: (Notifier & { readonly name: number; readonly interface: string }) | undefined
  const tellWatched = () => {
    const all = [...seats.values()]
    options.onWatched(all.length > 0 && all.every(({ isWatched }) => isWatched))
  }
  const endWatch = (seat: Seat) => {
    seat.watch?.end()
    seat.watch = undefined
    seat.isWatched = false
  }
  const beginWatch = (seat: Seat) => {
    endWatch(seat)
    if (!chosen) return
    const onWatched = (isWatched: boolean) => {
      seat.isWatched = isWatched
      tellWatched()
    }
    seat.watch = watchSeat(connection, chosen, seat.object, { ...options, onWatched })
  }
  connection.onGlobals({
    onGlobal: (global) => {
      if (global.interface === seatInterface) {
        const object = connection.bind(global, seatReleaseSince, () => {})
        const seat: Seat = { object, version: global.version, watch: undefined, isWatched: false }
        seats.set(global.name, seat)
        beginWatch(seat)
      } else if (global.interface === extNotifier || (global.interface === kdeNotifier && !chosen)) {
        chosen = { ...bindNotifier(connection, global), name: global.name, interface: global.interface }
        for (const seat of seats.values()) beginWatch(seat)
      } else return
      tellWatched()
    },
    onGone: (name) => {
      const seat = seats.get(name)
      if (seat) {
        seats.delete(name)
        endWatch(seat)
        if (seat.version >= seatReleaseSince) connection.destroy(seat.object, seatRelease)
      } else if (name === chosen?.name) {
        chosen = undefined
        for (const each of seats.values()) endWatch(each)
      } else return
      tellWatched()
    },
  })
  return {
    prove: () => {
      for (const { watch } of seats.values()) watch?.prove()
    },
  }
}
