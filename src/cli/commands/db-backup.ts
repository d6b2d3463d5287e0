import { Command } from 'commander'
import { formatInstant } from '../../core/format.ts'
import { backUp } from '../../server/store/care/backup.ts'
import type { Cli } from '../cli.ts'
import { databaseFile } from '../database-file.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { formatBytes } from '../sizes.ts'
import { careWordsOf } from '../words/care-words.ts'

/** `usage-audit db backup`: one file with all of the database, while the server runs. */
export const dbBackupCommand = (cli: Cli): Command =>
  new Command('backup')
    .description('copy the database into one file, also while the server runs')
    .argument('<file>', 'where to write the backup')
    .option('--force', 'replace the file if it exists')
    .action(async (target: string, { force = false }: { readonly force?: boolean }) => {
      const config = await cli.config()
      const database = databaseFile(config, insteadOfBackup(target))
      const { locale, zone } = config.reports
      const words = careWordsOf(locale)
      const show = (part: number) => {
        if (cli.stderr.isTTY) cli.stderr.write(`\r\u001b[2K${words.copying(Math.floor(100 * part))}`)
      }
      const backup = await backUp(database, target, { force, version: cli.version, now: cli.now(), onProgress: show })
      if (cli.stderr.isTTY) cli.stderr.write('\r\u001b[2K')
      if (cli.json) return cli.printJson(backup)
      const when = formatInstant(backup.createdAt, locale, zone, 'year')
      cli.write(words.backedUp(toSafe(backup.file), formatBytes(backup.bytes, locale), when))
    })
    .addHelpText(
      'after',
      examples('usage-audit db backup /backups/usage-audit.db', 'usage-audit db backup today.db --force --json'),
    )

const insteadOfBackup = (target: string) => (url: string) =>
  `PostgreSQL is backed up by its own program:\n  pg_dump --format=custom --file=${toSafe(target)} '${url}'`
