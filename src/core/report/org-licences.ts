import { toUnused } from '../licences/use.ts'
import type { OrgLicence } from './org-report.ts'
import type { Price } from './sections.ts'

/** A licence as it is stored. */
export interface Licence {
  readonly id: string
  readonly name: string
  readonly apps: readonly string[]
  readonly seats: number | null
  readonly price: Price | null
  readonly renewsOn: string | null
}

/** An app on a device in the month. */
export interface AppOnDevice {
  readonly deviceId: number
  readonly key: string
  /** It is installed, or ran. */
  readonly isThere: boolean
  /** It was in front; where that is unknown, ran. */
  readonly isUsed: boolean
}

/** What each licence is used for. Computers are counted once, whatever of its apps they have. */
export function toOrgLicences(licences: readonly Licence[], apps: readonly AppOnDevice[]): OrgLicence[] {
  return licences.map(({ id, name, apps: keys, seats, price, renewsOn }) => {
    const own = apps.filter(({ key }) => keys.includes(key))
    const count = (some: readonly AppOnDevice[]) => new Set(some.map(({ deviceId }) => deviceId)).size
    const installed = count(own.filter(({ isThere, isUsed }) => isThere || isUsed))
    const used = count(own.filter(({ isUsed }) => isUsed))
    const { unused, wastedMinor } = toUnused({ seats, price }, { installed, used })
    return {
      ...{ id, name, seats, installed, used, unused, renewsOn },
      ...(price && wastedMinor !== null && { price, wastedMinor }),
    }
  })
}
