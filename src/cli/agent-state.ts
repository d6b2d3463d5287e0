import { isShortOfRoom } from '../agent/journal/ballast.ts'
import { sizeOfJournal } from '../agent/journal/check.ts'
import { type Meter, readMeter } from '../agent/journal/meters.ts'
import type { JournalDb } from '../agent/journal/open.ts'
import { listSetAside } from '../agent/journal/quarantine.ts'
import { type JournalStatus, type LocalDay, localDayAt, readDay, readStatus } from '../agent/journal/read.ts'
import { dayBounds, readGapTotals, readLastClock } from '../agent/journal/read-gaps.ts'
import { type Missing, readMissing } from '../agent/journal/read-missing.ts'
import { type AgentState, readState } from '../agent/journal/state.ts'
import { findHolder } from '../agent/lock.ts'
import { isPaused, type Pause, readPause } from '../agent/pause.ts'
import type { WatchedSource } from '../core/clocks.ts'
import { secondMs } from '../core/time.ts'
import type { GapReason } from '../core/usage.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'
import { readCredentials } from './credentials.ts'
import type { DataKind } from './data-kinds.ts'
import { findWithheld } from './notice.ts'
import { type PolicyStatus, readPolicyStatus } from './policy-state.ts'
import { presenceOptions } from './presence-options.ts'
import { isOutsideHours } from './privacy-side.ts'

/** How recording stands, as `agent status --json` prints it. */
export interface AgentStatus extends JournalStatus {
  /** The recording process; null if none is. */
  readonly pid: number | null
  readonly server: string | null
  readonly today: Pick<LocalDay, 'day' | 'recordedMs' | 'dueMs'> & {
    /** Time in which nothing was recorded, in milliseconds by reason. */
    readonly gaps: Partial<Record<GapReason, number>>
  }
  /** How the desktop is watched, and what is told at this time; `source` is null where there is no desktop. */
  readonly presence: { readonly source: string | null; readonly watched: readonly WatchedSource[] }
  /** How often a sample is taken, and what makes that less often than was asked for; null if nobody recorded yet. */
  readonly pace: AgentState['pace'] | null
  /** The server's clock less this computer's, when it last answered; null if it never did. */
  readonly clock: AgentState['serverClock'] | null
  /** Since when no upload succeeds; null while they do. */
  readonly failingSince: number | null
  /** What recording cost today; null if nothing was metered. */
  readonly self: OwnCost | null
  readonly journalKiB: number
  /** The pause that holds; null if none does. */
  readonly paused: Pause | null
  readonly diskFull: boolean
  /** The hours are set, and these are not. */
  readonly outsideHours: boolean
  /** What the organisation asks to leave out, and in what its last policy waits for the person; null if it never asked. */
  readonly policy: PolicyStatus | null
  /** Switched on, and not recorded by a service, for nobody was told. */
  readonly untold: readonly DataKind[]
  /** Time that is not to be had though it was due, in milliseconds by reason. */
  readonly missing: Missing
  /** Files that lay in the journal's place and could not be gone on with. */
  readonly setAside: readonly string[]
}

export interface OwnCost extends Omit<Meter, 'memoryKiBSeconds'> {
  /** Of one core, from 0. */
  readonly cpuShare: number
  /** What that may be at most; null where a server works in the same process. */
  readonly cpuShareBudget: number | null
  readonly memoryMeanKiB: number
}

/** What recording may cost: see bench/README.md. */
const cpuShareBudget = 0.0025

export function readAgentStatus(cli: Cli, config: Config, db: JournalDb): AgentStatus {
  const { journal, credentials } = cli.dataDir()
  const { day, recordedMs, dueMs } = readDay(db, localDayAt(db, cli.now()), presenceOptions(cli, config))
  const clock = readLastClock(db)
  const bounds = dayBounds(day, clock?.offsetMs ?? 0)
  const state = readState(db)
  const pause = readPause(journal)
  const pid = findHolder(journal) ?? null
  return {
    pid,
    server: readCredentials(credentials)?.server ?? null,
    ...readStatus(db),
    today: { day, recordedMs, dueMs, gaps: readGapTotals(db, bounds) },
    presence: { source: state.presence ?? null, watched: pid === null ? [] : (clock?.watched ?? []) },
    pace: state.pace ?? null,
    clock: state.serverClock ?? null,
    failingSince: state.failingSince ?? null,
    self: toCost(readMeter(db, bounds.start, bounds.end), state.withServer === true),
    journalKiB: Math.round(sizeOfJournal(journal) / 1024),
    paused: pause && isPaused(pause, cli.now()) ? pause : null,
    diskFull: isShortOfRoom(journal),
    outsideHours: isOutsideHours(cli, config),
    policy: readPolicyStatus(cli),
    untold: findWithheld(cli, config),
    missing: readMissing(db),
    setAside: listSetAside(journal),
  }
}

function toCost(meter: Meter | undefined, withServer: boolean): OwnCost | null {
  if (!meter || meter.meteredMs === 0) return null
  const { memoryKiBSeconds, ...rest } = meter
  return {
    ...rest,
    cpuShare: meter.cpuMs / meter.meteredMs,
    cpuShareBudget: withServer ? null : cpuShareBudget,
    memoryMeanKiB: Math.round((memoryKiBSeconds * secondMs) / meter.meteredMs),
  }
}
