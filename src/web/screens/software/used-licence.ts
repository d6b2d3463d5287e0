import type { OutputOf } from '../../../protocol/client.ts'
import type { licences } from '../../../protocol/licences.ts'

/** A licence, with how it is used. */
export type UsedLicence = OutputOf<typeof licences>['licences'][number]
