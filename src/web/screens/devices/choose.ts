import { type SortKey, sortBy } from '../../../core/list.ts'
import { includesText } from '../../../core/sought.ts'
import { compareVersions } from '../../../core/versions.ts'
import type { Computer, ComputerState } from './computers.ts'

/** Which computers are shown. Without a word those that have not been revoked. */
export const shows = ['current', 'look', 'silent', 'never_seen', 'paused', 'outdated', 'clock', 'revoked'] as const
export type Show = (typeof shows)[number]

const fits: Readonly<Record<Show, (computer: Computer) => boolean>> = {
  current: ({ state }) => state !== 'revoked',
  look: (computer) => needsLook(computer),
  silent: ({ state }) => state === 'silent',
  never_seen: ({ state }) => state === 'never_seen',
  paused: ({ state }) => state === 'paused',
  outdated: ({ outdated, state }) => outdated && state !== 'revoked',
  clock: ({ clockIsOff, state }) => clockIsOff && state !== 'revoked',
  revoked: ({ state }) => state === 'revoked',
}

const needsLook = ({ state, fault, outdated, clockIsOff }: Computer) =>
  state !== 'revoked' && (state === 'silent' || fault !== null || outdated || clockIsOff)

/** How many each choice would show. */
export const countShows = (all: readonly Computer[]): Readonly<Record<Show, number>> =>
  Object.fromEntries(shows.map((show) => [show, all.filter(fits[show]).length])) as Record<Show, number>

/** What the list can be sorted by, and the way that begins with. */
export const sorts = {
  state: 'asc',
  name: 'asc',
  person: 'asc',
  lastSeenAt: 'asc',
  waitingDays: 'desc',
  agentVersion: 'asc',
  clockSkewMs: 'desc',
  coverage: 'asc',
} as const
export type Sort = keyof typeof sorts

/** What somebody looks for comes first. */
const ranks: Readonly<Record<ComputerState, number>> = { silent: 0, never_seen: 1, paused: 2, reporting: 3, revoked: 4 }

const keys: Readonly<Record<Exclude<Sort, 'agentVersion'>, (computer: Computer) => SortKey>> = {
  state: ({ state, fault }) => ranks[state] - (fault === null ? 0 : 0.5),
  name: ({ name }) => name,
  person: ({ person }) => person,
  lastSeenAt: ({ lastSeenAt }) => lastSeenAt,
  waitingDays: ({ waitingDays }) => waitingDays ?? null,
  clockSkewMs: ({ clockSkewMs }) => clockSkewMs && Math.abs(clockSkewMs),
  coverage: ({ coverage }) => coverage,
}

export interface Choice {
  readonly show: Show
  readonly q: string
  readonly sort: Sort
  readonly order: 'asc' | 'desc'
}

/** The computers that somebody asks for, in their order. */
export function chooseComputers(all: readonly Computer[], { show, q, sort, order }: Choice): Computer[] {
  const found = all.filter(
    (computer) => fits[show](computer) && includesText([computer.name, computer.person, computer.platform], q),
  )
  const by = sort === 'agentVersion' ? toVersionRanks(found) : keys[sort]
  const named = sortBy(found, { by: ({ name }) => name, tie: ({ id }) => id, usual: 'asc' })
  const places = new Map(named.map(({ id }, i) => [id, i]))
  return sortBy(found, { by, tie: ({ id }) => places.get(id)!, order, usual: sorts[sort] })
}

/** `1.10.0` comes after `1.9.2`. */
function toVersionRanks(all: readonly Computer[]) {
  const versions = [...new Set(all.flatMap(({ agentVersion }) => (agentVersion === null ? [] : [agentVersion])))]
  const places = new Map(versions.sort(compareVersions).map((version, i) => [version, i]))
  return ({ agentVersion }: Computer): SortKey => (agentVersion === null ? null : places.get(agentVersion)!)
}
