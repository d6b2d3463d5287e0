import { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { openServerSide } from '../server-side.ts'
import { dbMoveCommand } from './db-move.ts'

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
    .addCommand(dbMoveCommand(cli))
    .addHelpText('after', examples('usage-audit db migrate'))
