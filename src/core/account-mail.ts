import type { ReportKind } from './report/wishes.ts'
import type { Locale } from './texts/language.ts'

export const accountMailKinds = ['verify', 'reset', 'invitation', 'password_changed', 'recipient'] as const

/** A mail about somebody's account, in words of their language. */
export interface AccountMail {
  readonly kind: (typeof accountMailKinds)[number]
  readonly to: { readonly name: string; readonly address: string }
  readonly locale: Locale
  /** Where the link leads; a `password_changed` has none. */
  readonly url?: string
  /** To which one is invited. */
  readonly organisation?: string
  /** Who wants to share which report, of a `recipient`. */
  readonly asker?: string
  readonly report?: ReportKind
}
