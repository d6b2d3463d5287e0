import { writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { AppError } from '../../core/errors.ts'
import type { Cli } from '../cli.ts'
import { sayWhy } from '../errors.ts'
import { examples } from '../help.ts'
import { checkFlags, findAsked, type ReportFlags, readFigures } from '../report-figures.ts'
import { type Format, formats, toForm } from '../report-forms.ts'
import { sendFigures } from '../report-sending.ts'
import { openServerSide } from '../server-side.ts'
import { withReportFlags } from './report-flags.ts'
import { reportListCommand } from './report-list.ts'
import { reportPreviewCommand } from './report-preview.ts'
import { reportResendCommand } from './report-resend.ts'

interface Flags extends ReportFlags {
  readonly format?: Format
  readonly out?: string
  readonly send?: boolean
  readonly to?: string
}

/** `usage-audit report`: the figures of a period in any form, or mailed. */
export const reportCommand = (cli: Cli): Command =>
  withReportFlags(new Command('report'))
    .description('show a report from the server on this computer, write it to a file, or mail it')
    .addOption(new Option('--format <format>', 'default: for this terminal').choices(formats))
    .option('--out <file>', 'write it there instead of to the terminal')
    .option('--send', 'mail it now, besides the mail that is sent when the period closes')
    .option('--to <address>', 'whom to mail it to; default: the person it is about, or the setting reports.to')
    .action((flags: Flags) => report(cli, flags))
    .addCommand(reportListCommand(cli))
    .addCommand(reportResendCommand(cli))
    .addCommand(reportPreviewCommand(cli))
    .addHelpText(
      'after',
      examples(
        'usage-audit report',
        'usage-audit report --month 2026-10 --format html --out october.html',
        'usage-audit report --week --person ana@example.org',
        'usage-audit report --send --to ana@example.org',
      ),
    )

async function report(cli: Cli, flags: Flags): Promise<void> {
  checkFlags(flags)
  if (flags.to !== undefined && !flags.send) throw new AppError('usage', '--to goes with --send', { at: '--to' })
  if (flags.format === 'pdf' && flags.out === undefined && !flags.send && !cli.json)
    throw new AppError('usage', 'a PDF is no text for a terminal; name a file with --out', { at: '--out' })
  const server = await openServerSide(cli, await cli.config())
  try {
    const asked = await findAsked(cli, server, flags)
    const figures = await readFigures(cli, server, asked)
    if (flags.send) return await sendFigures(cli, server, asked, figures, flags.to)
    const form = await toForm(cli, server, asked, figures, cli.json ? 'json' : flags.format)
    if (flags.out === undefined) return writeOut(cli, form)
    write(flags.out, form)
    cli.stderr.write(`${flags.out}\n`)
  } finally {
    await server.store.close()
  }
}

const writeOut = (cli: Cli, form: string | Uint8Array) =>
  cli.stdout.write(typeof form === 'string' ? form : Buffer.from(form).toString('utf8'))

function write(file: string, form: string | Uint8Array): void {
  try {
    writeFileSync(file, form)
  } catch (cause) {
    throw new AppError('cannot_create', `cannot write ${file}: ${sayWhy(cause)}`, { cause, at: '--out' })
  }
}
