import type { Clock, WatchedSource } from './clocks.ts'
import { sessionPauseMs, toSessions } from './sessions.ts'
import { type Interval, intersect, joinPauses, subtract, totalMs, union } from './spans.ts'
import { minuteMs } from './time.ts'

/** Without input for this long a person is idle, from the last input on, until the person chooses another time. */
export const usualIdleAfterMs = 5 * minuteMs
/** The longest that anybody may choose, and the shortest: input is joined over shorter pauses when it is recorded. */
export const mostIdleAfterMs = 60 * minuteMs
export const leastIdleAfterMs = minuteMs

/** What belongs to the person, and is applied whenever a day is made. */
export interface PresenceOptions {
  readonly idleAfterMs: number
}

/** A stretch in which something was true of an app. */
export interface AppSpan extends Interval {
  readonly subject: number
}

/** What a desktop told, where it told anything; `watched` of the clocks says where that was. */
export interface PresenceFacts {
  /** A window of the app had the focus. */
  readonly windows: readonly AppSpan[]
  /** Keyboard or pointer in use. */
  readonly inputs: readonly Interval[]
  readonly locks: readonly Interval[]
  /** The app in front kept the screen from going dark, as for a film or a call. */
  readonly inhibits: readonly AppSpan[]
}

/** What was in front and what somebody did, over all of the facts; disjoint and ascending. */
export interface Stretches {
  /** Recorded time in which windows were told; input; locks; and all that watching follows from. */
  readonly told: Readonly<Record<'window' | 'input' | 'lock' | 'watching', readonly Interval[]>>
  readonly active: readonly Interval[]
  readonly watching: readonly Interval[]
  readonly locked: readonly Interval[]
  readonly sessions: readonly Interval[]
  readonly apps: ReadonlyMap<number, AppStretches>
}

export interface AppStretches {
  readonly foreground: readonly Interval[]
  readonly active: readonly Interval[]
  readonly watching: readonly Interval[]
}

/**
 * What was in front, when somebody was there, and when somebody watched what was in front without a touch.
 *     window    [ firefox            ][ code               ]
 *     input     [. ..  .]                 [ . .. ]
 *     inhibit   [ firefox            ]
 *     clocks    [ all told                 ][ nothing      )
 *     in front  [ firefox            ][ code)
 *     active    [       )                 [ )                idle from the last input on
 *     watching          [            )
 * @param ofRecord what of a list of intervals was recorded and is not lost
 */
export function toStretches(
  { windows, inputs, locks, inhibits }: PresenceFacts,
  clocks: readonly Clock[],
  ofRecord: (intervals: readonly Interval[]) => Interval[],
  { idleAfterMs }: PresenceOptions,
): Stretches {
  const toldBy = (source: WatchedSource) => ofRecord(clocks.filter(({ watched }) => watched?.includes(source)))
  const [window, input] = [toldBy('window'), toldBy('input')]
  const told = { window, input, lock: toldBy('lock'), watching: intersect(toldBy('inhibit'), intersect(window, input)) }
  const front = subtract(told.window, locks)
  const active = subtract(intersect(told.input, joinPauses(inputs, idleAfterMs)), locks)
  const still = subtract(told.watching, union([...active, ...locks]))
  const held = groupBySubject(inhibits)
  const apps = new Map<number, AppStretches>()
  for (const [subject, spans] of groupBySubject(windows)) {
    const foreground = intersect(spans, front)
    const watching = intersect(foreground, intersect(still, held.get(subject) ?? []))
    if (foreground.length > 0) apps.set(subject, { foreground, active: intersect(foreground, active), watching })
  }
  const watching = union([...apps.values()].flatMap((app) => app.watching))
  const sessions = toSessions(union([...active, ...watching]))
  return { told, active, watching, locked: intersect(told.lock, locks), sessions, apps }
}

/**
 * Where somebody may have been present, whatever else comes to be known of the time: more facts only ever make it longer.
 * Joined over the same pauses as sessions.
 */
export const toPossibleSessions = (
  { inputs, inhibits }: Pick<PresenceFacts, 'inputs' | 'inhibits'>,
  { idleAfterMs }: PresenceOptions,
): Interval[] => joinPauses(union([...joinPauses(inputs, idleAfterMs), ...inhibits]), sessionPauseMs)

function groupBySubject(spans: readonly AppSpan[]): Map<number, Interval[]> {
  const groups = new Map<number, Interval[]>()
  for (const span of spans) {
    const group = groups.get(span.subject)
    if (group) group.push(span)
    else groups.set(span.subject, [span])
  }
  return groups
}

/** Of some stretches, how long they are where that was told at all; null is unknown. */
export const knownMs = (told: readonly Interval[], stretches: readonly Interval[]): number | null =>
  told.length > 0 ? totalMs(stretches) : null
