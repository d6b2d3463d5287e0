import type { App } from '../../core/apps.ts'
import type { Interval } from '../../core/spans.ts'
import { minuteMs, secondMs } from '../../core/time.ts'

/** A window in front, with what may be kept of its title. */
export interface WindowPiece extends Interval {
  readonly app: App
  readonly title: string | undefined
  /** The person's rule that decided on the title, if one did. */
  readonly rule?: number | undefined
}

export interface CalmTitles {
  /** @param pieces ascending, disjoint; from call to call too, unless the clock was set back */
  calm(pieces: readonly WindowPiece[]): WindowPiece[]
}

/** How long a title is kept at least, and at most if it never rests. */
const shortestMs = 5 * secondMs
const longestMs = 5 * minuteMs

/** The title that is kept now, since when, and how long it holds. */
interface Held extends WindowPiece {
  readonly since: number
  readonly holdMs: number
  /** What the window really shows, and since when. */
  readonly shape: string | undefined
  readonly shapeSince: number
}

/**
 * Keeps titles that flicker from making a row at each change. One that differs in digits and signs only, as a clock or `(3) Inbox`, is
 * the same. Any other waits where the one before it was there for less than 5 s: until that one was kept for 5 s, and twice as long
 * each time, or the new one is there for 5 s itself. When an app came to the front stays exact, and so does its first title; nor
 * does a title go on where a rule begins to decide.
 *     app     [ firefox                       ][ code   )
 *     title   [ a     ][b][c][ d              ][ e      )
 *     kept    [ a     ][ b      ][ d          ][ e      )
 */
export function createCalmTitles(): CalmTitles {
  let held: Held | undefined
  const calmOne = (piece: WindowPiece): WindowPiece[] => {
    const { start, end, title } = piece
    const shape = shapeOf(title)
    if (!held || !goesOn(held, piece)) {
      held = { ...piece, since: start, holdMs: shortestMs, shape, shapeSince: start }
      return [piece]
    }
    const { title: former } = held
    const shapeSince = shape === held.shape ? held.shapeSince : start
    const { at, holdMs } = findChange(held, start, shapeSince)
    if (shape === shapeOf(former) || at >= end) {
      held = { ...held, end, shape, shapeSince }
      return [{ ...piece, title: former }]
    }
    held = { ...piece, since: at, holdMs, shape, shapeSince }
    const parts = [
      { ...piece, end: at, title: former },
      { ...piece, start: at },
    ]
    return parts.filter((part) => part.end > part.start)
  }
  return { calm: (pieces) => pieces.flatMap(calmOne) }
}

/** When the title that is shown since `shapeSince` may be kept, and how long it then holds. */
function findChange({ title, since, holdMs, ...shown }: Held, start: number, shapeSince: number) {
  const rested = shown.shape === shapeOf(title) && start - shown.shapeSince >= shortestMs
  if (rested) return { at: start, holdMs: shortestMs }
  const at = Math.max(start, Math.min(since + holdMs, shapeSince + shortestMs))
  return { at, holdMs: at - shapeSince >= shortestMs ? shortestMs : Math.min(longestMs, 2 * holdMs) }
}

const goesOn = (held: Held, { start, app, title, rule }: WindowPiece) =>
  held.end === start &&
  held.app.key === app.key &&
  (held.title === undefined) === (title === undefined) &&
  (rule === undefined || rule === held.rule)

/** A title without what counts, turns or blinks in it. */
const shapeOf = (title: string | undefined) => title?.replace(/[^\p{L}\p{M}]+/gu, ' ').trim()
