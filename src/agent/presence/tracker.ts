import type { App } from '../../core/apps.ts'
import type { WatchedSource } from '../../core/clocks.ts'
import type { Verdict } from '../../core/privacy.ts'
import type { Interval } from '../../core/spans.ts'
import { secondMs } from '../../core/time.ts'
import type { SpanEntry } from '../journal/journal.ts'
import { createCalmTitles, type WindowPiece } from './calm-titles.ts'
import { createInputStretches } from './input-stretches.ts'
import type { FrontWindow, PresenceEvents } from './presence.ts'
import { createSleeps } from './sleeps.ts'
import { createTimeline } from './timeline.ts'

/** What was told of a piece of recorded time. */
export interface PresencePiece {
  /** Ascending and disjoint for each source; what touches its predecessor goes on from it. */
  readonly spans: readonly SpanEntry[]
  /** What was watched when: all of the piece, ascending. */
  readonly watched: readonly WatchedPiece[]
}

export interface WatchedPiece extends Interval {
  readonly value: readonly WatchedSource[]
}

/** Turns what a desktop tells into spans of the time that was recorded. */
export interface PresenceTracker extends PresenceEvents {
  /** @param recorded the time that was recorded since the last call; where it does not go on from there, there was a gap */
  take(recorded: Interval): PresencePiece
  /** What of an interval since the last call of `take` was told as sleep: ascending, disjoint. */
  sleepsIn(interval: Interval): Interval[]
}

/** Says what may be kept of the window in front over a piece of time. */
export type JudgeWindow = (
  front: FrontWindow,
  piece: Interval,
) => Pick<Verdict, 'dropped' | 'title'> & Partial<Pick<Verdict, 'rule'>>

const withoutTitles: JudgeWindow = () => ({ dropped: false, title: undefined })

/** A title that changes faster is known by the last one of this time: a hostile page may change it a thousand times a second. */
const rushMs = secondMs

/** @param judge asked before anything of a window goes further */
export function createPresenceTracker(judge: JudgeWindow = withoutTitles): PresenceTracker {
  const watched = createTimeline<readonly WatchedSource[]>([])
  const window = createTimeline<FrontWindow | null>(null)
  let last: { readonly at: number; readonly front: FrontWindow | null } = { at: 0, front: null }
  const titles = createCalmTitles()
  const lock = createTimeline(false)
  const inhibitors = createTimeline<readonly App[]>([])
  const input = createInputStretches()
  const sleeps = createSleeps()
  return {
    onWatching: (at, sources) => {
      watched.set(at, sources)
      if (!sources.includes('window')) window.set(at, null)
      if (!sources.includes('lock')) lock.set(at, false)
      if (!sources.includes('inhibit')) inhibitors.set(at, [])
    },
    onWindow: (at, front) => {
      const rushes = front && front.app.key === last.front?.app.key && at >= last.at && at - last.at < rushMs
      last = { at: rushes ? last.at : at, front }
      window.set(last.at, front)
    },
    onLock: (at, locked) => lock.set(at, locked),
    onInhibitors: (at, apps) => inhibitors.set(at, apps),
    onInput: (at) => input.add(at),
    onSleep: sleeps.tell,
    sleepsIn: sleeps.within,
    take: (recorded) => {
      sleeps.forget(recorded.end)
      const windows = titles.calm(window.take(recorded).flatMap((piece) => toKept(piece, judge)))
      const locks = lock.take(recorded).filter(({ value }) => value)
      return {
        spans: [
          ...windows.map((piece) => ({
            ...toEntry('window', piece, piece.app),
            ...(piece.title !== undefined && { detail: { title: piece.title } }),
          })),
          ...input.take(recorded).map((piece) => toEntry('input', piece)),
          ...locks.map((piece) => toEntry('lock', piece)),
          ...inhibitors.take(recorded).flatMap((held) => toInhibited(held, windows)),
        ],
        watched: watched.take(recorded),
      }
    },
  }
}

/** A window as far as it may be kept. */
function toKept({ start, end, value }: Interval & { readonly value: FrontWindow | null }, judge: JudgeWindow) {
  const verdict = value && judge(value, { start, end })
  return verdict && !verdict.dropped ? [{ start, end, app: value.app, title: verdict.title, rule: verdict.rule }] : []
}

/** A span as the journal takes it. */
export const toEntry = (source: SpanEntry['source'], { start, end }: Interval, app: App | null = null): SpanEntry => ({
  source,
  app,
  start,
  end,
})

/** Only the app in front matters: what keeps the screen on from behind is a download or a song. */
const toInhibited = (held: Interval & { readonly value: readonly App[] }, windows: readonly WindowPiece[]) =>
  windows
    .filter(({ app }) => held.value.some(({ key }) => key === app.key))
    .map(({ start, end, app }) => ({
      start: Math.max(start, held.start),
      end: Math.min(end, held.end),
      app,
    }))
    .filter(({ start, end }) => end > start)
    .map((piece) => toEntry('inhibit', piece, piece.app))
