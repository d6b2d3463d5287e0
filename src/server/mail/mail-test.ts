import { randomUUID } from 'node:crypto'
import { promises as dns } from 'node:dns'
import type { ConnectionOptions } from 'node:tls'
import MailComposer from 'nodemailer/lib/mail-composer'
import { toAddress } from '../../core/addresses.ts'
import type { MailTest, StageResult } from '../../core/mail-test.ts'
import { toPlainText } from '../../core/text.ts'
import type { Locale } from '../../core/texts/language.ts'
import { mailTestTextsOf } from '../../core/texts/mail-test.ts'
import { secondMs } from '../../core/time.ts'
import type { Mail } from './channel.ts'
import type { Correspondent } from './compose.ts'
import { createSigner, type DkimSetting } from './dkim.ts'
import { findNotes, type ResolveTxt } from './mail-notes.ts'
import { testSmtp, toStages } from './mail-stages.ts'
import { createOutbox } from './outbox.ts'
import { parseSmtpUrl } from './smtp-url.ts'

export interface MailTestOptions {
  /** Undefined: mails become files. */
  readonly smtpUrl: string | undefined
  readonly outbox: string
  readonly from: Correspondent
  readonly dkim: DkimSetting | undefined
  readonly tls?: Pick<ConnectionOptions, 'ca'>
  /** What opening the connection may take, and then the mail. */
  readonly deadlineMs?: number
  readonly resolveTxt?: ResolveTxt
  now(): number
}

/** Whom the test mail goes to, and in which language. */
export interface TestReader {
  readonly to: string
  readonly locale: Locale
}

/** Sends a real mail, and says of each stage on its way how it went. @throws AppError `email_invalid`, `config` */
export async function testMail(options: MailTestOptions, reader: TestReader): Promise<MailTest> {
  const { smtpUrl, from, dkim, resolveTxt = dns.resolveTxt, deadlineMs = 15 * secondMs, tls = {} } = options
  const mail = await composeTest(options, reader)
  const server = smtpUrl === undefined ? undefined : parseSmtpUrl(smtpUrl)
  const [stages, notes] = await Promise.all([
    server ? testSmtp(server, mail, { deadlineMs, tls }) : testOutbox(options, mail),
    server ? findNotes(from.address, dkim, resolveTxt) : [],
  ])
  return { channel: server ? `smtp ${server.host}:${server.port}` : 'outbox', to: mail.to, stages, notes }
}

async function composeTest({ from, dkim, now }: MailTestOptions, { to, locale }: TestReader): Promise<Mail> {
  const { subject, body } = mailTestTextsOf(locale)
  const [sender, id, at] = [toAddress(from.address), randomUUID(), now()]
  const composed = new MailComposer({
    from: { name: toPlainText(from.name, 100), address: sender },
    to: toAddress(to),
    subject,
    messageId: `<${id}@${sender.split('@')[1]}>`,
    date: new Date(at),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
    text: body.join('\n\n'),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const bytes = await composed.compile().build()
  const day = new Date(at).toISOString().slice(0, 10)
  const signed = dkim ? await createSigner(dkim)(bytes) : bytes
  return { id, period: day, about: 'test', from: sender, to: toAddress(to), bytes: signed }
}

async function testOutbox({ outbox }: MailTestOptions, mail: Mail): Promise<StageResult[]> {
  const { kind, detail } = await createOutbox(outbox).send(mail)
  return kind === 'sent'
    ? toStages([['delivered', detail]])
    : toStages([], { stage: 'delivered', fault: 'folder', detail })
}
