import { holds, type Range, rangeBefore, rangeOf, samePart } from '../../core/ranges.ts'
import { type Day, dayAt, offsetAt } from '../../core/time.ts'
import type { ShownPeriod } from '../../protocol/usage-shapes.ts'
import type { User } from '../store/people.ts'

/** Of whom a screen is, in an organisation, and how far whoever looks may look. */
export interface Asked {
  readonly orgId: number
  readonly user: User
  /** Whether they may read titles of windows. */
  readonly seesTitles: boolean
  readonly now: number
}

/** A period as the person has it, with what it is compared with. */
export interface AskedPeriod {
  readonly range: Range
  readonly shown: ShownPeriod
  /** As much of the period before as has passed of this one. */
  readonly before: ReturnType<typeof samePart>
  /** Whether that is all of it. */
  readonly isWhole: boolean
}

export const todayOf = ({ user, now }: Pick<Asked, 'user' | 'now'>): Day => dayAt(now, offsetAt(user.zone, now))

export function askPeriod(asked: Asked, name: string): AskedPeriod {
  const range = rangeOf(name)
  const today = todayOf(asked)
  const earlier = rangeBefore(range)
  const before = samePart(range, earlier, today)
  const isWhole = !holds(range, today) || before.last === earlier.last
  return { range, shown: { ...range, today, over: today > range.last }, before, isWhole }
}
