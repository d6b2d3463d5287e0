import { Command } from 'commander'
import { formatCount, formatInstant } from '../../core/format.ts'
import { restore } from '../../server/store/care/restore.ts'
import type { Cli } from '../cli.ts'
import { databaseFile } from '../database-file.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { careWordsOf } from '../words/care-words.ts'

/** `usage-audit db restore`: a backup takes the database's place; the former one is kept aside. */
export const dbRestoreCommand = (cli: Cli): Command =>
  new Command('restore')
    .description('put a backup in the place of the database; the server must be stopped, the former file is kept')
    .argument('<file>', 'a backup made with `usage-audit db backup`')
    .action(async (file: string) => {
      const config = await cli.config()
      const database = databaseFile(config, insteadOfRestore(file))
      cli.dataDir()
      const restored = await restore(database, file)
      if (cli.json) return cli.printJson(restored)
      const { locale, zone } = config.reports
      const words = careWordsOf(locale)
      const of = restored.createdAt === undefined ? undefined : formatInstant(restored.createdAt, locale, zone, 'year')
      cli.write(words.restored(of))
      if (restored.former) cli.write(words.former(toSafe(restored.former)))
      if (restored.erasures > 0) cli.write(words.erasedAgain(formatCount(restored.erasures, locale)))
      cli.write(words.refilled)
    })
    .addHelpText('after', examples('usage-audit db restore /backups/usage-audit.db'))

const insteadOfRestore = (file: string) => (url: string) =>
  `PostgreSQL is restored by its own program, while no server runs:\n  pg_restore --clean --if-exists --dbname='${url}' ${toSafe(file)}`
