import { composeMail } from '../server/mail/compose.ts'
import { letterOf } from '../server/mail/letter-of.ts'
import { toReportFile } from '../server/reports/files.ts'
import { toTerminal } from '../server/reports/terminal.ts'
import type { Figures } from '../server/store/freeze.ts'
import type { Cli } from './cli.ts'
import type { Asked } from './report-figures.ts'
import { addressOf, type ServerSide } from './server-side.ts'

export const formats = ['text', 'html', 'pdf', 'csv', 'json', 'eml'] as const
export type Format = (typeof formats)[number]

/** Figures in a form that somebody named, or for this terminal. */
export async function toForm(
  cli: Cli,
  { config, owner }: ServerSide,
  { user = owner }: Asked,
  figures: Figures,
  format: Format | undefined,
): Promise<string | Uint8Array> {
  const { locale } = config.reports
  if (format !== undefined) {
    const reader = { name: user.name, address: addressOf(user), locale }
    const file = await toReportFile(figures, format, locale, () =>
      composeMail(letterOf(figures, config.mail.from, reader)),
    )
    return file.bytes
  }
  return `${toTerminal(figures, { locale, width: cli.stdout.width, colors: cli.stdout.colours })}\n`
}
