import { AppError } from '../../core/errors.ts'
import { countDays } from '../../core/ranges.ts'
import type { Day } from '../../core/time.ts'
import type { Store } from '../store/store.ts'
import { type Asked, todayOf } from './asked.ts'
import { readDueDays, readSilences } from './due.ts'

/** A year, and the week that it begins in. */
const mostDays = 372

/** Each day between two that anything is known of, or due. @throws AppError `invalid` for a range that is none, or too long */
export async function readCalendar(store: Store, asked: Asked, from: Day, to: Day) {
  if (to < from)
    throw new AppError('invalid', `"${to}" lies before "${from}"; name the earlier day first`, { at: 'to' })
  if (countDays({ first: from, last: to }) > mostDays)
    throw new AppError('invalid', `more than ${mostDays} days; ask for a year at a time`, { at: 'to' })
  const range = { first: from, last: to }
  const rows = await readDueDays(store, asked, range, await readSilences(store, asked, range))
  const days = rows.map(({ day, recordedMs, dueMs, activeMs }) => ({ day, recordedMs, dueMs, activeMs }))
  return { from, to, today: todayOf(asked), days }
}
