import { Command } from 'commander'
import { compact } from '../../server/store/care/compact.ts'
import type { Cli } from '../cli.ts'
import { databaseFile } from '../database-file.ts'
import { examples } from '../help.ts'
import { formatBytes } from '../sizes.ts'
import { careWordsOf } from '../words/care-words.ts'

/** `usage-audit db compact`: gives free room back, once, for files that do not do it by themselves. */
export const dbCompactCommand = (cli: Cli): Command =>
  new Command('compact')
    .description('write the database anew without free room; the server must be stopped')
    .action(async () => {
      const config = await cli.config()
      const database = databaseFile(config, (url) => `PostgreSQL does it by itself:\n  vacuumdb --full '${url}'`)
      const { before, after } = compact(database)
      if (cli.json) return cli.printJson({ before, after })
      const { locale } = config.reports
      cli.write(careWordsOf(locale).compacted(formatBytes(before, locale), formatBytes(after, locale)))
    })
    .addHelpText('after', examples('usage-audit db compact'))
