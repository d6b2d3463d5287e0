import type { ComponentType } from 'react'
import type { ScreenName } from '../../protocol/screens.ts'

/** Where each screen's code is, loaded when somebody goes there. Its module has a component `Screen`. */
export const loaders: Readonly<Record<ScreenName, () => Promise<{ Screen: ComponentType }>>> = {
  overview: () => import('./overview/screen.tsx'),
  day: () => import('./day/screen.tsx'),
  apps: () => import('./apps/screen.tsx'),
  app: () => import('./app/screen.tsx'),
  compare: () => import('./compare/screen.tsx'),
  reports: () => import('./reports/screen.tsx'),
  report: () => import('./report/screen.tsx'),
  search: () => import('./search/screen.tsx'),
  categories: () => import('./categories/screen.tsx'),
  software: () => import('./software/screen.tsx'),
  people: () => import('./people/screen.tsx'),
  setUp: () => import('./set-up/screen.tsx'),
  settings: () => import('./settings/screen.tsx'),
  account: () => import('./account/screen.tsx'),
  accessLog: () => import('./access-log/screen.tsx'),
  myData: () => import('./my-data/screen.tsx'),
  devices: () => import('./devices/screen.tsx'),
}
