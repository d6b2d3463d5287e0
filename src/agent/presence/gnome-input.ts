import { setTimeout as sleep } from 'node:timers/promises'
import type { Watch } from './on-bus.ts'

/** The part of GNOME Shell that knows when somebody last touched something. */
export const idleMonitor = 'org.gnome.Mutter.IdleMonitor'
const core = { destination: idleMonitor, path: '/org/gnome/Mutter/IdleMonitor/Core', interface: idleMonitor }

/** An input that is younger than the last by less is the last one: shell and agent round their clocks differently. */
const noiseMs = 50

/**
 * Asks for the last input at equal pauses while somebody is there; while nobody is, waits to be told of the next, and asks
 * nothing: when a film ends that kept the screen on, the shell takes that for an input. The shell's own watch for the beginning
 * of a pause is of no use, since it says nothing during the film. Ends only by being thrown.
 * @throws BusLost, BusRefused
 */
export async function watchGnomeInput({ bus, events, readClocks, tell }: Watch, everyMs: number): Promise<never> {
  const askIdleMs = async () => Number((await bus.call({ ...core, member: 'GetIdletime' }))[0])
  const alarm = createAlarm()
  await bus.onSignal({ sender: idleMonitor, interface: idleMonitor, member: 'WatchFired' }, alarm.ring)
  let last = Number.NEGATIVE_INFINITY
  for (;;) {
    const idleMs = await askIdleMs()
    const { wall, monotonic } = readClocks()
    // By the clock that is never set: a wall clock set forward is not a person.
    const at = monotonic - idleMs
    if (last === Number.NEGATIVE_INFINITY) tell('input', true)
    else if (at > last + noiseMs) events.onInput(wall - idleMs)
    last = Math.max(last, at)
    if (idleMs < everyMs) await sleep(everyMs, undefined, { ref: false })
    else if (alarm.isSet()) await alarm.rung()
    else {
      // And once more around: what was touched before the watch was there does not ring it.
      alarm.set()
      await bus.call({ ...core, member: 'AddUserActiveWatch' })
    }
  }
}

/** Something that rings once after it was set. */
function createAlarm() {
  let ringing: (() => void) | undefined
  let rung = Promise.resolve()
  return {
    isSet: () => ringing !== undefined,
    rung: () => rung,
    set: () => {
      rung = new Promise((resolve) => {
        ringing = resolve
      })
    },
    ring: () => {
      ringing?.()
      ringing = undefined
    },
  }
}
