import { writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { parseAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { formatInstant, formatMonth } from '../../core/format.ts'
import type { Report } from '../../core/report/report.ts'
import type { Locale } from '../../core/texts/language.ts'
import { isMonth, monthAt } from '../../core/time.ts'
import { rollUp } from '../../server/jobs/roll-up.ts'
import { sendNow } from '../../server/jobs/send-mails.ts'
import { composeMail } from '../../server/mail/compose.ts'
import { toCsv } from '../../server/reports/csv.ts'
import { toPage } from '../../server/reports/html.ts'
import { makeReport } from '../../server/reports/make-report.ts'
import { toTerminal } from '../../server/reports/terminal.ts'
import { toText } from '../../server/reports/text.ts'
import { addReport, findMails, findPlannedFigures, getReport, type MailRow } from '../../server/store/ledger.ts'
import { personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { addressOf, openServerSide, type ServerSide, toMailOptions } from '../server-side.ts'
import { wordsOf } from '../words.ts'

const formats = ['text', 'html', 'csv', 'json', 'eml'] as const
type Format = (typeof formats)[number]

interface ReportFlags {
  readonly month?: string
  readonly format?: Format
  readonly out?: string
  readonly send?: boolean
  readonly to?: string
}

/** `usage-audit report`: a month's figures in any form, or mailed. */
export const reportCommand = (cli: Cli): Command =>
  new Command('report')
    .description('show the report of a month from the server on this computer, write it to a file, or mail it')
    .option('--month <month>', 'as 2026-10; default: the month so far')
    .addOption(new Option('--format <format>', 'default: for this terminal').choices(formats))
    .option('--out <file>', 'write it there instead of to the terminal')
    .option('--send', 'mail it now, besides the mail that is sent when the month closes')
    .option('--to <address>', 'whom to mail it to; default: the setting reports.to')
    .action((flags: ReportFlags) => report(cli, flags))
    .addCommand(listCommand(cli))
    .addHelpText(
      'after',
      examples(
        'usage-audit report',
        'usage-audit report --month 2026-10 --format html --out october.html',
        'usage-audit report --send --to ana@example.org',
      ),
    )

async function report(cli: Cli, flags: ReportFlags): Promise<void> {
  if (flags.month !== undefined && !isMonth(flags.month))
    throw new AppError('usage', `"${flags.month}" is no month; write it as 2026-10`, { at: '--month' })
  if (flags.to !== undefined && !flags.send) throw new AppError('usage', '--to goes with --send', { at: '--to' })
  const server = await openServerSide(cli, await cli.config())
  try {
    const figures = await readFigures(cli, server, flags.month)
    if (flags.send) return await send(cli, server, figures, flags.to)
    const format = cli.json ? 'json' : flags.format
    const form = await toForm(cli, server, figures, format)
    if (flags.out === undefined) return cli.stdout.write(form)
    writeFileSync(flags.out, form)
    cli.stderr.write(`${flags.out}\n`)
  } finally {
    await server.store.close()
  }
}

/** The frozen figures of a month that was closed, or those so far, with every day made that waits for it. */
async function readFigures(cli: Cli, { config, store, owner }: ServerSide, month: string | undefined): Promise<Report> {
  const now = cli.now()
  await rollUp(store)
  const period = month ?? monthAt(now, config.reports.zone)
  const frozen = await findPlannedFigures(store, personalOrg, owner.id, period)
  return frozen ?? makeReport(store, personalOrg, owner, period, now)
}

async function toForm(cli: Cli, { config, owner }: ServerSide, figures: Report, format: Format | undefined) {
  const { locale } = config.reports
  if (format === 'json') return `${JSON.stringify(figures, null, 2)}\n`
  if (format === 'csv') return toCsv(figures)
  if (format === 'html') return toPage(figures, locale)
  if (format === 'text') return toText(figures, locale)
  if (format === 'eml') return toEml(figures, config, { name: owner.name, address: addressOf(owner) }, locale)
  return `${toTerminal(figures, { locale, width: cli.stdout.width, colors: cli.stdout.colours })}\n`
}

async function toEml(
  figures: Report,
  { mail: { from } }: ServerSide['config'],
  reader: { name: string; address: string },
  locale: Locale,
): Promise<string> {
  const messageId = `<${figures.period}.${figures.madeAt}@${from.address.split('@')[1]}>`
  const letter = { report: figures, reader: { ...reader, locale }, from, messageId, date: new Date(figures.madeAt) }
  return (await composeMail(letter)).toString('latin1')
}

async function send(cli: Cli, { config, store, owner }: ServerSide, figures: Report, to: string | undefined) {
  const now = cli.now()
  const options = toMailOptions(config, 'configured', { addressed: to !== undefined, byHand: true })
  const address = to === undefined ? (config.reports.to?.address ?? addressOf(owner)) : parseAddress(to)?.address
  if (address === undefined) throw new AppError('email_invalid', `"${to}" is not one e-mail address`, { at: '--to' })
  const added = await addReport(store, { orgId: personalOrg, user: owner, figures, planned: false, address, now })
  const mail = await sendNow(store, options, personalOrg, added!.mailId!, now)
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

const listCommand = (cli: Cli) =>
  new Command('list')
    .description('list the mails that were planned and sent, newest first')
    .action(async () => {
      const config = await cli.config()
      const { store } = await openServerSide(cli, config)
      const { locale, zone } = config.reports
      const mails = []
      for (const mail of await findMails(store, personalOrg, 50)) {
        const { period, planKey } = await getReport(store, personalOrg, mail.reportId)
        mails.push({ ...mail, period, planned: planKey !== null })
      }
      await store.close()
      cli.print(
        mails,
        (mail) => [
          formatMonth(mail.period, locale),
          mail.planned ? 'planned' : 'by hand',
          mail.state,
          mail.address,
          formatInstant(mail.createdAt, locale, zone, 'year'),
          mail.outcome ?? '',
        ],
        { head: ['MONTH', 'MADE', 'STATE', 'TO', 'AT', 'OUTCOME'], fit: { column: 5, by: 'wrapping' } },
      )
    })
    .addHelpText('after', examples('usage-audit report list', 'usage-audit report list --json'))
