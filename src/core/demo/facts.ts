import { type WatchedSource, watchedSources } from '../clocks.ts'
import { isToConfirm } from '../installed.ts'
import { cutAt, type Interval } from '../spans.ts'
import { dayMs, findTransition, minuteMs, offsetAt, utcDayStart } from '../time.ts'
import type { GapReason } from '../usage.ts'
import { type Acts, act } from './act.ts'
import { type AppMix, type Moment, toAppMix, toInstalledApps, toMoment } from './app-mix.ts'
import type { DemoApp } from './apps.ts'
import type { Chance } from './chance.ts'
import { countHours, type DemoHour, type Hours } from './count-hours.ts'
import { kinds } from './kinds.ts'
import type { DemoDevice } from './people.ts'
import type { Doing } from './plan-day.ts'

/** A span as an agent's journal has it; `detail` is of its source. */
export interface DemoSpan extends Interval {
  readonly source: 'clock' | 'window' | 'input' | 'lock' | 'sleep' | 'inhibit' | 'installed'
  readonly app: DemoApp | null
  readonly detail: Readonly<Record<string, unknown>> | null
}

export interface DemoGap extends Interval {
  readonly reason: GapReason
}

/** What one run of an agent wrote within a day. Rows are whole: none grows in a later piece. */
export interface DemoPiece {
  readonly stream: string
  readonly predecessor: string | null
  readonly hours: readonly DemoHour[]
  readonly spans: readonly DemoSpan[]
  readonly gaps: readonly DemoGap[]
  /** When the last of it was written. */
  readonly at: number
}

/** Writes what a device recorded, a stretch after another. */
export interface FactsWriter {
  /** A stretch of recorded time, in which one thing after another was done. */
  record(zone: string, doings: readonly Doing[], chance: Chance): void
  /** From `start` on nothing is recorded. */
  miss(start: number, reason: GapReason): void
  /** All that was written since the last call. */
  take(): DemoPiece[]
}

/** Reasons after which another run of the agent begins. */
const ends: ReadonlySet<GapReason> = new Set<GapReason>(['off', 'not_running'])

export function createFactsWriter(device: DemoDevice, uuid: () => string): FactsWriter {
  let run = { stream: uuid(), predecessor: null as string | null }
  let missed: { start: number; reason: GapReason }[] = []
  let piece = toEmptyPiece()
  let pieces: DemoPiece[] = []
  let toldAt = Number.NEGATIVE_INFINITY
  let isNew = true

  const closePiece = () => {
    const { hours, spans, gaps, at } = piece
    if (at > 0) pieces.push({ ...run, hours: [...hours.values()], spans, gaps, at })
    piece = toEmptyPiece()
  }
  const open = (start: number, chance: Chance) => {
    const gaps = missed
      .map((gap, i) => ({ ...gap, end: missed[i + 1]?.start ?? start }))
      .filter((gap) => gap.end > gap.start)
    missed = []
    if (gaps.some(({ reason }) => ends.has(reason))) {
      closePiece()
      run = { stream: uuid(), predecessor: run.stream }
      isNew = true
    }
    piece.gaps.push(...gaps.flatMap((gap) => toGaps(gap, chance)))
    for (const gap of gaps) if (gap.reason === 'asleep') addSpan(piece.spans, 'sleep', gap)
  }
  const recordPart = (zone: string, part: Interval, doings: readonly Doing[], chance: Chance) => {
    const moment = toMoment(device, part.start)
    const mix = toAppMix(kinds[device.kind], moment)
    const acts = act(clip(doings, part), mix, chance)
    const offsetMs = offsetAt(zone, part.start)
    addSpans(piece.spans, device, part, { zone, offsetMs }, acts)
    addHours(piece.hours, device, { ...part, offsetMs, isNew }, acts, mix, chance)
    if (part.end - part.start > 5 * minuteMs && isToConfirm(toldAt, part.start)) {
      toldAt = part.start + 2 * minuteMs
      addInstalled(piece.spans, device, moment, toldAt)
    }
    piece.at = part.end
    isNew = false
  }
  return {
    record: (zone, doings, chance) => {
      const [start, end] = [doings[0]!.start, doings.at(-1)!.end]
      open(start, chance)
      const turn = findTransition(zone, start, end)
      for (const part of cutAt({ start, end }, turn === undefined ? [] : [turn])) recordPart(zone, part, doings, chance)
    },
    miss: (start, reason) => {
      missed.push({ start, reason })
    },
    take: () => {
      closePiece()
      const taken = pieces
      pieces = []
      return taken
    },
  }
}

const toEmptyPiece = () => ({
  hours: new Map() as Hours,
  spans: [] as DemoSpan[],
  gaps: [] as DemoGap[],
  at: 0,
})

const clip = (doings: readonly Doing[], { start, end }: Interval): Doing[] =>
  doings
    .map((doing) => ({ ...doing, start: Math.max(doing.start, start), end: Math.min(doing.end, end) }))
    .filter((doing) => doing.end > doing.start)

/** Between the start of the computer and that of the agent lies the log-in. */
function toGaps(gap: DemoGap, chance: Chance): DemoGap[] {
  const { start, end, reason } = gap
  const boot = end - chance.whole(20, 60) * 1_000
  if (reason !== 'off' || boot <= start) return [gap]
  return [
    { start, end: boot, reason },
    { start: boot, end, reason: 'not_running' },
  ]
}

/** Agents cut spans at each UTC midnight. */
function addSpan(
  spans: DemoSpan[],
  source: DemoSpan['source'],
  { start, end }: Interval,
  app: DemoApp | null = null,
  detail: DemoSpan['detail'] = null,
): void {
  for (let from = start; from < end; ) {
    const until = Math.min(end, utcDayStart(from) + dayMs)
    spans.push({ source, start: from, end: until, app, detail })
    from = until
  }
}

const watched: readonly WatchedSource[] = [...watchedSources].sort()

function addSpans(
  spans: DemoSpan[],
  { kind }: DemoDevice,
  part: Interval,
  clock: { readonly zone: string; readonly offsetMs: number },
  acts: Acts,
): void {
  addSpan(spans, 'clock', part, null, kind === 'server' ? clock : { ...clock, watched })
  for (const window of acts.windows) addSpan(spans, 'window', window, window.app)
  for (const input of acts.inputs) addSpan(spans, 'input', input)
  for (const lock of acts.locks) addSpan(spans, 'lock', lock)
  for (const inhibit of acts.inhibits) addSpan(spans, 'inhibit', inhibit, inhibit.app)
}

function addHours(
  hours: Hours,
  { kind }: DemoDevice,
  stretch: Parameters<typeof countHours>[1],
  { windows }: Acts,
  mix: AppMix,
  chance: Chance,
): void {
  countHours(hours, stretch, windows, { services: kinds[kind].services, always: mix.always }, mix, chance)
}

/** A millisecond for each: no two spans of a source start at one instant. */
function addInstalled(spans: DemoSpan[], device: DemoDevice, moment: Moment, at: number): void {
  for (const [i, { app, version }] of toInstalledApps(device, moment).entries())
    spans.push({ source: 'installed', start: at + i, end: at + i + 1, app, detail: { version, from: 'dpkg' } })
}
