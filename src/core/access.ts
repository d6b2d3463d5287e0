/** What somebody is in an organisation, from the least to the most. */
export const roles = ['member', 'manager', 'admin', 'owner'] as const
export type Role = (typeof roles)[number]

export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

export const isAtLeast = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least)

/** A person within one organisation: who asks, or whom it is about. */
export interface Membership {
  readonly orgId: number
  readonly userId: string
  readonly role: Role
  /** They let managers of the organisation see their own figures. */
  readonly shares: boolean
}

/**
 * What can be done about one person in an organisation.
 * - `see_profile`: name, role, address
 * - `see_detail`: their own days, apps and reports, not only sums over many people
 * - `export_data`, `erase_data`: all that is stored of them in the organisation
 * - `change_consent`: whether their agents record at all, as they alone decide
 * - `change_sharing`: whether managers see that
 * - `change_role`, `end_membership`: in this organisation
 * - `see_sign_ins`, `change_account`: what is theirs in every organisation: sign-ins, password, second factor
 */
export const personActions = [
  'see_profile',
  'see_detail',
  'export_data',
  'erase_data',
  'change_consent',
  'change_sharing',
  'change_role',
  'end_membership',
  'see_sign_ins',
  'change_account',
] as const
export type PersonAction = (typeof personActions)[number]

/**
 * Whether somebody may do something about one person. The table of `docs/security.md`, and the one place that decides it; of
 * another organisation nobody may anything.
 */
export function may(caller: Membership, action: PersonAction, about: Membership): boolean {
  if (caller.orgId !== about.orgId) return false
  const self = caller.userId === about.userId
  switch (action) {
    case 'see_profile':
      return self || isAtLeast(caller.role, 'manager')
    case 'see_detail':
      return self || isAtLeast(caller.role, 'admin') || (caller.role === 'manager' && about.shares)
    case 'export_data':
    case 'erase_data':
      return self || isAtLeast(caller.role, 'admin')
    case 'change_role':
      return manages(caller, about.role)
    case 'end_membership':
      return self || manages(caller, about.role)
    case 'change_consent':
    case 'change_sharing':
    case 'see_sign_ins':
    case 'change_account':
      return self
  }
}

/** Whether somebody may give a role, or invite to it: nobody makes somebody who is as much as they are, but an owner. */
export const mayGive = (caller: Membership, role: Role): boolean => manages(caller, role)

const manages = ({ role }: Membership, other: Role) =>
  role === 'owner' || (role === 'admin' && !isAtLeast(other, 'admin'))
