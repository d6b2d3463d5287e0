import { useSuspenseQuery } from '@tanstack/react-query'
import { isAtLeast, type Role } from '../../core/access.ts'
import { AppError } from '../../core/errors.ts'
import type { Locale } from '../../core/texts/language.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { type Day, dayAt, type Month, monthOf, offsetAt } from '../../core/time.ts'
import type { WeekStart } from '../../core/week-start.ts'
import { query } from '../../protocol/client.ts'
import { type Me, me } from '../../protocol/me.ts'
import { org } from '../../protocol/orgs.ts'
import { type ScreenName, screenEntries } from '../../protocol/screens.ts'
import { useParam } from './param.ts'

/** Who is signed in. */
export const useMe = (): Me => useSuspenseQuery(query(me, {})).data

/** Who looks, and at which organisation. */
export interface Self {
  readonly me: Me
  readonly org: { readonly id: number; readonly name: string; readonly role: Role; readonly demo: boolean }
  /** There is nobody else in it: what is for organisations is not there. */
  readonly personal: boolean
  readonly locale: Locale
  readonly zone: string
  /** Where the reader is. */
  readonly today: Day
  readonly month: Month
  /** On which day weeks begin in the organisation. */
  readonly weekStart: WeekStart
}

/**
 * The organisation that the address names, or else the first.
 * @throws AppError `not_found` if it is none of theirs
 */
export function useOrgId(): number | undefined {
  const { organisations } = useMe()
  const [named] = useParam('org')
  if (named === undefined || organisations.length === 0) return organisations[0]?.id
  const found = organisations.find(({ id }) => String(id) === named)
  if (!found) throw new AppError('not_found', 'there is nothing at this address')
  return found.id
}

/** For everything inside the shell, where there is an organisation. */
export function useSelf(): Self {
  const self = useMe()
  const id = useOrgId() ?? 0
  const { data: found } = useSuspenseQuery(query(org, { org: id }))
  const now = Date.now()
  const today = dayAt(now, offsetAt(self.zone, now))
  return {
    me: self,
    org: found,
    personal: found.personal,
    locale: toLocale(self.locale),
    zone: self.zone,
    today,
    month: monthOf(today),
    weekStart: found.weekStart,
  }
}

/** Whether a screen is there for whoever looks, and stands in the menu. */
export const isShown = (screen: ScreenName, self: Self): boolean => isTheirs(screen, self) && !isOfOthers(screen, self)

/** What stands at a screen's address for whoever looks: the screen, that there is nobody else here, or nothing. */
export function whatIsAt(screen: ScreenName, self: Self): 'screen' | 'alone' | 'nothing' {
  if (!isTheirs(screen, self)) return 'nothing'
  return isOfOthers(screen, self) && !screenEntries[screen].letsIn ? 'alone' : 'screen'
}

const isTheirs = (screen: ScreenName, { org: { role } }: Self): boolean => {
  const { least } = screenEntries[screen]
  return least === undefined || isAtLeast(role, least)
}

const isOfOthers = (screen: ScreenName, { personal }: Self): boolean =>
  personal && screenEntries[screen].ofMany === true
