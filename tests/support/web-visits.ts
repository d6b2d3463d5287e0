import { type ScreenName, screenEntries } from '../../src/protocol/screens.ts'

/** One look at one screen. */
export interface Visit {
  readonly screen: ScreenName
  readonly store: 'demo' | 'empty'
  readonly locale: 'en' | 'pt-BR'
  readonly width: number
  readonly theme: 'light' | 'dark'
}

export const names = Object.keys(screenEntries) as ScreenName[]

/** What stands in a screen's address besides its path, where nothing would be nothing to see. */
const examples: Partial<Readonly<Record<ScreenName, string>>> = {
  day: '/day?period=2026-10-27',
  app: '/app?app=code.desktop&period=2026-10',
  search: '/search?q=e',
  settings: '/settings?tab=schedule',
  software: '/software?tab=licences',
}

/** Looked at with nothing recorded too: what somebody sees first. */
const firstSeen: readonly ScreenName[] = ['overview', 'day', 'apps', 'reports']

/** @param id of what the screen shows, where its path asks for one */
export const addressOf = (screen: ScreenName, id: string): string =>
  examples[screen] ?? screenEntries[screen].path.replace(/:\w+/g, id)

const [phone, wide] = [390, 1280]
const locales = ['en', 'pt-BR'] as const
const themes = ['light', 'dark'] as const

/** Two looks at each screen that have every pair of language, width and theme between them, and those at the empty store. */
export const pairs: readonly Visit[] = [
  ...names.flatMap((screen, i): Visit[] => [
    { screen, store: 'demo', locale: locales[i % 2]!, width: phone, theme: themes[(i >> 1) % 2]! },
    { screen, store: 'demo', locale: locales[(i + 1) % 2]!, width: wide, theme: themes[((i >> 1) + 1) % 2]! },
  ]),
  ...firstSeen.map(
    (screen, i): Visit => ({ screen, store: 'empty', locale: locales[i % 2]!, width: wide, theme: themes[i % 2]! }),
  ),
]

/** What is one of many does not exist before anything is recorded. */
const storesOf = (screen: ScreenName) =>
  screenEntries[screen].path.includes(':') ? (['demo'] as const) : (['demo', 'empty'] as const)

/** Each width in both themes; that of a laptop at 400 % and of a tablet on its side, where only room is looked for, in one. */
const looks = [
  ...[phone, 768, wide, 1920].flatMap((width) => themes.map((theme) => ({ width, theme }))),
  ...[320, 1024].map((width) => ({ width, theme: 'light' as const })),
]

/** Every screen in every language, width and theme, with and without anything recorded. */
export const all: readonly Visit[] = names.flatMap((screen) =>
  storesOf(screen).flatMap((store) =>
    locales.flatMap((locale) => looks.map((look) => ({ screen, store, locale, ...look }))),
  ),
)
