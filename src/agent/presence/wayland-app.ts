import type { App } from '../../core/apps.ts'

/** How the name that a Wayland window gives itself becomes the app of a process: the wire tells no process id. */
export interface AppIdIdentity {
  /** The app whose desktop entry claims one of these names of windows. */
  appOfClass(names: readonly string[]): App | undefined
  /** The apps of all processes that are there now and are recorded. */
  runningApps(): readonly App[]
}

/**
 * Whose window it is; null if nobody can tell. A window under X11's roof comes with its class for a name. First the app whose
 * desktop entry claims the name, if it runs; then the only app that runs whose program or entry is named so, or named as the last part of
 * `org.example.Name`; then the entry's app although it was not seen to run, as where the process is in a container.
 */
export function findAppOfId(appId: string, { appOfClass, runningApps }: AppIdIdentity): App | null {
  if (appId === '') return null
  const claimed = appOfClass([appId])
  const running = [...new Map(runningApps().map((app) => [app.key, app])).values()]
  if (claimed && running.some(({ key }) => key === claimed.key)) return claimed
  const names = [appId, appId.slice(appId.lastIndexOf('.') + 1)].map((name) => name.toLowerCase()).filter(Boolean)
  for (const name of names) {
    const named = running.filter(({ key }) => toProgramName(key) === name)
    if (named.length === 1) return named[0]!
  }
  return claimed ?? null
}

/** `/opt/x/editor` and `editor.desktop` are named `editor`. */
const toProgramName = (key: string) =>
  key
    .slice(key.lastIndexOf('/') + 1)
    .replace(/\.desktop$/, '')
    .toLowerCase()
