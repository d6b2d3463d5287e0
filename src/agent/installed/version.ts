import type { installers } from '../../protocol/batches.ts'

/** A version as who installed it writes it. */
export interface InstalledVersion {
  readonly version: string
  readonly from: (typeof installers)[number]
}

/** Versions by the file of a desktop entry; files that this installer did not bring are left out. Never throws. */
export type FindVersions = (entryFiles: readonly string[]) => Promise<ReadonlyMap<string, InstalledVersion>>
