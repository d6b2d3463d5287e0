import { userInfo } from 'node:os'
import { AppError } from '../core/errors.ts'
import type { MailOptions } from '../server/jobs/send-mails.ts'
import { createLog } from '../server/log.ts'
import { createOutbox } from '../server/mail/outbox.ts'
import { createSmtpChannel } from '../server/mail/smtp.ts'
import type { ServerOptions } from '../server/server.ts'
import { startServer } from '../server/server.ts'
import { openStore } from '../server/store/open.ts'
import { ensureOwner, type User } from '../server/store/people.ts'
import type { Store } from '../server/store/store.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config.ts'

/** The store with the personal organisation's owner in it. */
export interface ServerSide {
  readonly config: Config
  readonly store: Store
  readonly owner: User
}

/** Opens the server's database on this computer, made and migrated if need be. */
export async function openServerSide(cli: Cli, config: Config): Promise<ServerSide> {
  cli.dataDir()
  const store = await openStore(config.server.database)
  const { to, locale, zone } = config.reports
  const name = to?.name || userInfo().username
  const owner = await ensureOwner(store, { name, email: to?.address ?? null, locale, zone }, cli.now())
  return { config, store, owner }
}

/** Where mail for the owner goes; without a configured address the outbox still gets a mail that a person can open. */
export const addressOf = (user: User): string => user.email ?? 'owner@localhost'

/** @param addressed the reader is named already, so that `reports.to` need not be set */
export function toMailOptions(
  { mail, reports, log }: Config,
  channel: 'configured' | 'outbox',
  addressed = false,
): MailOptions {
  if (channel === 'configured' && mail.smtpUrl !== undefined && reports.to === undefined && !addressed)
    throw new AppError(
      'config',
      'mail.smtp_url is set but nobody is to receive the mail; set reports.to to an address',
      {
        at: 'reports.to',
      },
    )
  const way =
    channel === 'configured' && mail.smtpUrl !== undefined
      ? createSmtpChannel({ url: mail.smtpUrl })
      : createOutbox(mail.outbox)
  return { channel: way, from: mail.from, log: createLog(log.level) }
}

/** Starts serving an opened store. */
export function serveStore(
  { config, store }: ServerSide,
  now: () => number,
  onRolledUp?: ServerOptions['onRolledUp'],
): ReturnType<typeof startServer> {
  const log = createLog(config.log.level)
  return startServer({
    store,
    log,
    http: config.server,
    reports: { hour: config.reports.hour, addressOf },
    mail: toMailOptions(config, 'configured'),
    now,
    ...(onRolledUp && { onRolledUp }),
  })
}
