import type { JournalHealth } from '../../agent/journal/check.ts'
import type { ServerHealth } from '../../agent/server-health.ts'
import type { WatchedSource } from '../../core/clocks.ts'
import { hourMs, minuteMs, offsetAt, secondMs } from '../../core/time.ts'
import type { DataKind } from '../data-kinds.ts'
import type { Notice } from '../notice.ts'
import type { PolicyStatus } from '../policy-state.ts'
import type { Case, Rest } from './cases.ts'

/* From what was probed to what it means. Pure. */

const lowBytes = 200_000_000

/** @param full whether there is too little for the agent to record at all */
export function evaluateDisk(folder: string, freeBytes: number, full = false): Case {
  if (full) return { code: 'disk_full', folder }
  return freeBytes < lowBytes ? { code: 'disk_low', freeBytes, folder } : { code: 'disk_fine', freeBytes }
}

export function evaluateJournal(file: string, health: JournalHealth): Case {
  if (health.kind === 'absent') return { code: 'journal_absent', file }
  if (health.kind === 'newer') return { code: 'journal_newer', file }
  if (health.kind === 'damaged') return { code: 'journal_damaged', file, reason: health.reason }
  return { code: 'journal_fine', bytes: health.bytes }
}

/** An agent that holds the journal writes at each sample; several missed in a row are no accident. */
export function evaluateAgent(
  pid: number | undefined,
  lastAt: number | null,
  { now, sampleMs, rest }: { readonly now: number; readonly sampleMs: number; readonly rest?: Rest | undefined },
): Case {
  if (pid === undefined) return { code: 'agent_stopped', lastAt }
  if (rest) return { code: 'agent_resting', pid, why: rest }
  const silent = lastAt !== null && now - lastAt > Math.max(5 * sampleMs, 2 * minuteMs)
  return silent ? { code: 'agent_silent', pid, lastAt } : { code: 'agent_recording', pid, lastAt }
}

/** @param untold what the settings ask for and nobody was told of */
export function evaluateNotice(told: Notice | undefined, untold: readonly DataKind[]): Case {
  if (!told) return { code: 'notice_none' }
  if (untold.length > 0) return { code: 'notice_old', untold }
  return { code: 'notice_fine', at: told.at, how: told.how }
}

export function evaluatePolicy(policy: PolicyStatus | null): Case {
  if (!policy) return { code: 'policy_none' }
  return { code: policy.heldBack.length > 0 ? 'policy_waiting' : 'policy_fine', policy }
}

/** What was found of a service: its file, the command in it, and which of the command's files are gone. */
export interface ServiceFacts {
  readonly system: string
  readonly look: string
  readonly file: string | undefined
  readonly argv: readonly string[] | undefined
  readonly missing: readonly string[]
  readonly recording: boolean
}

export function evaluateService({ system, look, file, argv, missing, recording }: ServiceFacts): Case {
  if (file === undefined) return { code: 'service_absent', system }
  if (argv === undefined || argv.length < 2) return { code: 'service_unreadable', file }
  if (missing[0] !== undefined) return { code: 'service_moved', file, missing: missing[0] }
  return recording ? { code: 'service_fine', file } : { code: 'service_idle', file, look }
}

/** No process at all cannot be: the one that asks is one. */
export const evaluateProcesses = (source: string, probe: { count: number; ms: number } | { reason: string }): Case => {
  if ('reason' in probe) return { code: 'processes_failed', source, reason: probe.reason }
  if (probe.count === 0) return { code: 'processes_failed', source, reason: 'it lists no process' }
  return { code: 'processes_fine', source, ...probe }
}

/** What a desktop told of itself within the time it was given. */
export interface DesktopFacts {
  /** What tells, and of which session: `Wayland (sway)`. */
  readonly source: string
  readonly watched: readonly WatchedSource[]
}

/** A desktop may keep something to itself, and nobody here can mend that; one of X11 that tells nothing at all cannot be reached. */
export function evaluateDesktop({ source, watched }: DesktopFacts): Case {
  const missing = (['window', 'input'] as const).filter((each) => !watched.includes(each))
  if (missing.length === 0) return { code: 'desktop_fine', source, watched }
  if (missing.length === 2 && source.startsWith('X11')) return { code: 'desktop_silent', source }
  return { code: 'desktop_part', source, missing }
}

/** Undefined if the server lives: then its answer about the token counts. */
export function evaluateServer(server: string, health: ServerHealth): Case | undefined {
  if (health.kind === 'alive') return undefined
  if (health.kind === 'stranger') return { code: 'server_stranger', server, reason: `HTTP ${health.status}` }
  return { code: health.kind === 'untrusted' ? 'server_untrusted' : 'server_away', server, reason: health.reason }
}

const clockToleranceMs = minuteMs

export const evaluateClock = (aheadMs: number): Case =>
  Math.abs(aheadMs) > clockToleranceMs ? { code: 'clock_off', aheadMs } : { code: 'clock_fine', aheadMs }

/**
 * Brazil gave up summer time in 2019, Greenland's last change came in 2023: older data, or none, gets one of them wrong.
 * @param zone as the system names it
 * @param given what TZ says, if anything
 * @param data the release of the time zone database
 */
export function evaluateZone(
  {
    zone,
    given,
    data,
  }: { readonly zone: string | undefined; readonly given: string | undefined; readonly data: string },
  offset: typeof offsetAt = offsetAt,
): Case {
  if (zone === undefined || zone === 'Etc/Unknown') return { code: 'zone_unknown', given: given ?? '' }
  const recent =
    offset('America/Sao_Paulo', Date.UTC(2019, 11, 15)) === -3 * hourMs &&
    offset('America/Nuuk', Date.UTC(2024, 0, 15)) === -2 * hourMs
  return recent ? { code: 'zone_fine', zone, data } : { code: 'zone_data_old', data }
}

/** How an attempt to listen ended. */
export interface PortFacts {
  readonly host: string
  readonly port: number
  /** The system's code, `EADDRINUSE`; undefined if it could listen. */
  readonly error: string | undefined
  readonly holder: string | undefined
  /** A usage-audit server answers there. */
  readonly ours: boolean
}

export function evaluatePort({ host, port, error, holder, ours }: PortFacts): Case {
  if (error === undefined) return { code: 'port_free', port }
  if (ours) return { code: 'port_ours', port }
  if (error === 'EADDRINUSE') return { code: 'port_held', port, holder: holder ?? null }
  return { code: 'port_refused', host, port, reason: error }
}

export const evaluateMail = (
  { host, port }: { readonly host: string; readonly port: number },
  reason: string | undefined,
): Case => (reason === undefined ? { code: 'mail_fine', host, port } : { code: 'mail_away', host, port, reason })

/** How long a TCP connection may take. */
export const connectMs = 5 * secondMs
