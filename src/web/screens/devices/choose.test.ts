import { expect, it } from 'vitest'
import { type Choice, chooseComputers, countShows } from './choose.ts'
import type { Computer } from './computers.ts'
import { sumFleet } from './sums.ts'

const now = Date.UTC(2026, 10, 2, 12)

const usual: Computer = {
  ...{ id: 0, name: 'desk', userId: 'ana', person: 'Ana', platform: 'linux-x64', agentVersion: '1.9.2' },
  ...{ createdAt: 0, lastSeenAt: now, clockSkewMs: 0, fault: null, coverage: 1, state: 'reporting' },
  ...{ clockIsOff: false, outdated: false, waitingDays: 0, recordedMs: 10, dueMs: 10 },
}
const given: readonly Partial<Computer>[] = [
  { name: 'beta' },
  { name: 'alpha', agentVersion: '1.10.0', clockSkewMs: -7_200_000, clockIsOff: true },
  { name: 'gamma', state: 'silent', lastSeenAt: now - 6 * 86_400_000, coverage: 0.25, recordedMs: 5, dueMs: 20 },
  { name: 'delta', state: 'revoked', lastSeenAt: null, agentVersion: null, coverage: null },
  { name: 'Épsilon', person: 'Zoë', state: 'paused', fault: 'forked', waitingDays: 3 },
  { name: 'zeta', state: 'never_seen', lastSeenAt: null, agentVersion: null, coverage: null, clockSkewMs: null },
]
const all: readonly Computer[] = given.map((one, i) => ({ ...usual, ...one, id: i + 1 }))

const names = (choice: Partial<Choice>) =>
  chooseComputers(all, { show: 'current', q: '', sort: 'state', order: 'asc', ...choice }).map(({ name }) => name)

it('shows first what somebody looks for, and what was revoked only to who asks for it', () => {
  expect(names({})).toEqual(['gamma', 'zeta', 'Épsilon', 'alpha', 'beta'])
  expect(names({ show: 'revoked' })).toEqual(['delta'])
  expect(names({ show: 'look' })).toEqual(['gamma', 'Épsilon', 'alpha'])
  expect(names({ show: 'clock' })).toEqual(['alpha'])
  expect(countShows(all)).toMatchObject({ current: 5, silent: 1, never_seen: 1, paused: 1, outdated: 0, revoked: 1 })
})

it('finds words in names, people and systems, and sorts versions as versions; what is unknown goes last either way', () => {
  expect(names({ q: 'ZOË' })).toEqual(['Épsilon'])
  expect(names({ q: 'linux', sort: 'name' })).toEqual(['alpha', 'beta', 'Épsilon', 'gamma', 'zeta'])
  expect(names({ sort: 'agentVersion', order: 'desc' })).toEqual(['alpha', 'beta', 'Épsilon', 'gamma', 'zeta'])
  expect(names({ sort: 'coverage' }).at(0)).toBe('gamma')
  for (const order of ['asc', 'desc'] as const) expect(names({ sort: 'coverage', order }).at(-1)).toBe('zeta')
  expect(names({ sort: 'clockSkewMs', order: 'desc' }).at(0)).toBe('alpha')
})

it('sums up what is in use, by the day of whoever looks', () => {
  expect(sumFleet(all, 'UTC', now)).toEqual({
    ...{ current: 5, today: 3, silent: 1, neverSeen: 1, paused: 1, outdated: 0, clock: 1, fault: 1 },
    ...{ coverage: 45 / 60, people: 1, newest: { version: '1.10.0', computers: 1 } },
  })
  // Where it is already tomorrow nothing came today yet.
  expect(sumFleet(all, 'Pacific/Kiritimati', now - 1).today).toBe(3)
  expect(sumFleet(all, 'Pacific/Kiritimati', now + 86_400_000).today).toBe(0)
  expect(sumFleet([], 'UTC', now)).toMatchObject({ current: 0, coverage: null })
})
