import type { WatchedSource } from '../../core/clocks.ts'
import type { DataKind } from '../data-kinds.ts'
import type { PolicyStatus } from '../policy-state.ts'

/** Why an agent that runs records nothing. */
export type Rest = 'paused' | 'org_paused' | 'outside_hours' | 'disk_full'

/** Everything `doctor` may find, by code, with the values its sentences need. */
export interface Cases {
  readonly native_fine: { readonly node: string; readonly sqlite: string }
  readonly native_broken: { readonly node: string; readonly reason: string }
  readonly folder_fine: { readonly folder: string }
  readonly folder_absent: { readonly folder: string }
  readonly folder_unwritable: { readonly folder: string; readonly reason: string }
  readonly folder_exposed: { readonly folder: string; readonly paths: readonly string[] }
  readonly disk_fine: { readonly freeBytes: number }
  readonly disk_full: { readonly folder: string }
  readonly disk_low: { readonly freeBytes: number; readonly folder: string }
  readonly journal_fine: { readonly bytes: number }
  readonly journal_absent: { readonly file: string }
  readonly journal_damaged: { readonly file: string; readonly reason: string }
  readonly journal_newer: { readonly file: string }
  readonly agent_recording: { readonly pid: number; readonly lastAt: number | null }
  /** It runs, and records nothing, as it should. */
  readonly agent_resting: { readonly pid: number; readonly why: Rest }
  readonly agent_silent: { readonly pid: number; readonly lastAt: number }
  readonly agent_stopped: { readonly lastAt: number | null }
  readonly notice_fine: { readonly at: number; readonly how: 'terminal' | 'log' }
  readonly notice_none: Readonly<Record<never, never>>
  readonly notice_old: { readonly untold: readonly DataKind[] }
  /** What the organisation asks for, in words. */
  readonly policy_fine: { readonly policy: PolicyStatus }
  /** It no longer leaves out what is still left out here. */
  readonly policy_waiting: { readonly policy: PolicyStatus }
  readonly policy_none: Readonly<Record<never, never>>
  readonly service_fine: { readonly file: string }
  readonly service_absent: { readonly system: string }
  readonly service_unreadable: { readonly file: string }
  readonly service_moved: { readonly file: string; readonly missing: string }
  readonly service_idle: { readonly file: string; readonly look: string }
  readonly processes_fine: { readonly source: string; readonly count: number; readonly ms: number }
  readonly processes_failed: { readonly source: string; readonly reason: string }
  readonly desktop_fine: { readonly source: string; readonly watched: readonly WatchedSource[] }
  readonly desktop_part: { readonly source: string; readonly missing: readonly ('window' | 'input')[] }
  readonly desktop_silent: { readonly source: string }
  readonly desktop_unknown: { readonly display: string }
  readonly desktop_none: Readonly<Record<never, never>>
  readonly desktop_off: Readonly<Record<never, never>>
  readonly logind_fine: { readonly address: string }
  /** There is no bus, or it has no logind. */
  readonly logind_absent: { readonly address: string; readonly bus: boolean }
  readonly session_fine: { readonly address: string }
  readonly session_absent: { readonly address: string | null }
  readonly extension_fine: { readonly shell: string }
  readonly extension_absent: { readonly shell: string }
  readonly extension_waiting: { readonly shell: string }
  readonly extension_old: { readonly shell: string }
  readonly extension_unknown: { readonly shell: string }
  readonly enrolment_none: Readonly<Record<never, never>>
  readonly enrolment_damaged: { readonly file: string }
  readonly enrolment_fine: { readonly server: string; readonly device: string; readonly person: string }
  readonly enrolment_unknown: { readonly server: string }
  readonly server_away: { readonly server: string; readonly reason: string }
  readonly server_untrusted: { readonly server: string; readonly reason: string }
  readonly server_stranger: { readonly server: string; readonly reason: string }
  readonly clock_fine: { readonly aheadMs: number }
  readonly clock_off: { readonly aheadMs: number }
  readonly zone_fine: { readonly zone: string; readonly data: string }
  readonly zone_unknown: { readonly given: string }
  readonly zone_data_old: { readonly data: string }
  readonly mail_outbox: { readonly folder: string }
  readonly mail_fine: { readonly host: string; readonly port: number }
  /** The mail server refuses us: nothing is sent before. */
  readonly mail_paused: {
    readonly host: string
    readonly port: number
    readonly until: number
    readonly reason: string
  }
  readonly mail_away: { readonly host: string; readonly port: number; readonly reason: string }
  readonly certificate_none: Readonly<Record<never, never>>
  readonly certificate_fine: { readonly names: string; readonly until: number }
  readonly certificate_ending: { readonly names: string; readonly until: number }
  readonly certificate_broken: { readonly reason: string }
  readonly port_free: { readonly port: number }
  readonly port_ours: { readonly port: number }
  readonly port_held: { readonly port: number; readonly holder: string | null }
  readonly port_refused: { readonly host: string; readonly port: number; readonly reason: string }
}

export type Code = keyof Cases

/** One thing that was found: its code and the values that belong to it. */
export type Case = { readonly [C in Code]: { readonly code: C } & Cases[C] }[Code]

/** What is looked at, in the order in which it is told. */
export const checks = [
  'native',
  'folder',
  'disk',
  'journal',
  'agent',
  'notice',
  'policy',
  'service',
  'processes',
  'desktop',
  'logind',
  'session',
  'extension',
  'enrolment',
  'server',
  'clock',
  'zone',
  'certificate',
  'port',
  'mail',
] as const
export type Check = (typeof checks)[number]

/** `none`: nothing is wrong, and nothing is there either. */
export type State = 'ok' | 'wrong' | 'none'

const none: ReadonlySet<Code> = new Set<Code>([
  'folder_absent',
  'journal_absent',
  'agent_resting',
  'agent_stopped',
  'notice_none',
  'policy_none',
  'policy_waiting',
  'service_absent',
  'desktop_part',
  'desktop_unknown',
  'desktop_none',
  'desktop_off',
  'logind_absent',
  'session_absent',
  'extension_absent',
  'extension_waiting',
  'extension_unknown',
  'enrolment_none',
  'certificate_none',
  'mail_outbox',
])
const ok: ReadonlySet<Code> = new Set<Code>(['agent_recording', 'port_free', 'port_ours'])

export const checkOf = (code: Code): Check => code.slice(0, code.indexOf('_')) as Check

export const stateOf = (code: Code): State =>
  none.has(code) ? 'none' : ok.has(code) || code.endsWith('_fine') ? 'ok' : 'wrong'
