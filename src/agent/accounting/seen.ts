import type { ProcessSample } from '../processes/source.ts'

/** CPU time that was credited and is expected to come back in an ancestor's children time. */
export interface Debt {
  readonly totalMs: number
  /** The part that a reaper may have collected instead: of processes whose parent ended too. */
  readonly orphansMs: number
}

/** A process as last sampled, with what the next interval needs to know of it. */
export interface Seen {
  readonly process: ProcessSample
  /** Not in the sample before; and of those, older than the first sample. */
  readonly isNew: boolean
  readonly isOld: boolean
  /** Its counters in whole milliseconds, never smaller than before: fractions stay in the counter, so none is ever lost. */
  readonly ownMs: number
  readonly childrenMs: number
  /** What the counters grew by since the last sample; all of it for a new process, nothing for one of the baseline. */
  readonly ownGrowthMs: number
  readonly childrenGrowthMs: number
  /** CPU credited for it per millisecond of its last interval. */
  rate: number
  debt: Debt | undefined
}

/** All processes of one sample, by id and by process id. */
export interface Census {
  readonly byId: ReadonlyMap<string, Seen>
  readonly byPid: ReadonlyMap<number, Seen>
}

export const nobody: Census = { byId: new Map(), byPid: new Map() }

/**
 * Takes a sample into account; what is not in it is forgotten.
 * @param isBaseline whether a process that is new to us is older than our first sample: its past is not ours to credit
 */
export function toCensus(
  samples: readonly ProcessSample[],
  before: Census,
  isBaseline: (process: ProcessSample) => boolean,
): Census {
  const byId = new Map<string, Seen>()
  const byPid = new Map<number, Seen>()
  for (const process of samples) {
    const seen = toSeen(process, before.byId.get(process.id), isBaseline)
    byId.set(process.id, seen)
    byPid.set(process.pid, seen)
  }
  return { byId, byPid }
}

function toSeen(process: ProcessSample, last: Seen | undefined, isBaseline: (process: ProcessSample) => boolean): Seen {
  const ownMs = Math.max(Math.floor(process.cpuMs), last?.ownMs ?? 0)
  const childrenMs = Math.max(Math.floor(process.childrenCpuMs), last?.childrenMs ?? 0)
  const isNew = last === undefined
  const isOld = isNew && isBaseline(process)
  const ownGrowthMs = isOld ? 0 : ownMs - (last?.ownMs ?? 0)
  const childrenGrowthMs = isOld ? 0 : childrenMs - (last?.childrenMs ?? 0)
  return { process, isNew, isOld, ownMs, childrenMs, ownGrowthMs, childrenGrowthMs, rate: 0, debt: undefined }
}

/**
 * The parent in the same sample. A system may still name a parent that is gone, and its process id may be another's by
 * now: one that started after its child is not its parent.
 */
export function findParent({ byPid }: Census, { process }: Seen): Seen | undefined {
  const parent = byPid.get(process.parentPid)
  return parent && parent.process.startedAt <= process.startedAt + clockErrorMs ? parent : undefined
}

/** How far apart two start times of the same instant may be told: whole seconds and the rounding of the boot time. */
const clockErrorMs = 2000
