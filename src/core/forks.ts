/** What the server keeps of one run of an agent. */
export interface StreamHistory {
  readonly uuid: string
  /** The run before it in the same journal; null in a new journal. */
  readonly predecessor: string | null
  /** The journal's rev at which that run ended. */
  readonly predecessorRev: number | null
  /** How far its journal got here. */
  readonly cursor: number
}

/** `replaced`: a device began a second journal. `forked`: two copies of one journal went on, as after cloning a disk. */
export type HistoryFault = 'forked' | 'replaced'

/**
 * Whether a device's streams are one history. They fork where two runs name the same run before them, or where a run got further
 * than the next one says it ended; both copies were really there, so both count, but someone should know.
 *     one history   A ── B ── C            forked   A ── B ── C
 *                                                    └── D
 */
export function findHistoryFault(streams: readonly StreamHistory[]): HistoryFault | undefined {
  const cursors = new Map(streams.map(({ uuid, cursor }) => [uuid, cursor]))
  const followed = new Set<string>()
  let beginnings = 0
  for (const { predecessor, predecessorRev } of streams) {
    if (predecessor === null) beginnings++
    else if (followed.has(predecessor)) return 'forked'
    else followed.add(predecessor)
    if (predecessor !== null && (cursors.get(predecessor) ?? 0) > (predecessorRev ?? 0)) return 'forked'
  }
  return beginnings > 1 ? 'replaced' : undefined
}
