import { parseAddress } from '../core/addresses.ts'
import { AppError } from '../core/errors.ts'
import { sendNow } from '../server/jobs/send-mails.ts'
import { type Figures, freezeReport } from '../server/store/freeze.ts'
import type { MailRow } from '../server/store/ledger.ts'
import { personalOrg } from '../server/store/people.ts'
import type { Cli } from './cli.ts'
import type { Asked } from './report-figures.ts'
import { addressOf, type ServerSide, toMailOptions } from './server-side.ts'
import { wordsOf } from './words.ts'

/** Mails figures now, noted in the ledger as made by hand. @throws AppError `unavailable` where it was not sent */
export async function sendFigures(
  cli: Cli,
  server: ServerSide,
  { user }: Asked,
  figures: Figures,
  to: string | undefined,
): Promise<void> {
  const { config, store, owner } = server
  const now = cli.now()
  const reader = user ?? owner
  const address = to === undefined ? usualAddress(server, reader) : parseAddress(to)?.address
  if (address === undefined) throw new AppError('email_invalid', `"${to}" is not one e-mail address`, { at: '--to' })
  const { id, locale } = reader
  const mail = { reader: id, address, locale, formats: [], dueAt: now }
  const given = { orgId: personalOrg, figures, about: user?.id ?? '', planned: false, mails: [mail], now }
  const addressed = to !== undefined || reader.id !== owner.id
  const options = toMailOptions(config, 'configured', { addressed, byHand: true })
  const frozen = await freezeReport(store, given)
  tell(cli, server, await sendNow(store, options, personalOrg, frozen!.mailIds[0]!, now))
}

function usualAddress({ config, owner }: ServerSide, reader: ServerSide['owner']): string {
  if (reader.id === owner.id) return config.reports.to?.address ?? addressOf(owner)
  if (reader.email !== null) return reader.email
  throw new AppError('invalid', `${reader.name} has no address here; name one with --to`, { at: '--to' })
}

/** Says what became of a mail. @throws AppError unless it was sent */
export function tell(cli: Cli, { config }: Pick<ServerSide, 'config'>, mail: MailRow): void {
  if (cli.json) cli.printJson({ id: mail.id, state: mail.state, outcome: mail.outcome })
  if (mail.state !== 'sent') throw toMailError(mail)
  const words = wordsOf(config.reports.locale)
  const written = config.mail.smtpUrl === undefined
  if (!cli.json) cli.write(written ? words.mailWritten(mail.outcome ?? '') : words.mailSent(mail.address))
}

function toMailError({ state, outcome, dueAt }: MailRow): AppError {
  if (state === 'claimed' || state === 'sending')
    return new AppError(
      'conflict',
      'the server is sending this mail at this moment; `usage-audit report list` shows it',
    )
  const again = state === 'planned' ? `; a running server tries again after ${new Date(dueAt).toISOString()}` : ''
  return new AppError('unavailable', `the mail was not sent (${state}): ${outcome}${again}`)
}
