import type { AccountMail } from '../../core/account-mail.ts'
import type { Locale } from '../../core/texts/language.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { Delays } from './delays.ts'
import type { Passwords } from './passwords.ts'
import type { Vault } from './vault.ts'

/** Everything that signing in needs, put together by the server. */
export interface Doorway {
  readonly store: Store
  readonly passwords: Passwords
  readonly delays: Delays
  readonly vault: Vault
  /** Hands a mail over and returns at once: who asks for one must not learn from the time whether there was one to send. */
  readonly post: (work: () => Promise<AccountMail | undefined>) => void
  /** Where people reach this server. */
  readonly baseUrl: () => string
  readonly log: Log
  readonly now: () => number
}

/** What comes with a request, whoever sent it. */
export interface Visitor {
  readonly address: string
  /** What the browser calls itself. */
  readonly browser: string
  readonly locale: Locale
  /** The secret of a sign-in that the browser has: a new one takes its place. */
  readonly shows?: string | undefined
}
