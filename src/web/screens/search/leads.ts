import type { Locale } from '../../../core/texts/language.ts'
import { isDay } from '../../../core/time.ts'
import { toLabel } from '../../../core/view/label.ts'
import { type ScreenName, screenEntries } from '../../../protocol/screens.ts'
import type { Found } from '../../../protocol/usage-shapes.ts'
import { categoryName } from '../../data/names.ts'
import { formatRangeName, rangeAround } from '../../data/range.ts'
import { isShown, type Self } from '../../data/self.ts'
import type { searchWords } from '../../words/search.ts'
import type { shellWords } from '../../words/shell.ts'

/** Something that was found, and where it leads. */
export interface Lead {
  readonly id: string
  readonly kind: keyof (typeof searchWords)['en']['kinds']
  readonly name: string
  readonly to: ScreenName | undefined
  readonly search: Readonly<Record<string, string>>
}

/** A screen by its name, if there is one and whoever looks may see it. */
const screenFor = (name: string, self: Self): ScreenName | undefined =>
  name in screenEntries && isShown(name as ScreenName, self) ? (name as ScreenName) : undefined

const places = {
  app: ({ id }: Found) => ({ screen: 'app', search: { app: id } }),
  title: ({ id, day = '' }: Found) =>
    isDay(day) ? { screen: 'day', search: { period: day } } : { screen: 'app', search: { app: id } },
  day: ({ id }: Found) => ({ screen: 'day', search: { period: id } }),
  category: ({ id }: Found) => ({ screen: 'categories', search: { category: id } }),
  device: ({ id }: Found) => ({ screen: 'devices', search: { device: id } }),
  person: ({ id }: Found) => ({ screen: 'people', search: { who: id } }),
} as const satisfies Record<Found['kind'], (found: Found) => { screen: string; search: Record<string, string> }>

/** Where what the server found leads. */
export function toLead(found: Found, self: Self, locale: Locale): Lead {
  const { screen, search } = places[found.kind](found)
  const name =
    found.kind === 'day'
      ? formatRangeName(rangeAround(found.id, 'day'), locale)
      : found.kind === 'category'
        ? (categoryName({ key: found.key ?? null, name: found.key === undefined ? found.name : null }, locale) ??
          found.name)
        : toLabel(found.name, 120) || found.id
  return { id: `${found.kind} ${found.id} ${found.name}`, kind: found.kind, name, to: screenFor(screen, self), search }
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Screens by their own names. */
export const toScreenLeads = (q: string, self: Self, words: (typeof shellWords)['en']): Lead[] =>
  (Object.keys(screenEntries) as ScreenName[])
    .filter((name) => name !== 'app' && !screenEntries[name].path.includes(':') && isShown(name, self))
    .filter((name) => plain(words.screens[name]).includes(plain(q)))
    .map((name) => ({ id: `screen ${name}`, kind: 'screen', name: words.screens[name], to: name, search: {} }))
