import { type ScreenName, screenEntries } from '../../../src/protocol/screens.ts'
import type { Store } from '../../../src/server/store/store.ts'
import { askToLeaveOut } from './asked.ts'
import { leaveUnsorted } from './unsorted.ts'

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
  /** What has to be so before; whatever is photographed later sees it too. */
  before?(store: Store): Promise<void>
}

const onPhone = { width: 390, height: 844 } as const
const before = leaveUnsorted

/** The address of a screen where its path alone does not do, and how much of it is shown where not all is. */
const asShown: Partial<Readonly<Record<ScreenName, Partial<WebShot>>>> = {
  overview: { path: '/?period=2026-10' },
  day: { path: '/day?period=2026-10-21', height: 900 },
  apps: { path: '/apps?period=2026-10', height: 1_000 },
  app: { path: '/app?app=code.desktop&period=2026-10' },
  compare: { path: '/compare?a=2026-09&b=2026-10', height: 1_000 },
  reports: { height: 1_000 },
  report: { path: '/reports/:month' },
  software: { height: 1_000 },
  myData: { height: 1_400 },
  accessLog: { height: 900 },
  settings: { path: '/settings?tab=privacy', before: askToLeaveOut },
  categories: { height: 1_000, before },
}

/** Of these no guide shows a picture; those of the set-up are taken by its test. */
const unseen: ReadonlySet<ScreenName> = new Set(['search', 'setUp'])

/** The same in the dark and on phones, and parts of screens: a line each. */
const more: readonly WebShot[] = [
  { name: 'web-overview-dark', path: '/?period=2026-10', theme: 'dark', height: 1_100 },
  { name: 'web-overview-phone', path: '/?period=2026-10', width: 390 },
  { name: 'web-day-phone-dark', path: '/day?period=2026-10-21', theme: 'dark', ...onPhone },
  { name: 'web-report-org-dark', path: '/reports/:org', theme: 'dark', height: 1_100 },
  { name: 'web-licences', path: '/software?tab=licences' },
  { name: 'web-licences-phone-dark', path: '/software?tab=licences', width: 390, theme: 'dark' },
  { name: 'web-device', path: '/devices?device=2', theme: 'dark' },
  { name: 'web-devices-phone', path: '/devices', width: 390 },
  { name: 'web-my-data-phone-dark', path: '/my-data', theme: 'dark', ...onPhone },
  { name: 'web-settings-phone-dark', path: '/settings?tab=retention', width: 390, theme: 'dark' },
  { name: 'web-unsorted', path: '/categories?tab=unsorted', height: 760, before },
  { name: 'web-rules', path: '/categories?tab=rules&use=used', height: 1_000, before },
  { name: 'web-rule', path: '/categories?tab=rules&rule=new&app=obsidian*&category=5', height: 900, before },
  { name: 'web-rules-phone-dark', path: '/categories?tab=rules&use=used', theme: 'dark', before, ...onPhone },
]

/** `myData` → `my-data` */
const toFileName = (name: ScreenName) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Every picture of the web: each screen, and what else is shown of some; what needs something else in the store comes last. */
export const webShots: readonly WebShot[] = [
  ...(Object.keys(screenEntries) as ScreenName[])
    .filter((name) => !unseen.has(name))
    .map((name) => ({ name: `web-${toFileName(name)}`, path: screenEntries[name].path, ...asShown[name] })),
  ...more,
].sort((a, b) => Number(a.before !== undefined) - Number(b.before !== undefined))
