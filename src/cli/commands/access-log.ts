import { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { formatInstant } from '../../core/format.ts'
import { checkAccessLog } from '../../server/store/access-check.ts'
import { type AccessKind, type AccessRow, findAccesses } from '../../server/store/access-log.ts'
import { findMembers, findPerson, personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { openServerSide, type ServerSide } from '../server-side.ts'
import { accessLogWordsOf } from '../words/access-log-words.ts'

interface AccessFlags {
  readonly person?: string
  readonly limit: string
}

/** `usage-audit access-log`: who opened whose data on the server of this computer, newest first. */
export const accessLogCommand = (cli: Cli): Command =>
  new Command('access-log')
    .description('show who opened whose data, newest first, and check that nothing of that was changed')
    .option('--person <who>', 'only what is about them: an e-mail address, a name or an id')
    .option('--limit <n>', 'how many entries', '50')
    .action(async (flags: AccessFlags) => {
      const limit = Number(flags.limit)
      if (!Number.isInteger(limit) || limit < 1)
        throw new AppError('usage', `"${flags.limit}" is no number of entries`, { at: '--limit' })
      const server = await openServerSide(cli, await cli.config())
      try {
        await show(cli, server, flags.person, limit)
      } finally {
        await server.store.close()
      }
    })
    .addHelpText(
      'after',
      examples('usage-audit access-log', 'usage-audit access-log --person ana@example.org --limit 200 --json'),
    )

async function show(cli: Cli, { config, store }: ServerSide, person: string | undefined, limit: number) {
  const { locale, zone } = config.reports
  const words = accessLogWordsOf(locale)
  const about = person === undefined ? undefined : (await findPerson(store, personalOrg, person)).id
  const { faults, head } = await checkAccessLog(store, personalOrg)
  const rows = await findAccesses(store, personalOrg, { about, limit })
  if (cli.json) cli.printJson({ entries: rows.map(toEntry), faults, end: { seq: head.seq, hash: head.hash } })
  else if (rows.length === 0) cli.write(words.empty)
  else {
    const names = new Map((await findMembers(store)).map(({ user }) => [user.id, user.name]))
    const toCells = (row: AccessRow) => [
      formatInstant(row.at, locale, zone, 'year'),
      row.actor.startsWith('local:') ? words.local(row.actorName) : row.actorName || words.erased,
      names.get(row.about ?? '') ?? (row.about && `${words.erased} ${row.about.slice(0, 8)}`) ?? '',
      words.what[row.what as AccessKind] ?? row.what,
      row.reason ?? '',
    ]
    cli.print(rows, toCells, { head: words.columns, fit: { column: 4, by: 'wrapping' } })
  }
  if (faults.length > 0) throw new AppError('invalid', faults.map(words.fault).join('\n'))
  if (!cli.json) cli.stderr.write(`${words.whole}\n`)
}

const toEntry = ({ seq, at, actor, actorName, about, what, reason }: AccessRow) => ({
  ...{ seq, at, actor, actorName },
  ...{ about, what, reason },
})
