import { expect, it } from 'vitest'
import { type Role, roles } from '../../../core/access.ts'
import { tabsFor } from './tabs.ts'

const orgOf = (role: Role) => ({ id: 1, name: 'Acme', role, demo: false })

it('tabsFor › shows who is no admin their own only', () => {
  for (const role of roles) {
    const shown = tabsFor({ org: orgOf(role), personal: false })
    expect([role, shown.includes('privacy')]).toEqual([role, role === 'admin' || role === 'owner'])
    expect(shown.slice(0, 2)).toEqual(['you', 'reports'])
  }
})

it('tabsFor › has no organisation where there is nobody else', () => {
  expect(tabsFor({ org: orgOf('owner'), personal: true })).toEqual([
    ...['you', 'reports', 'mail', 'privacy', 'retention'],
  ])
})
