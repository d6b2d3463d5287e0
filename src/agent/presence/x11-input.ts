import { setTimeout as sleep } from 'node:timers/promises'
import type { ClockReading } from '../interval.ts'
import type { X11Connection } from './x11-connection.ts'

export interface InputListener {
  readClocks(): ClockReading
  onInput(at: number): void
  onWatched(): void
}

/** An input that is younger than the last by less is the last one: server and agent round their clocks differently. */
const noiseMs = 50

/**
 * Asks for the last input again and again until the connection is lost. The first answer counts for nothing: a server that has
 * just started tells of its own start.
 * @throws ConnectionLost
 */
export async function watchInput(
  connection: X11Connection,
  everyMs: () => number,
  { readClocks, onInput, onWatched }: InputListener,
): Promise<void> {
  let last: number | undefined
  for (;;) {
    const idleMs = await connection.idleMs()
    if (idleMs === undefined) return
    const { wall, monotonic } = readClocks()
    // By the clock that is never set: a wall clock set forward is not a person.
    const at = monotonic - idleMs
    if (last === undefined) onWatched()
    else if (at > last + noiseMs) onInput(wall - idleMs)
    last = last === undefined ? at : Math.max(last, at)
    await sleep(everyMs(), undefined, { ref: false })
  }
}
