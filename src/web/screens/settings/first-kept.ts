import type { RetainedKind } from '../../../core/retention.ts'
import { type Day, dayAt, dayMs, monthOf } from '../../../core/time.ts'
import type { Retention } from '../../../protocol/data-fields.ts'

/** The first day that is still there where a kind is kept for so many days, as the server cuts: by days of UTC, and days by whole months. */
export function firstKept(kind: RetainedKind, days: number, now: number): Day {
  const day = dayAt(now - days * dayMs, 0)
  return kind === 'days' ? `${monthOf(day)}-01` : day
}

/** How many days a kind is kept. */
export const daysOf = (retention: Retention, kind: RetainedKind): number => Math.round(retention[`${kind}Ms`] / dayMs)
