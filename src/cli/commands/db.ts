import { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { openServerSide } from '../server-side.ts'
import { dbBackupCommand } from './db-backup.ts'
import { dbCheckCommand } from './db-check.ts'
import { dbCompactCommand } from './db-compact.ts'
import { dbMoveCommand } from './db-move.ts'
import { dbRestoreCommand } from './db-restore.ts'
import { dbSizeCommand } from './db-size.ts'

/** `usage-audit db`: care of the server's database. */
export const dbCommand = (cli: Cli): Command =>
  new Command('db')
    .description("care of the server's database")
    .addCommand(
      new Command('migrate')
        .description('bring the database to the form that this version needs, and end')
        .action(async () => {
          const { store } = await openServerSide(cli, await cli.config())
          const { dialect } = store
          await store.close()
          if (cli.json) return cli.printJson({ dialect, migrated: true })
          cli.write(`The ${dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL'} database is up to date.`)
        })
        .addHelpText('after', examples('usage-audit db migrate')),
    )
    .addCommand(dbBackupCommand(cli))
    .addCommand(dbRestoreCommand(cli))
    .addCommand(dbCheckCommand(cli))
    .addCommand(dbSizeCommand(cli))
    .addCommand(dbCompactCommand(cli))
    .addCommand(dbMoveCommand(cli))
    .addHelpText('after', examples('usage-audit db backup /backups/usage-audit.db', 'usage-audit db migrate'))
