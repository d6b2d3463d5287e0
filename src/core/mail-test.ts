/** What a test mail passes on its way, in order. */
export const mailStages = ['dns', 'tcp', 'tls', 'auth', 'sender', 'recipient', 'delivered'] as const
export type MailStage = (typeof mailStages)[number]

/** Why a stage failed; each has its own way out. */
export const mailFaults = [
  'unknown_host',
  'unreachable',
  'not_greeted',
  'no_tls',
  'untrusted',
  'sign_in',
  'sender',
  'recipient',
  'relay',
  'refused',
  'later',
  'lost',
  'folder',
] as const
export type MailFault = (typeof mailFaults)[number]

export interface StageResult {
  readonly stage: MailStage
  /** `skipped`: it does not apply, or one before it failed. */
  readonly state: 'ok' | 'failed' | 'skipped'
  /** What the other side said, or what was found: addresses, a version, an answer. */
  readonly detail: string | null
  /** Of a failed one. */
  readonly fault: MailFault | null
}

/** What DNS says of the sender, which decides what becomes of mails elsewhere. */
export const mailNotes = [
  'from_local',
  'dkim_off',
  'dkim_ok',
  'dkim_absent',
  'dkim_differs',
  'spf_ok',
  'spf_absent',
  'dmarc_ok',
  'dmarc_absent',
  'dns_silent',
] as const
export type MailNoteCode = (typeof mailNotes)[number]

export interface MailNote {
  readonly code: MailNoteCode
  /** The name in DNS with what is there, or what should be. */
  readonly detail: string | null
}

/** What one test mail found out. */
export interface MailTest {
  readonly channel: string
  readonly to: string
  /** Every stage, in order. */
  readonly stages: readonly StageResult[]
  readonly notes: readonly MailNote[]
}

export const isDelivered = ({ stages }: Pick<MailTest, 'stages'>): boolean =>
  stages.every(({ state }) => state !== 'failed')
