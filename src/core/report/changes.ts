import { minuteMs } from '../time.ts'
import type { ChangeLine, Changes } from './sections.ts'

/** One side of the account. */
export interface ChangeSide {
  readonly totalMs: number
  /** By key. What is unknown of one app is in none of them, and so in what belongs to no app. */
  readonly apps: ReadonlyMap<string, { readonly name: string; readonly ms: number }>
  /** Time on several devices at once, which the apps have each and the total has once. */
  readonly overlapMs: number
  /** Days with use. */
  readonly days: number
}

export interface ChangeQuestion {
  readonly of: Changes['of']
  readonly before: ChangeSide
  readonly now: ChangeSide
  readonly isNew: (key: string) => boolean
  readonly isGone: (key: string) => boolean
}

/** So many apps get a line of their own, and none that changed by less than a minute. */
const mostLines = 6
const leastMs = minuteMs

/**
 * What makes the difference, line by line: `before` and all lines come to `now`, to the millisecond.
 *     total = apps − what several devices did at once + what no app did
 */
export function toChanges({ of, before, now, isNew, isGone }: ChangeQuestion): Changes {
  const apps = toAppChanges(before, now).map((change) => {
    const note = isNew(change.key) ? 'new' : isGone(change.key) ? 'gone' : undefined
    return { what: 'app' as const, ...change, ...(note && { note: note as 'new' | 'gone' }) }
  })
  const large = apps.filter(({ ms }) => Math.abs(ms) >= leastMs).slice(0, mostLines)
  // A line that says "1 other" would take the room of the one that it hides.
  const own = apps.length === large.length + 1 ? apps : large
  const others = apps.filter((app) => !own.includes(app))
  const othersMs = others.reduce((sum, { ms }) => sum + ms, 0)
  const rest: ChangeLine[] = [
    { what: 'others', apps: others.length, ms: othersMs },
    { what: 'overlap', ms: before.overlapMs - now.overlapMs },
    { what: 'unattributed', ms: toRest(now) - toRest(before) },
  ]
  return {
    of,
    from: before.totalMs,
    to: now.totalMs,
    lines: [...own, ...rest.filter(({ ms }) => ms !== 0)],
    days: toDays(before, now),
  }
}

/** Those that changed, the largest first. */
function toAppChanges(before: ChangeSide, now: ChangeSide) {
  const names = new Map([...before.apps, ...now.apps].map(([key, { name }]) => [key, name]))
  return [...names]
    .map(([key, name]) => ({ key, name, ms: (now.apps.get(key)?.ms ?? 0) - (before.apps.get(key)?.ms ?? 0) }))
    .filter(({ ms }) => ms !== 0)
    .sort((a, b) => Math.abs(b.ms) - Math.abs(a.ms) || (a.name < b.name ? -1 : 1))
}

/** What no app did. */
const toRest = ({ totalMs, apps, overlapMs }: ChangeSide) =>
  totalMs + overlapMs - [...apps.values()].reduce((sum, { ms }) => sum + ms, 0)

/** More days are worth the mean of both periods' days each; what is left comes from longer ones. */
function toDays(before: ChangeSide, now: ChangeSide): Changes['days'] {
  if (before.days === 0 || now.days === 0) return null
  const aDay = (before.totalMs / before.days + now.totalMs / now.days) / 2
  // Never −0, which JSON writes as 0: what is read again would not be what was frozen.
  const byMoreDaysMs = Math.round((now.days - before.days) * aDay) + 0
  return {
    from: before.days,
    to: now.days,
    byMoreDaysMs,
    byLongerDaysMs: now.totalMs - before.totalMs - byMoreDaysMs,
  }
}
