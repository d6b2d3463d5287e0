import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Command } from 'commander'
import { openBrowser } from '../browser.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { checkFlags, findAsked, type ReportFlags, readFigures } from '../report-figures.ts'
import { toForm } from '../report-forms.ts'
import { withServerSide } from '../server-side.ts'
import { reportWordsOf } from '../words/report-words.ts'
import { withReportFlags } from './report-flags.ts'

interface PreviewFlags extends ReportFlags {
  readonly open: boolean
}

/** `usage-audit report preview`: a report in the browser, as its mail looks. */
export const reportPreviewCommand = (cli: Cli): Command =>
  withReportFlags(new Command('preview'))
    .description('show a report in your browser, as its mail looks')
    .option('--no-open', 'only write the page, and say where it is')
    .action(async (flags: PreviewFlags) => {
      checkFlags(flags)
      await withServerSide(cli, async (server) => {
        const asked = await findAsked(cli, server, flags)
        const page = await toForm(cli, server, asked, await readFigures(cli, server, asked), 'html')
        const { root } = cli.dataDir()
        const file = join(root, 'report-preview.html')
        writeFileSync(file, page, { mode: 0o600 })
        if (flags.open) openBrowser(pathToFileURL(file).href, root, cli.env)
        if (cli.json) cli.printJson({ file })
        else cli.write(reportWordsOf(server.config.reports.locale).opened(file))
      })
    })
    .addHelpText(
      'after',
      examples('usage-audit report preview', 'usage-audit report preview --month 2026-10 --no-open'),
    )
