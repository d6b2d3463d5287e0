import type { Locale } from '../../core/texts/language.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { type Day, dayAt, offsetAt } from '../../core/time.ts'
import type { MemberCaller } from '../http/guard.ts'
import { getUser } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { programs } from './opening.ts'

/** In which language, and by which calendar, a caller reads. */
export interface Reader {
  readonly locale: Locale
  readonly zone: string
  readonly today: Day
}

/** A program reads English, and UTC. */
export async function readerOf(store: Store, { userId }: MemberCaller, now: number): Promise<Reader> {
  if (userId.startsWith(programs)) return { locale: 'en', zone: 'UTC', today: dayAt(now, 0) }
  const { locale, zone } = await getUser(store, userId)
  return { locale: toLocale(locale), zone, today: dayAt(now, offsetAt(zone, now)) }
}
