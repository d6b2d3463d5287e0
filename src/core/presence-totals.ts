import { type AppStretches, knownMs, type Stretches } from './presence.ts'
import { type SessionTotals, toSessionTotals } from './sessions.ts'
import { type Interval, intersect, subtract, totalMs, union } from './spans.ts'

/** Null is unknown: nobody told. It is not zero. */
export interface AppPresence {
  /** A window of the app had the focus and the session was not locked. */
  readonly foregroundMs: number | null
  /** The same while somebody used keyboard or pointer. */
  readonly activeMs: number | null
  /** In front without input while the app kept the screen on, as for a film or a call; apart from `activeMs`. */
  readonly watchingMs: number | null
}

/** What is known of a person on a day, or on several. Null is unknown. */
export interface PresenceTotals {
  /** How long somebody used keyboard or pointer, whatever was in front. */
  readonly activeMs: number | null
  /** Recorded time in which input was told: what `activeMs` is out of. */
  readonly watchedMs: number
  readonly watchingMs: number | null
  /** Neither active nor watching, and not locked. */
  readonly idleMs: number | null
  readonly lockedMs: number | null
  /** Stretches of presence that began in this time, parted by 15 minutes or more, and their whole length. */
  readonly sessions: number | null
  readonly sessionMs: number | null
}

export const nothingTold: PresenceTotals = {
  activeMs: null,
  watchedMs: 0,
  watchingMs: null,
  idleMs: null,
  lockedMs: null,
  sessions: null,
  sessionMs: null,
}

/** Presence of one day. */
export interface DayPresence extends PresenceTotals, SessionTotals {
  /** The first and the last instant of the day at which somebody was active or watching. */
  readonly firstActivityAt: number | null
  readonly lastActivityAt: number | null
}

export const nothingOfDay: DayPresence = {
  ...nothingTold,
  longestSessionMs: null,
  longestSessionAt: null,
  firstActivityAt: null,
  lastActivityAt: null,
}

export interface Presence {
  readonly day: DayPresence
  readonly apps: ReadonlyMap<number, AppPresence>
  /** Of an app that was never in front: zero where that is known. */
  readonly others: AppPresence
}

/** What of the stretches lies in a day, given by its pieces; of the sessions, those that begin in it. */
export function cutPresence(stretches: Stretches, pieces: readonly Interval[]): Presence {
  const cut = (intervals: readonly Interval[]) => intersect(intervals, pieces)
  const { told } = stretches
  const window = cut(told.window)
  const input = cut(told.input)
  const watching = cut(told.watching)
  const both = intersect(window, input)
  const toApp = (app: AppStretches): AppPresence => ({
    foregroundMs: knownMs(window, cut(app.foreground)),
    activeMs: knownMs(both, cut(app.active)),
    watchingMs: knownMs(watching, cut(app.watching)),
  })
  const apps = [...stretches.apps].map(([subject, app]) => [subject, toApp(app)] as const)
  return {
    day: toDay(stretches, pieces, input, watching),
    apps: new Map(apps.filter(([, { foregroundMs }]) => foregroundMs)),
    others: toApp({ foreground: [], active: [], watching: [] }),
  }
}

function toDay(
  { told, active, watching, locked, sessions }: Stretches,
  pieces: readonly Interval[],
  input: readonly Interval[],
  toldWatching: readonly Interval[],
): DayPresence {
  const present = intersect(union([...active, ...watching]), pieces)
  const begun = sessions.filter(({ start }) => pieces.some((piece) => piece.start <= start && start < piece.end))
  return {
    activeMs: knownMs(input, intersect(active, pieces)),
    watchedMs: totalMs(input),
    watchingMs: knownMs(toldWatching, intersect(watching, pieces)),
    idleMs: knownMs(input, subtract(input, union([...present, ...locked]))),
    lockedMs: knownMs(intersect(told.lock, pieces), intersect(locked, pieces)),
    ...toSessionTotals(begun, input.length > 0),
    firstActivityAt: present[0]?.start ?? null,
    lastActivityAt: present.at(-1)?.end ?? null,
  }
}

/** Adds what is known; unknown only where neither is known. */
export const addKnown = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : (a ?? 0) + (b ?? 0)

export const addAppPresence = (a: AppPresence, b: AppPresence): AppPresence => ({
  foregroundMs: addKnown(a.foregroundMs, b.foregroundMs),
  activeMs: addKnown(a.activeMs, b.activeMs),
  watchingMs: addKnown(a.watchingMs, b.watchingMs),
})

/** Several days or devices together: sums of what is known. */
export const addPresence = (all: readonly PresenceTotals[]): PresenceTotals =>
  all.reduce(
    (a, b) => ({
      activeMs: addKnown(a.activeMs, b.activeMs),
      watchedMs: a.watchedMs + b.watchedMs,
      watchingMs: addKnown(a.watchingMs, b.watchingMs),
      idleMs: addKnown(a.idleMs, b.idleMs),
      lockedMs: addKnown(a.lockedMs, b.lockedMs),
      sessions: addKnown(a.sessions, b.sessions),
      sessionMs: addKnown(a.sessionMs, b.sessionMs),
    }),
    nothingTold,
  )

/** Whether active time is known of most of what was recorded, so that it can speak for the whole. */
export const isPresenceKnown = ({
  recordedMs,
  activeMs,
  watchedMs = 0,
}: {
  readonly recordedMs: number
  readonly activeMs?: number | null | undefined
  readonly watchedMs?: number | undefined
}): boolean => typeof activeMs === 'number' && watchedMs > 0 && watchedMs * 2 >= recordedMs
