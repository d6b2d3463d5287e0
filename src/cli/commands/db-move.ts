import { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import type { Locale } from '../../core/texts/language.ts'
import { type MoveProgress, moveStore } from '../../server/store/move/move.ts'
import type { Cli } from '../cli.ts'
import { maskValue } from '../config-problems.ts'
import { examples } from '../help.ts'
import { type MoveWords, moveWordsOf } from '../words/move-words.ts'

/** `usage-audit db move`: from the SQLite file of this computer to PostgreSQL. */
export const dbMoveCommand = (cli: Cli): Command =>
  new Command('move')
    .description(
      'move the SQLite database into an empty PostgreSQL database; ended at any moment, it goes on when run again',
    )
    .argument('<url>', 'postgres://USER:PASSWORD@HOST/DATABASE')
    .action(async (url: string) => {
      const { server, reports } = await cli.config()
      if (!/^postgres(ql)?:\/\//.test(url))
        throw new AppError(
          'usage',
          `${maskValue('server.database', url)} is no address of a PostgreSQL database; it begins with postgres://`,
        )
      if (!server.database.startsWith('file:'))
        throw new AppError('config', 'server.database is PostgreSQL already; only a SQLite file can be moved', {
          at: 'server.database',
        })
      const file = server.database.slice('file:'.length)
      const words = moveWordsOf(reports.locale)
      const { outcome, tables } = await moveStore(file, url, showProgress(cli, words, reports.locale))
      if (cli.stderr.isTTY) cli.stderr.write(clearLine)
      const rows = tables.reduce((sum, each) => sum + each.rows, 0)
      if (cli.json) return cli.printJson({ outcome, rows, tables })
      const said = outcome === 'same' ? words.same : words.moved
      cli.write(said(rows.toLocaleString(reports.locale), tables.length))
      cli.write(words.next(file))
    })
    .addHelpText('after', examples('usage-audit db move postgres://audit:secret@db.example.org/audit'))

const clearLine = '\r\u001b[K'

/** One line that is drawn over, on a terminal only. */
function showProgress({ stderr }: Cli, words: MoveWords, locale: Locale): (progress: MoveProgress) => void {
  if (!stderr.isTTY) return () => {}
  return ({ step, table, rows, total }) => {
    const say = step === 'copy' ? words.copying : words.comparing
    stderr.write(clearLine + say(table, rows.toLocaleString(locale), total.toLocaleString(locale)))
  }
}
