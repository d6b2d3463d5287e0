import type { Role } from '../core/access.ts'

/** One screen of the web: where it is, and for whom. */
export interface ScreenEntry {
  /** What stands in it after a colon is a part of the address that changes. */
  readonly path: `/${string}`
  /** Whoever is less in the organisation does not find it; without it, it is everybody's. */
  readonly least?: Role
  /** Of one person over a period: whose it is and which stay in the address from one such screen to another. */
  readonly ofPerson?: true
  /** Not in a personal instance, where there is nobody else. */
  readonly ofMany?: true
  /** There by its address all the same: from here others come in. */
  readonly letsIn?: true
}

/** Every screen of the web. The server answers these addresses with the web, mails may lead there, and tests visit each. */
export const screens = {
  overview: { path: '/', ofPerson: true },
  day: { path: '/day', ofPerson: true },
  apps: { path: '/apps', ofPerson: true },
  app: { path: '/app', ofPerson: true },
  compare: { path: '/compare', ofPerson: true },
  reports: { path: '/reports' },
  report: { path: '/reports/:id' },
  search: { path: '/search' },
  categories: { path: '/categories', least: 'admin' },
  software: { path: '/software', least: 'manager', ofMany: true },
  people: { path: '/people', least: 'manager', ofMany: true, letsIn: true },
  setUp: { path: '/set-up', least: 'admin' },
  settings: { path: '/settings' },
  account: { path: '/account' },
  accessLog: { path: '/access-log', least: 'admin', ofMany: true },
  myData: { path: '/my-data' },
  devices: { path: '/devices' },
} as const satisfies Record<string, ScreenEntry>

export type ScreenName = keyof typeof screens

export const screenEntries: Readonly<Record<ScreenName, ScreenEntry>> = screens

const patterns = Object.values(screenEntries).map(
  ({ path }) => new RegExp(`^${path.replace(/:\w+/g, '[\\w.%~-]+')}(\\?[\\w.~%=&+:*-]{0,500})?$`),
)

/** Whether it is the address of a screen of this server, and nothing else. */
export const isScreenAddress = (address: string): boolean => patterns.some((pattern) => pattern.test(address))
