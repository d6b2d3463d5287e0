import { silenceOf } from './device-month.ts'
import { type Interval, intersect, joinPauses, subtract, totalMs, union } from './spans.ts'
import { byPrecedence, type DeviceFacts, type DeviceTime, type GapReason } from './usage.ts'

/** An app in front, and what its window showed if that is known. */
export interface ShownWindow extends Interval {
  readonly subject: number
  readonly title?: string
}

/** Several short ones after another are one, of the app that was in front for longest. */
export interface MergedWindow extends ShownWindow {
  /** How many more they were. */
  readonly others?: number
  /** With `others`: how long any of them was in front, which is less than from `start` to `end` where nothing was at times. */
  readonly frontMs?: number
}

/**
 * Windows to be drawn, at most so many. Neighbours that show the same are one. Where there are still too many, the time from the first
 * to the last is cut into slots, and those which begin in the same slot and are shorter than one become one, unless nothing was in
 * front for half a slot between them.
 *     slots    |         |         |         |
 *     windows  [a][b][a ][c           ] [a]      [b]
 *     merged   [a +2    ][c           ] [a]      [b]
 * So no more come than three times as many as there are slots. They are no measure of an app: `toTimesInFront` is.
 */
export function mergeWindows(windows: readonly ShownWindow[], most: number): MergedWindow[] {
  const joined = joinSame(windows)
  if (joined.length <= most) return joined
  const [{ start: from }] = joined as [ShownWindow]
  const slotMs = (lastEnd(joined) - from) / Math.max(1, Math.floor(most / 3))
  const slotOf = ({ start }: Interval) => Math.floor((start - from) / slotMs)
  const runs: ShownWindow[][] = []
  let short: { readonly slot: number; readonly run: ShownWindow[]; end: number } | undefined
  for (const window of joined) {
    const slot = slotOf(window)
    if (window.end - window.start >= slotMs) {
      runs.push([window])
      short = undefined
    } else if (short?.slot === slot && window.start - short.end < slotMs / 2) {
      short.run.push(window)
      short.end = Math.max(short.end, window.end)
    } else {
      short = { slot, run: [window], end: window.end }
      runs.push(short.run)
    }
  }
  return runs.map(toOne)
}

const lastEnd = (intervals: readonly Interval[]) => intervals.reduce((last, { end }) => Math.max(last, end), 0)

function joinSame(windows: readonly ShownWindow[]): ShownWindow[] {
  const joined: ShownWindow[] = []
  for (const window of [...windows].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1)
    if (last && last.subject === window.subject && last.title === window.title && window.start <= last.end)
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, window.end) }
    else joined.push(window)
  }
  return joined
}

function toOne(run: readonly ShownWindow[]): MergedWindow {
  const [first] = run as [ShownWindow]
  if (run.length === 1) return first
  const times = new Map<number, number>()
  for (const { subject, start, end } of run) times.set(subject, (times.get(subject) ?? 0) + end - start)
  const [subject] = [...times].reduce((a, b) => (b[1] > a[1] ? b : a))
  return { subject, start: first.start, end: lastEnd(run), others: run.length - 1, frontMs: totalMs(run) }
}

/** An app, and how long it was in front. */
export interface TimeInFront {
  readonly subject: number
  readonly ms: number
}

/** How long each app was in front on a device, in the pieces of time that are looked at: as its days count it, longest first. */
export const toTimesInFront = ({ stretches }: DeviceTime, pieces: readonly Interval[]): TimeInFront[] =>
  longestFirst(
    [...stretches.apps].map(([subject, app]) => ({ subject, ms: totalMs(intersect(app.foreground, pieces)) })),
  )

/** Each app on all devices; what two showed at once counts twice, as it does in sums of days. */
export function addTimesInFront(devices: readonly (readonly TimeInFront[])[]): TimeInFront[] {
  const sums = new Map<number, number>()
  for (const { subject, ms } of devices.flat()) sums.set(subject, (sums.get(subject) ?? 0) + ms)
  return longestFirst([...sums].map(([subject, ms]) => ({ subject, ms })))
}

const longestFirst = (times: readonly TimeInFront[]) =>
  times.filter(({ ms }) => ms > 0).sort((a, b) => b.ms - a.ms || a.subject - b.subject)

export type PresenceState = 'active' | 'watching' | 'idle' | 'locked' | 'asleep' | 'paused'
export type ShownPresence = Interval & { readonly state: PresenceState }

/**
 * Who was there, in the pieces of time that are looked at; ascending. Where it changed so often that there would be more than so many
 * stretches of a state, short pauses of somebody who was active are left out.
 */
export function toPresence(
  { stretches }: DeviceTime,
  gaps: DeviceFacts['gaps'],
  pieces: readonly Interval[],
  most: number,
): ShownPresence[] {
  const within = (intervals: readonly Interval[]) => intersect(intervals, pieces)
  const exact = within(stretches.active)
  const active = exact.length <= most ? exact : within(joinPauses(exact, totalMs(pieces) / most))
  const [watching, locked] = [stretches.watching, stretches.locked].map((all) => subtract(within(all), active))
  const idle = subtract(within(stretches.told.input), union([...active, ...watching!, ...locked!]))
  const ofReason = (reason: GapReason) => within(gaps.filter((gap) => gap.reason === reason))
  const all: Readonly<Record<PresenceState, readonly Interval[]>> = {
    ...{ active, watching: watching!, idle, locked: locked! },
    ...{ asleep: ofReason('asleep'), paused: ofReason('paused') },
  }
  return (Object.keys(all) as PresenceState[])
    .flatMap((state) => all[state].slice(0, most).map((one) => ({ state, ...one })))
    .sort((a, b) => a.start - b.start)
}

export type ShownGap = Interval & { readonly reason: GapReason | 'unknown' }

/**
 * Where nothing was recorded and why; where several reasons hold, the one that a day counts it under. What came after the device's last
 * word is of no known reason, until it is taken for gone. Ascending.
 */
export function toShownGaps(
  { gaps, known }: Pick<DeviceFacts, 'gaps' | 'known'>,
  { recorded }: DeviceTime,
  pieces: readonly Interval[],
  now: number,
): ShownGap[] {
  const silence = silenceOf(known, now)
  const told = union([known, ...(silence ? [silence] : [])])
  let rest = subtract(intersect(told, pieces), recorded)
  const found: ShownGap[] = []
  for (const reason of byPrecedence) {
    const own = gaps.filter((gap) => gap.reason === reason)
    if (own.length === 0) continue
    found.push(...intersect(rest, own).map((one) => ({ reason, ...one })))
    rest = subtract(rest, own)
  }
  found.push(...rest.map((one) => ({ reason: 'unknown' as const, ...one })))
  return found.sort((a, b) => a.start - b.start)
}
