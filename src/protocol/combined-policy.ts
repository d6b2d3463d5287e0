import type { PolicySettings } from './policy.ts'

/** What one policy says; what it does not say is decided by a less near one. */
export interface ScopedPolicy {
  readonly scope: 'org' | 'person' | 'device' | 'own'
  /** A user’s id, a device’s number as text, or nothing for everybody. */
  readonly about: string
  readonly settings: { readonly [K in keyof PolicySettings]?: PolicySettings[K] | undefined } & {
    readonly idleAfterMs?: number | undefined
  }
}

const nothingAsked: PolicySettings = { titles: true, rules: [], workingHours: null, paused: false }

/** What holds for a device: of each thing what the nearest policy says; and a person's own pause, whatever others say. */
export function combinePolicies(
  all: readonly ScopedPolicy[],
  { userId, deviceId }: { readonly userId: string; readonly deviceId: number },
): PolicySettings {
  const find = (scope: ScopedPolicy['scope'], about: string) =>
    all.find((each) => each.scope === scope && each.about === about)?.settings
  const settings = { ...nothingAsked }
  for (const said of [find('org', ''), find('person', userId), find('device', String(deviceId))])
    Object.assign(settings, withoutGaps(said ?? {}))
  return { ...settings, paused: settings.paused || find('own', userId)?.paused === true }
}

/** What was not said does not count, and neither does what belongs to the figures. */
const withoutGaps = ({ idleAfterMs: _, ...said }: ScopedPolicy['settings']) =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
