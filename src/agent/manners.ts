import { availableParallelism, constants, getPriority, loadavg, setPriority } from 'node:os'
import { minuteMs, secondMs } from '../core/time.ts'

/** Why less is sampled: on battery, while others need the processor, or because a sample takes long here. */
export const burdens = ['battery', 'load', 'effort'] as const
export type Burden = (typeof burdens)[number]

/** How often a sample is taken, and what makes that less often than was asked for; null if nothing does. */
export interface Pace {
  readonly sampleMs: number
  readonly why: Burden | null
}

/** How the agent keeps out of the way of whoever uses the computer. */
export interface Manners {
  /** What is in force now. */
  readonly pace: Pace
  /** Looks around and sets the pace of the next wait. */
  adapt(monotonic: number): void
  /** Told how long a sample took. */
  took(ms: number): void
  /** The pause between two looks at something else, longer while the pace is. */
  stretch(ms: number): number
}

export interface MannersOptions {
  readonly sampleMs: number
  /** Undefined where the system does not tell. */
  onBattery(): boolean | undefined
  /** Programs that wait for a processor, for each processor: a mean over the last minute. */
  load(): number
}

const slower = 3
/** A sample is never further from the next: a power cut, a pause or a stop must not cost more than that. */
const longestMs = minuteMs
/** Shorter than what parts two stretches of input. */
const longestLookMs = 12 * secondMs
const heavyLoad = 2
const mostEffort = 0.2

/** Asks for what changes seldom once a minute. */
export function createManners({ sampleMs, onBattery, load }: MannersOptions): Manners {
  const usual: Pace = { sampleMs, why: null }
  let pace = usual
  let effort = 0
  let looked: { readonly at: number; readonly battery: boolean } | undefined

  const isOnBattery = (monotonic: number) => {
    if (!looked || monotonic - looked.at >= minuteMs) looked = { at: monotonic, battery: onBattery() ?? false }
    return looked.battery
  }
  const findBurden = (monotonic: number): Burden | null => {
    if (isOnBattery(monotonic)) return 'battery'
    if (load() > heavyLoad) return 'load'
    return effort > mostEffort ? 'effort' : null
  }
  return {
    get pace() {
      return pace
    },
    adapt: (monotonic) => {
      const why = findBurden(monotonic)
      if (why !== pace.why) pace = why ? { sampleMs: Math.min(slower * sampleMs, longestMs), why } : usual
    },
    took: (ms) => {
      effort = ms / sampleMs
    },
    stretch: (ms) => (pace.why ? Math.max(ms, Math.min(slower * ms, longestLookMs)) : ms),
  }
}

/** Always the same pace: for a recording that somebody watches and waits for. */
export const steadyManners = (sampleMs: number): Manners => ({
  pace: { sampleMs, why: null },
  adapt: () => {},
  took: () => {},
  stretch: (ms) => ms,
})

/** Programs that wait for a processor, for each of them; 0 on Windows, which does not tell. */
export const readLoad = (): number => loadavg()[0]! / availableParallelism()

/** Lets every other program of this computer go first from now on. */
export function stepBack(): void {
  const { PRIORITY_BELOW_NORMAL } = constants.priority
  if (getPriority() < PRIORITY_BELOW_NORMAL) setPriority(PRIORITY_BELOW_NORMAL)
}
