import { composeMail, type Letter } from '../mail/compose.ts'
import type { Store } from '../store/store.ts'
import { closePeriods } from './close-periods.ts'
import { expire, type Retention } from './expire.ts'
import { rollUp, type Which } from './roll-up.ts'

/** How months are closed, in words that another thread understands. */
export interface ClosePlan {
  /** Hour of the first day, in the reader's zone, after which nobody is waited for. */
  readonly hour: number
  /** Where the mail of somebody without an address goes; null: nowhere. */
  readonly addressless: string | null
}

/**
 * What a server does that takes long, by name: on a thread of its own, or here. What goes in and comes out can be sent from one
 * thread to another; a signal ends the work soon, at a point where nothing is half done.
 */
export const longJobs = {
  rollUp: (store: Store, which: Which, signal: AbortSignal) => rollUp(store, which, signal),
  closePeriods: (store: Store, { hour, addressless, now }: ClosePlan & { readonly now: number }, signal: AbortSignal) =>
    closePeriods(store, { hour, addressOf: ({ email }) => email ?? addressless }, now, signal),
  expire: (
    store: Store,
    { retention, now }: { readonly retention: Retention; readonly now: number },
    signal: AbortSignal,
  ) => expire(store, retention, now, signal),
  // Its picture is drawn point by point.
  composeMail: (_: Store, letter: Letter): Promise<Uint8Array> => composeMail(letter),
}

export type JobName = keyof typeof longJobs
export type JobInput<N extends JobName> = Parameters<(typeof longJobs)[N]>[1]
export type JobOutput<N extends JobName> = Awaited<ReturnType<(typeof longJobs)[N]>>

/** Whoever does the long jobs of a server. */
export interface Jobs {
  /** Does one; what it throws is thrown here. @throws AppError `unavailable` if the thread ended before the job did */
  run<N extends JobName>(name: N, input: JobInput<N>, signal?: AbortSignal): Promise<JobOutput<N>>
  /** Ends what is under way, and takes no more. */
  stop(): Promise<void>
}

const never = new AbortController().signal

/** One of the long jobs on a store; as `longJobs` has it, for a name that is known only when it runs. */
export const doJob = (name: JobName, store: Store, input: unknown, signal: AbortSignal = never): Promise<unknown> =>
  (longJobs[name] as (store: Store, input: unknown, signal: AbortSignal) => Promise<unknown>)(store, input, signal)

/** Does them on this thread: for a store that no other thread can open, and for tests. */
export const jobsHere = (store: Store): Jobs => ({
  run: <N extends JobName>(name: N, input: JobInput<N>, signal?: AbortSignal) =>
    doJob(name, store, input, signal) as Promise<JobOutput<N>>,
  stop: async () => {},
})
