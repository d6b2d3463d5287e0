import { readFileSync } from 'node:fs'
import { AppError } from '../core/errors.ts'
import { formatInstant } from '../core/format.ts'
import { mailTestTextsOf } from '../core/texts/mail-test.ts'
import { secondMs } from '../core/time.ts'
import type { Channel } from '../server/mail/channel.ts'
import { type DkimSetting, signing } from '../server/mail/dkim.ts'
import { testMail } from '../server/mail/mail-test.ts'
import { createOutbox } from '../server/mail/outbox.ts'
import { createSmtpChannel } from '../server/mail/smtp.ts'
import type { MailWay } from '../server/routes/mail.ts'
import { findChannel } from '../server/store/mail-channels.ts'
import type { Store } from '../server/store/store.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'
import { sayWhy } from './errors.ts'
import type { MailConfig } from './mail-settings.ts'

/** The way out for mails, each with a signature if one is set up. @throws AppError `config` for a key that is none */
export function toChannel(mail: MailConfig, which: 'configured' | 'outbox'): Channel {
  const { smtpUrl: url, perSecond, outbox } = mail
  const way = which === 'configured' && url !== undefined ? createSmtpChannel({ url, perSecond }) : createOutbox(outbox)
  return signing(way, readDkim(mail))
}

/** How mails leave, and a test of it, for who looks after the server. @throws AppError `config` */
export function toMailWay(mail: MailConfig, which: 'configured' | 'outbox', now: () => number): MailWay {
  const { from, outbox, perSecond } = mail
  const smtpUrl = which === 'configured' ? mail.smtpUrl : undefined
  const dkim = readDkim(mail)
  return {
    kind: smtpUrl === undefined ? 'outbox' : 'smtp',
    name: toChannel(mail, which).name,
    folder: outbox,
    from: from.address,
    signed: dkim !== undefined,
    perSecond: smtpUrl === undefined ? null : perSecond,
    test: (reader) => testMail({ smtpUrl, outbox, from, dkim, now, deadlineMs: testMs }, reader),
  }
}

/** A person waits for it, and no longer than for any answer. */
const testMs = 8 * secondMs

/** Says beside what a command shows that mails wait, and why. */
export async function hintPaused(cli: Cli, { mail, reports: { locale, zone } }: Config, store: Store): Promise<void> {
  const row = await findChannel(store, toChannel(mail, 'configured').name)
  if (!row?.pausedUntil) return
  const until = formatInstant(row.pausedUntil, locale, zone, 'year')
  cli.stderr.write(`${mailTestTextsOf(locale).paused(until, row.reason ?? '')}\n`)
}

/** The signature that mails bear; undefined where none is set up. @throws AppError `config` for a file that cannot be read */
export function readDkim({ dkim }: MailConfig): DkimSetting | undefined {
  if (!dkim) return undefined
  const { domain, selector, keyFile } = dkim
  try {
    return { domain, selector, privateKey: readFileSync(keyFile, 'utf8') }
  } catch (cause) {
    throw new AppError('config', `cannot read mail.dkim_key, ${keyFile}: ${sayWhy(cause)}`, {
      cause,
      at: 'mail.dkim_key',
    })
  }
}
