import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Membership, may, mayGive, type PersonAction, personActions, type Role, roles } from './access.ts'

const one = (role: Role, more: Partial<Membership> = {}): Membership => ({
  orgId: 1,
  userId: `a ${role}`,
  role,
  shares: false,
  ...more,
})

/** Who may, as the columns of the table in docs/security.md. */
type Who = 'self' | 'manager' | 'admin' | 'owner'
const all: readonly Who[] = ['self', 'manager', 'admin', 'owner']

/** About a member who shares nothing. */
const table: Readonly<Record<PersonAction, readonly Who[]>> = {
  see_profile: all,
  see_detail: ['self', 'admin', 'owner'],
  export_data: ['self', 'admin', 'owner'],
  erase_data: ['self', 'admin', 'owner'],
  change_consent: ['self'],
  change_sharing: ['self'],
  change_role: ['admin', 'owner'],
  end_membership: ['self', 'admin', 'owner'],
  see_sign_ins: ['self'],
  change_account: ['self'],
}

describe('may', () => {
  const about = one('member')
  const callers: Readonly<Record<Who, Membership>> = {
    self: about,
    manager: one('manager'),
    admin: one('admin'),
    owner: one('owner'),
  }

  it.each(personActions.flatMap((action) => all.map((who) => [action, who] as const)))('%s › %s', (action, who) => {
    expect(may(callers[who], action, about)).toBe(table[action].includes(who))
  })

  it('lets another member do nothing', () => {
    const other = one('member', { userId: 'another' })
    expect(personActions.filter((action) => may(other, action, about))).toEqual([])
  })

  it('shows a manager the figures of a person who shares them, and a member never', () => {
    const sharing = one('member', { shares: true })
    expect(may(callers.manager, 'see_detail', sharing)).toBe(true)
    expect(may(one('member', { userId: 'another' }), 'see_detail', sharing)).toBe(false)
  })

  it('lets nobody do anything in another organisation, whatever they are in their own', () => {
    const elsewhere = roles.flatMap((role) => [
      one(role, { orgId: 2 }),
      one(role, { orgId: 2, userId: about.userId, shares: true }),
    ])
    for (const caller of elsewhere)
      expect(personActions.filter((action) => may(caller, action, about) || may(about, action, caller))).toEqual([])
  })

  it('keeps an admin from owners and other admins', () => {
    const admin = one('admin')
    for (const role of ['admin', 'owner'] as const) {
      expect(may(admin, 'change_role', one(role, { userId: 'another' }))).toBe(false)
      expect(may(admin, 'end_membership', one(role, { userId: 'another' }))).toBe(false)
      expect(mayGive(admin, role)).toBe(false)
    }
    expect(roles.filter((role) => mayGive(admin, role))).toEqual(['member', 'manager'])
    expect(roles.filter((role) => mayGive(one('owner'), role))).toEqual(roles)
    expect(roles.filter((role) => mayGive(one('manager'), role))).toEqual([])
  })

  it('is what docs/security.md says', () => {
    const rows = readFileSync('docs/security.md', 'utf8').matchAll(/^\| `(\w+)` +\|(.*)\|$/gm)
    const told = Object.fromEntries(
      [...rows].map(([, action, cells]) => [
        action,
        all.filter((_, i) => cells!.split('|')[i]!.trim().startsWith('yes')),
      ]),
    )
    expect(told).toEqual(table)
  })
})
