import { createFingerprint, readFingerprintKey } from '../agent/fingerprint.ts'
import { createPolicyReader, policiesOf } from '../agent/policy/held.ts'
import { createPrivacy, type Privacy } from '../agent/privacy.ts'
import { createWorkingHours, type WorkingHours } from '../agent/working-hours.ts'
import { createZoneReader } from '../agent/zone.ts'
import { tighten } from '../core/policy.ts'
import { allRules, type PrivacySettings } from '../core/privacy.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'

type Here = Pick<Cli, 'env' | 'dataPaths'>

/** What is let through now: the person's own settings, and what the organisation's policy takes away. Asked anew each time. */
export function toSettings({ dataPaths }: Pick<Cli, 'dataPaths'>, { privacy }: Config): () => PrivacySettings {
  const held = createPolicyReader(dataPaths().journal)
  let made: { readonly of: ReturnType<typeof held>; readonly settings: PrivacySettings } | undefined
  return () => {
    const of = held()
    if (!made || made.of !== of) made = { of, settings: tighten(privacy, policiesOf(of)) }
    return made.settings
  }
}

/**
 * What is asked before anything is written.
 * @param journal whose folder has the key of fingerprints; undefined where nothing is to be written: they are of no use then
 */
export function toPrivacy(cli: Here, config: Config, journal: string | undefined): Privacy {
  const settings = toSettings(cli, config)
  const make = () => createFingerprint(journal === undefined ? undefined : readFingerprintKey(journal))
  const { titles } = config.privacy
  // A policy may ask for one later.
  let fingerprint = titles && allRules(settings()).some(({ action }) => action === 'hash') ? make() : undefined
  return createPrivacy(settings, createZoneReader(cli.env.TZ), (text) => {
    fingerprint ??= make()
    return fingerprint(text)
  })
}

/** The person's own hours and the organisation's; what all of them allow. */
export function toWorkingHours({ env, dataPaths }: Here, { privacy }: Config): WorkingHours {
  const held = createPolicyReader(dataPaths().journal)
  const own = privacy.workingHours === undefined ? [] : [privacy.workingHours]
  const ofPolicies = () => policiesOf(held()).flatMap(({ workingHours }) => (workingHours ? [workingHours] : []))
  return createWorkingHours(() => [...own, ...ofPolicies()], createZoneReader(env.TZ))
}

export const isOutsideHours = (cli: Here & Pick<Cli, 'now'>, config: Config): boolean =>
  !toWorkingHours(cli, config).isWithin(cli.now())
