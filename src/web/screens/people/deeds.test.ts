import { describe, expect, it } from 'vitest'
import type { Role } from '../../../core/access.ts'
import { deedsFor } from './deeds.ts'
import { toPeople } from './rows.ts'

const asked = { orgId: 1, userId: 'me', shares: false }
const someone = (id: string, role: Role, shares = false) => ({ id, name: id, email: null, role, shares })
const row = (id: string, role: Role, shares = false) => toPeople([someone(id, role, shares)], [], [])[0]!
const of = (caller: Role, about: ReturnType<typeof row>, last = false) =>
  deedsFor({ ...asked, role: caller }, about, last)

describe('what is offered about a person', () => {
  it('is what the server allows who looks', () => {
    expect(of('owner', row('bo', 'admin'))).toEqual(['look', 'role', 'hand-over', 'remove', 'erase'])
    expect(of('admin', row('bo', 'member'))).toEqual(['look', 'role', 'remove', 'erase'])
    expect(of('admin', row('bo', 'owner'))).toEqual(['look', 'erase'])
    expect(of('manager', row('bo', 'member'))).toEqual([])
    expect(of('manager', row('bo', 'member', true))).toEqual(['look'])
  })

  it('is not removing oneself, nor the last owner’s becoming less', () => {
    expect(of('owner', row('me', 'owner'), true)).toEqual([])
    expect(of('owner', row('me', 'owner'))).toEqual(['role'])
    expect(of('admin', row('me', 'admin'))).toEqual([])
  })

  it('is taking it back of an invitation', () => {
    const invitation = { id: 'i', email: 'bo@example.org', role: 'member' as const, createdAt: 1, expiresAt: 2 }
    expect(of('admin', toPeople([], [], [invitation])[0]!)).toEqual(['revoke'])
  })
})

describe('people', () => {
  const device = (
    userId: string,
    state: 'reporting' | 'silent' | 'never_seen' | 'revoked',
    lastSeenAt: number | null,
  ) => ({
    ...{ id: 1, name: 'desk', userId, person: userId, platform: 'linux', agentVersion: null, createdAt: 0, lastSeenAt },
    ...{ clockSkewMs: null, state, fault: null, streams: [], coverage: null },
  })
  it('have the state of their computers, of which those that may not send any more are none', () => {
    const states = toPeople(
      [someone('a', 'member'), someone('b', 'member'), someone('c', 'member')],
      [device('a', 'silent', 5), device('a', 'reporting', 9), device('b', 'silent', 3), device('c', 'revoked', 8)],
      [],
    ).map(({ state, lastSeenAt, computers }) => [state, lastSeenAt, computers.length])
    expect(states).toEqual([
      ['reporting', 9, 2],
      ['silent', 3, 1],
      ['none', null, 0],
    ])
  })
})
