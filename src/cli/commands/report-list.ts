import { Command, Option } from 'commander'
import { AppError } from '../../core/errors.ts'
import { formatDay, formatInstant, formatMonth, formatYear } from '../../core/format.ts'
import { type Period, partsOf } from '../../core/report/periods.ts'
import { isKind } from '../../core/report/wishes.ts'
import type { Locale } from '../../core/texts/language.ts'
import { isMonth } from '../../core/time.ts'
import { findListedMails, type ListedMail } from '../../server/store/archive.ts'
import { mailStates } from '../../server/store/ledger.ts'
import { personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { countFlag } from '../flags.ts'
import { examples } from '../help.ts'
import { hintPaused } from '../mail-side.ts'
import { withServerSide } from '../server-side.ts'
import { reportWordsOf } from '../words/report-words.ts'

interface ListFlags {
  readonly month?: string
  readonly state?: string
  readonly limit: number
}

/** So much of an id tells mails apart at a terminal; `report resend` takes it. */
const shortId = 8

/** `usage-audit report list`: every mail of a report with its state, newest first. */
export const reportListCommand = (cli: Cli): Command =>
  new Command('list')
    .description('list the mails of reports that were planned and sent, newest first')
    .option('--month <month>', 'of periods in it, as 2026-10')
    .addOption(new Option('--state <state>', 'only those').choices(mailStates))
    .option('--limit <n>', 'how many', countFlag, 50)
    .action((flags: ListFlags) => list(cli, flags))
    .addHelpText(
      'after',
      examples(
        'usage-audit report list',
        'usage-audit report list --state uncertain',
        'usage-audit report list --json',
      ),
    )

async function list(cli: Cli, { month, state, limit }: ListFlags): Promise<void> {
  if (month !== undefined && !isMonth(month))
    throw new AppError('usage', `"${month}" is no month; write it as 2026-10`, { at: '--month' })
  await withServerSide(cli, async ({ config, store }) => {
    await hintPaused(cli, config, store)
    const mails = await findListedMails(store, personalOrg, { month, state, limit })
    if (!cli.json && mails.length === 0) return cli.write(reportWordsOf(config.reports.locale).none)
    cli.print(mails, toCells(config.reports), {
      head: reportWordsOf(config.reports.locale).columns,
      fit: { column: 7, by: 'wrapping' },
    })
  })
}

const toCells = ({ locale, zone }: { readonly locale: Locale; readonly zone: string }) => {
  const words = reportWordsOf(locale)
  const at = (instant: number) => formatInstant(instant, locale, zone, 'year')
  return (mail: ListedMail) => [
    mail.id.slice(0, shortId),
    formatPeriod(mail.period, locale),
    isKind(mail.kind) ? words.kinds[mail.kind] : mail.kind,
    mail.planned ? words.planned : words.byHand,
    words.states[mail.state] ?? mail.state,
    mail.address,
    mail.state === 'planned' ? words.again(at(mail.dueAt)) : at(mail.sentAt ?? mail.createdAt),
    // Of what was sent the answer is in --json; here it would push all else aside.
    mail.state === 'sent' ? '' : (mail.outcome ?? ''),
  ]
}

function formatPeriod(period: Period, locale: Locale): string {
  if (isMonth(period)) return formatMonth(period, locale)
  const { first, last } = partsOf(period)
  return `${formatDay(first, locale, 'short')} – ${formatYear(last, locale)}`
}
