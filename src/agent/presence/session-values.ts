import { Variant } from '@jellybrick/dbus-next'
import type { App } from '../../core/apps.ts'
import type { WindowIdentity } from './x11-window.ts'

/* What others say on a bus is hostile: whatever is not of the shape that is asked for is nothing. */

const mostText = 200
const mostApps = 100

export const unwrap = (value: unknown): unknown => (value instanceof Variant ? value.value : value)

/** Undefined for what is no text, or too long for a name. */
export const toText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= mostText ? value : undefined

export const toFlag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined)

/** An array of structs, each a row of values. */
export const toRows = (value: unknown): (readonly unknown[])[] =>
  Array.isArray(value) ? value.filter(Array.isArray) : []

/** The members of a dictionary, out of their variants. */
export const toMembers = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unwrap(member)]))
    : {}

/** How an inhibitor's holder becomes an app, the same as among the running ones. */
export type AppFinder = Pick<WindowIdentity, 'appOf' | 'appOfClass'>

/** Who keeps the screen from going dark, as far as it is said: a process, or a name, or both. */
export interface Holder {
  readonly pid?: number | undefined
  readonly name?: string | undefined
}

/** The apps of some holders, each once. A process that holds for another, as `systemd-inhibit` does, names that one. */
export function toApps(holders: readonly Holder[], { appOf, appOfClass }: AppFinder): App[] {
  const apps = new Map<string, App>()
  for (const { pid, name } of holders.slice(0, mostApps)) {
    const found = [pid && appOf(pid), name && appOfClass([name.replace(/\.desktop$/, '')])]
    for (const app of found) if (app) apps.set(app.key, app)
  }
  return [...apps.values()].slice(0, mostApps)
}

/** Of rows that begin with `what, who, why, mode`, as logind and KDE tell them, those that keep the screen on. */
export const keepScreenOn = ([what, , , mode]: readonly unknown[]): boolean =>
  typeof what === 'string' && what.split(':').includes('idle') && (toText(mode)?.startsWith('block') ?? false)
