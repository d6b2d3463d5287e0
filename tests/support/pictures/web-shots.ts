import { type ScreenName, screenEntries } from '../../../src/protocol/screens.ts'

/** A screen as it is shown in the guides. */
export interface WebShot {
  /** Of the picture: `web-overview` becomes `web-overview-en.png`. */
  readonly name: string
  /** With `:month` or `:org` in the place of a frozen report's id. */
  readonly path: string
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  /** As much of it as fits; else all. */
  readonly height?: number
  /** A few rules are taken away first: everything made-up has a category, and there would be nothing to sort. */
  readonly unsorted?: true
}

const phone = 390

/** The address of a screen where its path alone does not do, and how much of it is shown where not all is. */
const asShown: Partial<Readonly<Record<ScreenName, Partial<WebShot>>>> = {
  overview: { path: '/?period=2026-10' },
  day: { path: '/day?period=2026-10-21', height: 900 },
  apps: { path: '/apps?period=2026-10', height: 1_000 },
  app: { path: '/app?app=code.desktop&period=2026-10' },
  compare: { path: '/compare?a=2026-09&b=2026-10', height: 1_000 },
  reports: { height: 1_000 },
  report: { path: '/reports/:month' },
  categories: { height: 1_000, unsorted: true },
}

/** Of these no guide shows a picture; those of the set-up are taken by its test. */
const unseen: ReadonlySet<ScreenName> = new Set(['search', 'setUp', 'account'])

/** The same in the dark and on phones, and parts of screens: a line each. */
const more: readonly WebShot[] = [
  { name: 'web-overview-dark', path: '/?period=2026-10', theme: 'dark', height: 1_100 },
  { name: 'web-overview-phone', path: '/?period=2026-10', width: phone },
  { name: 'web-day-phone-dark', path: '/day?period=2026-10-21', width: phone, theme: 'dark', height: 844 },
  { name: 'web-report-org-dark', path: '/reports/:org', theme: 'dark', height: 1_100 },
  { name: 'web-device', path: '/devices?device=2', theme: 'dark' },
  { name: 'web-devices-phone', path: '/devices', width: phone },
  { name: 'web-licences', path: '/software?tab=licences', height: 1_000 },
  { name: 'web-my-data-phone-dark', path: '/my-data', width: phone, theme: 'dark', height: 844 },
  { name: 'web-unsorted', path: '/categories?tab=unsorted', height: 760, unsorted: true },
  { name: 'web-rules', path: '/categories?tab=rules&use=used', height: 1_000, unsorted: true },
  {
    ...{ name: 'web-rule', path: '/categories?tab=rules&rule=new&app=obsidian*&category=5', height: 900 },
    unsorted: true,
  },
  {
    ...{
      name: 'web-rules-phone-dark',
      path: '/categories?tab=rules&use=used',
      width: phone,
      theme: 'dark',
      height: 844,
    },
    unsorted: true,
  },
]

/** `myData` → `my-data` */
const toFileName = (name: ScreenName) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Every picture of the web: each screen, and what else is shown of some; what needs something else in the store comes last. */
export const webShots: readonly WebShot[] = [
  ...(Object.keys(screenEntries) as ScreenName[])
    .filter((name) => !unseen.has(name))
    .map((name) => ({ name: `web-${toFileName(name)}`, path: screenEntries[name].path, ...asShown[name] })),
  ...more,
].sort((a, b) => Number(a.unsorted ?? false) - Number(b.unsorted ?? false))
