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
  /** Another title had to wait meanwhile. */
  readonly restless: boolean
}

/**
 * Keeps titles that flicker from making a row at each change. One that differs in digits and signs only, as a clock or `(3) Inbox`, is
 * the same. Any other is kept for 5 s at least; where another one had to wait for that, the next is kept twice as long. When
 * an app came to the front stays exact, and so does its first title; nor does a title go on where a rule begins to decide.
 *     app     [ firefox                       ][ code   )
 *     title   [ a     ][b][c][ d              ][ e      )
 *     kept    [ a     ][ b      ][ d          ][ e      )
 */
export function createCalmTitles(): CalmTitles {
  let held: Held | undefined
  const calmOne = (piece: WindowPiece): WindowPiece[] => {
    const { start, end, title } = piece
    if (!held || !goesOn(held, piece)) {
      held = { ...piece, since: start, holdMs: shortestMs, restless: false }
      return [piece]
    }
    if (shapeOf(held.title) === shapeOf(title)) {
      held = { ...held, end }
      return [{ ...piece, title: held.title }]
    }
    const due = held.since + held.holdMs
    const { title: former, holdMs, restless } = held
    if (due >= end) {
      held = { ...held, end, restless: true }
      return [{ ...piece, title: former }]
    }
    const rested = due <= start
    const since = rested ? start : due
    const nextMs = rested && !restless ? shortestMs : Math.min(longestMs, 2 * holdMs)
    held = { ...piece, since, holdMs: nextMs, restless: false }
    return rested
      ? [piece]
      : [
          { ...piece, end: since, title: former },
          { ...piece, start: since },
        ]
  }
  return { calm: (pieces) => pieces.flatMap(calmOne) }
}

const goesOn = (held: Held, { start, app, title, rule }: WindowPiece) =>
  held.end === start &&
  held.app.key === app.key &&
  (held.title === undefined) === (title === undefined) &&
  (rule === undefined || rule === held.rule)

/** A title without what counts, turns or blinks in it. */
const shapeOf = (title: string | undefined) => title?.replace(/[^\p{L}\p{M}]+/gu, ' ').trim()
