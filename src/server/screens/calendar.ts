import { AppError } from '../../core/errors.ts'
import { countDays } from '../../core/ranges.ts'
import type { Day } from '../../core/time.ts'
import { readExplainedDays } from '../store/explained-days.ts'
import type { Store } from '../store/store.ts'
import { type Asked, todayOf } from './asked.ts'
import { readDueDays, readSilences } from './due.ts'

/** A year, and the week that it begins in. */
const mostDays = 372

/**
 * Each day between two that anything is known of, or due: also that nothing was due, as of one on which every computer was off.
 * @throws AppError `invalid` for a range that is none, or too long
 */
export async function readCalendar(store: Store, asked: Asked, from: Day, to: Day) {
  if (to < from)
    throw new AppError('invalid', `"${to}" lies before "${from}"; name the earlier day first`, { at: 'to' })
  if (countDays({ first: from, last: to }) > mostDays)
    throw new AppError('invalid', `more than ${mostDays} days; ask for a year at a time`, { at: 'to' })
  const range = { first: from, last: to }
  const rows = await readDueDays(store, asked, range, await readSilences(store, asked, range))
  const due = new Map(
    rows.map(({ day, recordedMs, dueMs, activeMs }) => [day, { day, recordedMs, dueMs, activeMs }] as const),
  )
  const explained = await readExplainedDays(store, { orgId: asked.orgId, userId: asked.user.id }, from, to)
  const days = [...new Set([...due.keys(), ...explained])]
    .sort()
    .map((day) => due.get(day) ?? { day, recordedMs: 0, dueMs: 0, activeMs: null })
  return { from, to, today: todayOf(asked), days }
}
