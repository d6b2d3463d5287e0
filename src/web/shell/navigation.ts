import type { ScreenName } from '../../protocol/screens.ts'

/** The screens in the rail, in groups, in their order. A screen that is reached from another one only is not here. */
export const navigation: readonly {
  readonly group: 'own' | 'many' | 'you'
  readonly screens: readonly ScreenName[]
}[] = [
  { group: 'own', screens: ['overview', 'day', 'apps', 'compare', 'reports', 'search'] },
  { group: 'many', screens: ['devices', 'software', 'people', 'categories', 'accessLog'] },
  { group: 'you', screens: ['myData', 'settings', 'account'] },
]

/** Screens that are reached from another one, which stands for them. */
export const within: Partial<Readonly<Record<ScreenName, ScreenName>>> = { app: 'apps', report: 'reports' }

/** Pressed after `g`, the way to a screen. */
export const goKeys: Partial<Readonly<Record<ScreenName, string>>> = {
  overview: 'o',
  day: 'd',
  apps: 'a',
  compare: 'c',
  reports: 'r',
  devices: 'f',
  software: 'w',
  people: 'p',
  categories: 'k',
  accessLog: 'l',
  myData: 'm',
  settings: 's',
}
