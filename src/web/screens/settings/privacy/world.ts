import { useSuspenseQuery } from '@tanstack/react-query'
import { toLabel } from '../../../../core/view/label.ts'
import { type OutputOf, query } from '../../../../protocol/client.ts'
import { devices as devicesEndpoint } from '../../../../protocol/devices.ts'
import { members as membersEndpoint } from '../../../../protocol/orgs.ts'
import { policies as policiesEndpoint } from '../../../../protocol/policies.ts'
import { useSelf } from '../../../data/self.ts'

export type StoredPolicy = OutputOf<typeof policiesEndpoint>['policies'][number]
export type Device = OutputOf<typeof devicesEndpoint>['devices'][number]
export type Member = OutputOf<typeof membersEndpoint>['members'][number]

/** Whom a policy is about. */
export interface PolicyTarget {
  readonly scope: 'org' | 'person' | 'device'
  /** Empty for everybody. */
  readonly about: string
}

/** Every policy, and everybody one can be about. */
export interface PolicyWorld {
  readonly policies: readonly StoredPolicy[]
  readonly devices: readonly Device[]
  readonly members: readonly Member[]
}

export function usePolicyWorld(): PolicyWorld {
  const { org } = useSelf()
  const { data: policies } = useSuspenseQuery(query(policiesEndpoint, { org: org.id }))
  const { data: devices } = useSuspenseQuery(query(devicesEndpoint, { org: org.id }))
  const { data: members } = useSuspenseQuery(query(membersEndpoint, { org: org.id }))
  return { ...policies, ...devices, ...members }
}

/** `person:3f…`, `device:12`, as it stands in the address; undefined for what is neither. */
export function readTarget(text: string | undefined): PolicyTarget | undefined {
  const [, scope, about = ''] = /^(person|device):([\w-]{1,100})$/.exec(text ?? '') ?? []
  return scope === 'person' || scope === 'device' ? { scope, about } : undefined
}

export const writeTarget = ({ scope, about }: Pick<StoredPolicy, 'scope' | 'about'>): string => `${scope}:${about}`

/** The name of whom it is about; undefined of who is there no more. */
export function nameOf({ devices, members }: PolicyWorld, { scope, about }: Pick<StoredPolicy, 'scope' | 'about'>) {
  const found =
    scope === 'device' ? devices.find(({ id }) => String(id) === about) : members.find(({ id }) => id === about)
  return found && (toLabel(found.name, 60) || about)
}
