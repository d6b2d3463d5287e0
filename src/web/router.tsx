import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { type ScreenName, screenEntries } from '../protocol/screens.ts'
import { toRouterPath } from './data/router-path.ts'
import { loaders } from './screens/loaders.ts'
import { NotFound, Problem } from './shell/problem.tsx'
import { Shell } from './shell/shell.tsx'
import { ScreenSkeleton } from './ui/skeleton.tsx'

/** What stands in the address after the question mark: plain words, so that links stay readable. */
const parseSearch = (text: string): Readonly<Record<string, string>> => Object.fromEntries(new URLSearchParams(text))

const stringifySearch = (search: Record<string, unknown>): string => {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
  return given.length > 0 ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : ''
}

/** One route for each screen, its code loaded when somebody goes there. */
export function createWebRouter() {
  const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Problem })
  const names = Object.keys(screenEntries) as ScreenName[]
  const children = names.map((name) =>
    createRoute({
      getParentRoute: () => root,
      path: toRouterPath(screenEntries[name].path),
      component: lazyRouteComponent(loaders[name], 'Screen'),
      pendingComponent: ScreenSkeleton,
      errorComponent: Problem,
    }),
  )
  return createRouter({
    routeTree: root.addChildren(children),
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    scrollRestoration: true,
  })
}
