import { rangeOf } from '../../../core/ranges.ts'
import { isPeriod } from '../../../core/report/periods.ts'
import { isKind } from '../../../core/report/wishes.ts'
import type { Locale } from '../../../core/texts/language.ts'
import { isDay } from '../../../core/time.ts'
import { toLabel } from '../../../core/view/label.ts'
import { periodName } from '../../../core/view/period-name.ts'
import { type ScreenName, screenEntries } from '../../../protocol/screens.ts'
import type { Found } from '../../../protocol/usage-shapes.ts'
import { categoryName } from '../../data/names.ts'
import { formatRangeName } from '../../data/range.ts'
import { isShown, type Self } from '../../data/self.ts'
import { reportsWords } from '../../words/reports.ts'
import type { searchWords } from '../../words/search.ts'
import type { shellWords } from '../../words/shell.ts'

/** Something that was found, and where it leads. */
export interface Lead {
  readonly id: string
  readonly kind: keyof (typeof searchWords)['en']['kinds']
  readonly name: string
  readonly to: ScreenName
  /** What stands in its path after a colon. */
  readonly params?: Readonly<Record<string, string>>
  readonly search: Readonly<Record<string, string>>
}

interface Place {
  readonly screen: ScreenName
  readonly params?: Readonly<Record<string, string>>
  readonly search: Readonly<Record<string, string>>
}

const places = {
  app: ({ id }: Found) => ({ screen: 'app', search: { app: id } }),
  title: ({ id, day = '' }: Found) =>
    isDay(day) ? { screen: 'day', search: { period: day } } : { screen: 'app', search: { app: id } },
  day: ({ id }: Found) => ({ screen: 'day', search: { period: id } }),
  category: ({ id }: Found) => ({ screen: 'categories', search: { category: id } }),
  device: ({ id }: Found) => ({ screen: 'devices', search: { device: id } }),
  person: ({ id }: Found) => ({ screen: 'people', search: { who: id } }),
  report: ({ id }: Found) => ({ screen: 'report', params: { id }, search: {} }),
} as const satisfies Record<Found['kind'], (found: Found) => Place>

/** Where what the server found leads; nothing where whoever looks may not go there. */
export function toLeads(found: Found, self: Self, locale: Locale): Lead[] {
  const { screen, ...where }: Place = places[found.kind](found)
  if (!isShown(screen, self)) return []
  const id = `${found.kind} ${found.id} ${found.name}`
  return [{ id, kind: found.kind, name: nameOf(found, locale), to: screen, ...where }]
}

function nameOf({ kind, id, name, key }: Found, locale: Locale): string {
  if (kind === 'day') return formatRangeName(rangeOf(id), locale)
  if (kind === 'report' && isPeriod(name)) {
    const period = periodName(name, locale)
    return key !== undefined && isKind(key) ? `${period} – ${reportsWords[locale].of[key]}` : period
  }
  if (kind === 'category')
    return categoryName({ key: key ?? null, name: key === undefined ? name : null }, locale) ?? name
  return toLabel(name, 120) || id
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Screens by their own names. */
export const toScreenLeads = (q: string, self: Self, words: (typeof shellWords)['en']): Lead[] =>
  (Object.keys(screenEntries) as ScreenName[])
    .filter((name) => name !== 'app' && !screenEntries[name].path.includes(':') && isShown(name, self))
    .filter((name) => plain(words.screens[name]).includes(plain(q)))
    .map((name) => ({ id: `screen ${name}`, kind: 'screen', name: words.screens[name], to: name, search: {} }))
