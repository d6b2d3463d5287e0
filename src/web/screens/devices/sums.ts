import { dayAt, offsetAt } from '../../../core/time.ts'
import { compareVersions } from '../../../core/versions.ts'
import type { Computer } from './computers.ts'

/** How many computers stand how; those that were revoked count nowhere. */
export interface FleetSums {
  readonly current: number
  /** That sent anything since midnight where the reader is. */
  readonly today: number
  readonly silent: number
  readonly neverSeen: number
  readonly paused: number
  readonly outdated: number
  readonly clock: number
  readonly fault: number
  readonly people: number
  /** The newest version of the agent, and on how many it is; null before the first upload. */
  readonly newest: { readonly version: string; readonly computers: number } | null
  /** recorded ÷ due of the last thirty days of all together; null where nothing was due, or where it is not told. */
  readonly coverage: number | null
}

/** @param zone of whoever looks */
export function sumFleet(all: readonly Computer[], zone: string, now: number): FleetSums {
  const current = all.filter(({ state }) => state !== 'revoked')
  const number = (fits: (computer: Computer) => boolean) => current.filter(fits).length
  const dayOf = (at: number) => dayAt(at, offsetAt(zone, at))
  const today = dayOf(now)
  const sum = (of: (computer: Computer) => number | undefined) =>
    current.reduce((total, computer) => total + (of(computer) ?? 0), 0)
  const versions = current.flatMap(({ agentVersion }) => (agentVersion === null ? [] : [agentVersion]))
  const version = versions.sort(compareVersions).at(-1)
  const dueMs = sum((computer) => computer.dueMs)
  return {
    current: current.length,
    today: number(({ lastSeenAt }) => lastSeenAt !== null && dayOf(lastSeenAt) === today),
    silent: number(({ state }) => state === 'silent'),
    neverSeen: number(({ state }) => state === 'never_seen'),
    paused: number(({ state }) => state === 'paused'),
    outdated: number(({ outdated }) => outdated),
    clock: number(({ clockIsOff }) => clockIsOff),
    fault: number(({ fault }) => fault !== null),
    people: new Set(current.map(({ userId }) => userId)).size,
    newest: version === undefined ? null : { version, computers: number((one) => one.agentVersion === version) },
    coverage: dueMs > 0 ? sum((computer) => computer.recordedMs) / dueMs : null,
  }
}
