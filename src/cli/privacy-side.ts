import { createFingerprint, readFingerprintKey } from '../agent/fingerprint.ts'
import { createPrivacy, type Privacy } from '../agent/privacy.ts'
import { createWorkingHours, type WorkingHours } from '../agent/working-hours.ts'
import { createZoneReader } from '../agent/zone.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'

/**
 * What is asked before anything is written.
 * @param journal whose folder has the key of fingerprints; undefined where nothing is to be written: they are of no use then
 */
export function toPrivacy({ env }: Pick<Cli, 'env'>, { privacy }: Config, journal: string | undefined): Privacy {
  const hashes = privacy.titles && privacy.rules.some(({ action }) => action === 'hash')
  const key = hashes && journal !== undefined ? readFingerprintKey(journal) : undefined
  return createPrivacy(privacy, createZoneReader(env.TZ), createFingerprint(key))
}

/** Undefined where none are set: at any time. */
export const toWorkingHours = ({ env }: Pick<Cli, 'env'>, { privacy }: Config): WorkingHours | undefined =>
  privacy.workingHours && createWorkingHours(privacy.workingHours, createZoneReader(env.TZ))

export const isOutsideHours = (cli: Pick<Cli, 'env' | 'now'>, config: Config): boolean =>
  toWorkingHours(cli, config)?.isWithin(cli.now()) === false
