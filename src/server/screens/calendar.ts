import { and, asc, between, eq } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { countDays } from '../../core/ranges.ts'
import type { Day } from '../../core/time.ts'
import type { Store } from '../store/store.ts'
import { type Asked, todayOf } from './asked.ts'

/** A year, and the week that it begins in. */
const mostDays = 372

/** Each day between two that anything is known of, by one query. @throws AppError `invalid` for a range that is none, or too long */
export async function readCalendar({ db, t: { personDays: p } }: Store, asked: Asked, from: Day, to: Day) {
  if (to < from)
    throw new AppError('invalid', `"${to}" lies before "${from}"; name the earlier day first`, { at: 'to' })
  if (countDays({ first: from, last: to }) > mostDays)
    throw new AppError('invalid', `more than ${mostDays} days; ask for a year at a time`, { at: 'to' })
  const days = await db
    .select({ day: p.day, recordedMs: p.recordedMs, dueMs: p.dueMs, activeMs: p.activeMs })
    .from(p)
    .where(and(eq(p.orgId, asked.orgId), eq(p.userId, asked.user.id), between(p.day, from, to)))
    .orderBy(asc(p.day))
  return { from, to, today: todayOf(asked), days }
}
