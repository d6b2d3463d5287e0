import type { FrontWindow } from './presence.ts'
import type { WindowIdentity } from './x11-window.ts'

/** How a window becomes an app. */
export type AppsOfWindows = Pick<WindowIdentity, 'appOf' | 'appOfClass'>

/** What a shell's own script says of the window in front; all of it may be what a program made up. */
export interface ToldWindow {
  readonly pid: unknown
  readonly names: readonly unknown[]
  readonly title: unknown
}

const mostNames = 8
const longestName = 200
const longestTitle = 1_000

/**
 * Whose window it is; null where none is in front, or nobody can tell. The compositor knows the process by its connection, so
 * its word comes first; the names are asked only where it knows none.
 */
export function toFrontWindow({ pid, names, title }: ToldWindow, apps: AppsOfWindows): FrontWindow | null {
  const known = typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0
  const app = known ? apps.appOf(pid) : apps.appOfClass(toNames(names))
  if (!app) return null
  return typeof title === 'string' && title !== '' ? { app, title: title.slice(0, longestTitle) } : { app }
}

/** Shells name an app as its desktop entry's file, with or without the ending. */
const toNames = (names: readonly unknown[]): string[] =>
  names
    .slice(0, mostNames)
    .filter((name): name is string => typeof name === 'string' && name !== '' && name.length <= longestName)
    .map((name) => name.replace(/\.desktop$/, ''))
