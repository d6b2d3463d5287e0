import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { type Interval, intersect, subtract } from '../core/spans.ts'
import { writeDurably } from './durable-file.ts'
import type { GapEntry } from './journal/journal.ts'

const pause = z.object({ at: z.number(), until: z.number().nullable() })

/** A person's wish that nothing be recorded: from `at` to `until`; null: until they say otherwise. */
export type Pause = z.output<typeof pause>

const pauseFile = (journal: string) => join(dirname(journal), 'pause.json')

/**
 * The last pause that was asked for, which may be over. It lies in a file beside the journal, so that it outlives every
 * process, and an agent needs no signal to see it. A file that cannot be read is a pause: better too little than too much.
 */
export function readPause(journal: string): Pause | undefined {
  const file = pauseFile(journal)
  if (!existsSync(file)) return undefined
  try {
    return pause.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { at: 0, until: null }
  }
}

/** Replaces the pause, on disk when this returns. Also ends one: with an `until` that has come. */
export const writePause = (journal: string, given: Pause): void =>
  writeDurably(pauseFile(journal), `${JSON.stringify(given)}\n`)

/** Whether a pause holds. A clock that is set back makes it longer, never shorter. */
export const isPaused = (given: Pause | undefined, now: number): boolean =>
  given !== undefined && (given.until === null || now < given.until)

/** Whether a pause held at any time of an interval, also one that is over. */
export const wasPaused = (given: Pause | undefined, { start, end }: Interval): boolean =>
  given !== undefined && given.at < end && (given.until ?? Number.POSITIVE_INFINITY) > start

/** What of gaps lay in a pause was wanted: it gets that reason, the rest keeps its own. */
export function excusePaused(gaps: readonly GapEntry[], given: Pause | undefined): GapEntry[] {
  if (!given) return [...gaps]
  const paused: Interval = { start: given.at, end: given.until ?? Number.POSITIVE_INFINITY }
  return gaps.flatMap((gap) => [
    ...subtract([gap], [paused]).map((rest) => ({ ...rest, reason: gap.reason })),
    ...intersect([gap], [paused]).map((wanted) => ({ ...wanted, reason: 'paused' as const })),
  ])
}
