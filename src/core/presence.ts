import type { Clock } from './clocks.ts'
import { type Interval, intersect, subtract, totalMs, union } from './spans.ts'
import { minuteMs } from './time.ts'

/** Without input for this long a person is idle, from the last input on. */
export const idleAfterMs = 5 * minuteMs

/** A stretch in which a window of the app had the focus. */
export interface WindowSpan extends Interval {
  readonly subject: number
}

/** What a desktop told, where it told anything; `watched` of the clocks says where that was. */
export interface PresenceFacts {
  readonly windows: readonly WindowSpan[]
  /** Keyboard or pointer in use. */
  readonly inputs: readonly Interval[]
  readonly locks: readonly Interval[]
}

/** Null is unknown: nobody told. It is not zero. */
export interface AppPresence {
  /** A window of the app had the focus and the session was not locked. */
  readonly foregroundMs: number | null
  /** The same while somebody used keyboard or pointer. */
  readonly activeMs: number | null
}

export interface Presence {
  /** How long somebody used keyboard or pointer, whatever was in front; null where that was never told. */
  readonly activeMs: number | null
  /** Recorded time in which input was told: what `activeMs` is out of. */
  readonly watchedMs: number
  readonly apps: ReadonlyMap<number, AppPresence>
  /** Of an app that was never in front: zero where that is known. */
  readonly others: AppPresence
}

/**
 * What was in front and when somebody was there, within some pieces of the recorded time.
 *     window    [ firefox            ][ code               ]
 *     input     [. ..  .]                 [ . .. ]
 *     clocks    [ window, input                ][ nothing  )
 *     in front  [ firefox            ][ code   )
 *     active    [       )                 [    )              idle from the last input on
 * @param cut what lies within those pieces, as the day that is asked for
 */
export function toPresence(
  { windows, inputs, locks }: PresenceFacts,
  clocks: readonly Clock[],
  cut: (intervals: readonly Interval[]) => Interval[],
): Presence {
  const told = (source: 'window' | 'input') => union(cut(clocks.filter(({ watched }) => watched?.includes(source))))
  const front = told('window')
  const watched = told('input')
  const active = subtract(intersect(watched, joinPauses(inputs, idleAfterMs)), locks)
  const others = {
    foregroundMs: front.length > 0 ? 0 : null,
    activeMs: intersect(front, watched).length > 0 ? 0 : null,
  }
  const unlocked = subtract(front, locks)
  const apps = [...groupBySubject(windows)].map(([subject, spans]) => {
    const foreground = intersect(spans, unlocked)
    return [subject, toAppPresence(foreground, active, others)] as const
  })
  return {
    activeMs: watched.length > 0 ? totalMs(active) : null,
    watchedMs: totalMs(watched),
    apps: new Map(apps.filter(([, { foregroundMs }]) => foregroundMs)),
    others,
  }
}

const toAppPresence = (foreground: readonly Interval[], active: readonly Interval[], { activeMs }: AppPresence) => ({
  foregroundMs: totalMs(foreground),
  activeMs: activeMs === null ? null : totalMs(intersect(foreground, active)),
})

/** Joins what is parted by less than `pauseMs`. */
const joinPauses = (intervals: readonly Interval[], pauseMs: number): Interval[] =>
  union(intervals.map(({ start, end }) => ({ start, end: end + pauseMs - 1 }))).map(({ start, end }) => ({
    start,
    end: end - pauseMs + 1,
  }))

function groupBySubject(windows: readonly WindowSpan[]): Map<number, Interval[]> {
  const groups = new Map<number, Interval[]>()
  for (const span of windows) {
    const group = groups.get(span.subject)
    if (group) group.push(span)
    else groups.set(span.subject, [span])
  }
  return groups
}

/** Adds what is known; unknown only where neither is known. */
export const addKnown = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : (a ?? 0) + (b ?? 0)
