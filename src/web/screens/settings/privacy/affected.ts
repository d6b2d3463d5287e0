import { findLoosened, type Policy } from '../../../../core/policy.ts'
import { parseWeeklyHours } from '../../../../core/weekly-hours.ts'
import { combinePolicies, type ScopedPolicy } from '../../../../protocol/combined-policy.ts'

/** A computer, as a policy is about it. */
export interface PolicyDevice {
  readonly id: number
  readonly userId: string
  readonly person: string | null
  readonly state: string
}

/** Whom a change of a policy reaches. */
export interface Affected {
  /** Computers that are asked for something else than before. */
  readonly changed: readonly PolicyDevice[]
  /** Of those the policy is about: how many are asked for the same, because something nearer decides, or because nothing else follows. */
  readonly same: number
  /** Somewhere it asks for less than before, besides the end of a pause: there somebody has to agree first. */
  readonly isLooser: boolean
}

/** Compares what holds for each computer before and after. Those whose token was taken hear of nothing. */
export function findAffected(
  devices: readonly PolicyDevice[],
  policies: readonly ScopedPolicy[],
  change: ScopedPolicy,
): Affected {
  const others = policies.filter(({ scope, about }) => scope !== change.scope || about !== change.about)
  const reached = devices.filter((device) => device.state !== 'revoked' && isAbout(change, device))
  const after = [...others, change]
  const changed = reached.filter((device) => holding(policies, device) !== holding(after, device))
  const isLooser = changed.some(
    (device) => findLoosened(toPolicy(policies, device), toPolicy(after, device)).length > 0,
  )
  return { changed, same: reached.length - changed.length, isLooser }
}

/** What holds for a computer, as its agent compares it. */
function toPolicy(policies: readonly ScopedPolicy[], { id, userId }: PolicyDevice): Policy {
  const { titles, rules, workingHours } = combinePolicies(policies, { userId, deviceId: id })
  return {
    titles,
    rules: rules.map(({ hours, ...rule }) => ({
      ...rule,
      hours: hours === undefined ? undefined : parseWeeklyHours(hours),
    })),
    workingHours: workingHours === null ? undefined : parseWeeklyHours(workingHours),
  }
}

const isAbout = ({ scope, about }: ScopedPolicy, { id, userId }: PolicyDevice) =>
  scope === 'org' || (scope === 'device' ? about === String(id) : about === userId)

/** What holds, as a text that can be compared: of rules the order does not matter, for all that match count. */
function holding(policies: readonly ScopedPolicy[], { id, userId }: PolicyDevice): string {
  const { titles, rules, workingHours, paused } = combinePolicies(policies, { userId, deviceId: id })
  const texts = rules.map(({ app, title, domain, hours, action }) =>
    JSON.stringify([app, title, domain, hours, action]),
  )
  return JSON.stringify([titles, workingHours, paused, texts.sort()])
}
