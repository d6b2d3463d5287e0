import type { DataKind } from '../data-kinds.ts'

/** Everything `doctor` may find, by code, with the values its sentences need. */
export interface Cases {
  readonly native_fine: { readonly node: string; readonly sqlite: string }
  readonly native_broken: { readonly node: string; readonly reason: string }
  readonly folder_fine: { readonly folder: string }
  readonly folder_absent: { readonly folder: string }
  readonly folder_unwritable: { readonly folder: string; readonly reason: string }
  readonly folder_exposed: { readonly folder: string; readonly paths: readonly string[] }
  readonly disk_fine: { readonly freeBytes: number }
  readonly disk_low: { readonly freeBytes: number; readonly folder: string }
  readonly journal_fine: { readonly bytes: number }
  readonly journal_absent: { readonly file: string }
  readonly journal_damaged: { readonly file: string; readonly reason: string }
  readonly journal_newer: { readonly file: string }
  readonly agent_recording: { readonly pid: number; readonly lastAt: number | null }
  readonly agent_silent: { readonly pid: number; readonly lastAt: number }
  readonly agent_stopped: { readonly lastAt: number | null }
  readonly notice_fine: { readonly at: number; readonly how: 'terminal' | 'log' }
  readonly notice_none: Readonly<Record<never, never>>
  readonly notice_old: { readonly untold: readonly DataKind[] }
  readonly service_fine: { readonly file: string }
  readonly service_absent: { readonly system: string }
  readonly service_unreadable: { readonly file: string }
  readonly service_moved: { readonly file: string; readonly missing: string }
  readonly service_idle: { readonly file: string; readonly look: string }
  readonly processes_fine: { readonly source: string; readonly count: number; readonly ms: number }
  readonly processes_failed: { readonly source: string; readonly reason: string }
  readonly presence_off: Readonly<Record<never, never>>
  readonly presence_none: Readonly<Record<never, never>>
  readonly presence_fine: { readonly desktop: string }
  readonly presence_part: { readonly desktop: string; readonly missing: readonly ('window' | 'input')[] }
  readonly presence_away: { readonly desktop: string }
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
  readonly mail_away: { readonly host: string; readonly port: number; readonly reason: string }
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
  'service',
  'processes',
  'presence',
  'enrolment',
  'server',
  'clock',
  'zone',
  'port',
  'mail',
] as const
export type Check = (typeof checks)[number]

/** `none`: nothing is wrong, and nothing is there either. */
export type State = 'ok' | 'wrong' | 'none'

const none: ReadonlySet<Code> = new Set<Code>([
  'folder_absent',
  'journal_absent',
  'agent_stopped',
  'notice_none',
  'service_absent',
  'presence_off',
  'presence_none',
  'presence_part',
  'enrolment_none',
  'mail_outbox',
])
const ok: ReadonlySet<Code> = new Set<Code>(['agent_recording', 'port_free', 'port_ours'])

export const checkOf = (code: Code): Check => code.slice(0, code.indexOf('_')) as Check

export const stateOf = (code: Code): State =>
  none.has(code) ? 'none' : ok.has(code) || code.endsWith('_fine') ? 'ok' : 'wrong'
