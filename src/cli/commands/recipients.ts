import { randomUUID } from 'node:crypto'
import { Command, Option } from 'commander'
import { foldAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { isKind, type ReportKind, reportKinds } from '../../core/report/wishes.ts'
import { locales } from '../../core/texts/language.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { dayMs } from '../../core/time.ts'
import { newSecret } from '../../server/auth/secrets.ts'
import { personalOrg } from '../../server/store/people.ts'
import { findReaderNames } from '../../server/store/readers.ts'
import { askRecipient, endReading, findRecipients, type Recipient } from '../../server/store/recipients.ts'
import { findSubscriptions, type SubscriptionRow } from '../../server/store/subscriptions.ts'
import { findSuppressed } from '../../server/store/suppressed.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { refuseDemo, type ServerSide, withServerSide } from '../server-side.ts'
import { findPerson } from '../whom.ts'
import { accessWordsOf } from '../words/access-words.ts'
import { type ReportWords, reportWordsOf } from '../words/report-words.ts'
import { baseUrlOf, warnOfLink } from './users-shared.ts'

/** `usage-audit recipients`: who reads reports without an account. */
export const recipientsCommand = (cli: Cli): Command =>
  new Command('recipients')
    .description('list who reads reports without an account, ask somebody, or end it')
    .addCommand(listCommand(cli))
    .addCommand(addCommand(cli))
    .addCommand(removeCommand(cli))
    .addHelpText(
      'after',
      examples('usage-audit recipients list', 'usage-audit recipients add bo@example.org --name "Bo Lima"'),
    )

const listCommand = (cli: Cli) =>
  new Command('list')
    .description('list who reads what, and whether they agreed')
    .action(() => withServerSide(cli, (server) => list(cli, server)))
    .addHelpText('after', examples('usage-audit recipients list', 'usage-audit recipients list --json'))

async function list(cli: Cli, { store, config }: ServerSide): Promise<void> {
  const words = reportWordsOf(config.reports.locale)
  const recipients = await findRecipients(store, personalOrg)
  const suppressed = await findSuppressed(store, personalOrg)
  const said = await findSubscriptions(store, personalOrg)
  const names = await findReaderNames(
    store,
    personalOrg,
    recipients.map(({ about }) => about),
  )
  const rows = recipients.map((who) => {
    const { id, name, address, kind, about } = who
    const word = said.find((one) => one.reader === id && one.kind === kind && one.about === about)
    const state: State | 'suppressed' = suppressed.has(address) ? 'suppressed' : stateOf(who, word, cli.now())
    return { id, name, address, kind, about, of: names.get(about) ?? '', state }
  })
  if (!cli.json && rows.length === 0) return cli.write(words.noRecipients)
  cli.print(
    rows,
    ({ id, name, address, kind, of, state }) => [
      ...[id.slice(0, 8), name, address, isKind(kind) ? words.kinds[kind] : kind, of],
      state === 'suppressed' ? words.suppressed(suppressed.get(address)!) : words[state],
    ],
    { head: words.recipientColumns, fit: { column: 5, by: 'wrapping' } },
  )
}

type State = keyof Pick<ReportWords, 'waits' | 'lapsed' | 'unsubscribed' | 'reads'>

const stateOf = ({ isAsked, expiresAt }: Recipient, word: SubscriptionRow | undefined, now: number): State => {
  if (word?.wanted === 1) return 'reads'
  if (!isAsked) return 'unsubscribed'
  return expiresAt > now ? 'waits' : 'lapsed'
}

interface AddFlags {
  readonly name?: string
  readonly report: ReportKind
  readonly person?: string
  readonly locale?: string
}

const addCommand = (cli: Cli) =>
  new Command('add')
    .description('make a link by which somebody without an account agrees to get reports, and print it')
    .argument('<address>', 'their e-mail address')
    .option('--name <name>', 'what they are called; default: their address')
    .addOption(new Option('--report <kind>', 'what they read').choices(reportKinds).default('person-month'))
    .option('--person <who>', 'whose report: an e-mail address, a name or an id; default: the owner')
    .addOption(new Option('--locale <locale>', 'their language; default: the owner’s').choices(locales))
    .action((address: string, flags: AddFlags) => withServerSide(cli, (server) => add(cli, server, address, flags)))
    .addHelpText(
      'after',
      examples(
        'usage-audit recipients add bo@example.org --name "Bo Lima"',
        'usage-audit recipients add books@example.org --report org-month --locale pt-BR',
      ),
    )

async function add(cli: Cli, server: ServerSide, typed: string, { name, report, person, locale }: AddFlags) {
  refuseDemo(server)
  const { store, owner, config } = server
  const user = person === undefined ? owner : await findPerson(store, personalOrg, person)
  const address = foldAddress(typed)
  const secret = newSecret()
  const now = cli.now()
  const expiresAt = now + 7 * dayMs
  const who = { address, name: name ?? address, locale: locale ?? toLocale(user.locale), zone: user.zone }
  const about = report === 'org-month' ? '' : user.id
  const given = { orgId: personalOrg, id: randomUUID(), kind: report, about, ...who, addedBy: user.id }
  const id = await askRecipient(store, { ...given, secret, expiresAt, now })
  const link = `${baseUrlOf(server)}/recipient/${secret}`
  if (cli.json) return cli.printJson({ id, address, kind: report, about, expiresAt, link })
  cli.write(reportWordsOf(config.reports.locale).asked(toSafe(who.name), link))
  warnOfLink(cli, server, accessWordsOf(config.reports.locale))
}

const removeCommand = (cli: Cli) =>
  new Command('remove')
    .description('end all that somebody without an account reads')
    .argument('<who>', 'an address, an id, or how an id begins, as `usage-audit recipients list` shows it')
    .action((typed: string) =>
      withServerSide(cli, async ({ store, config }) => {
        const meant = typed.trim().toLowerCase()
        const all = await findRecipients(store, personalOrg)
        const found = all.filter(({ id, address }) => address === meant || id.startsWith(meant))
        if (new Set(found.map(({ address }) => address)).size !== 1)
          throw new AppError('not_found', `there is no one recipient "${typed}"; name one by the address`, {
            at: 'who',
          })
        const { id, name } = found[0]!
        await endReading(store, personalOrg, found)
        if (cli.json) cli.printJson({ id })
        else cli.write(reportWordsOf(config.reports.locale).removed(toSafe(name)))
      }),
    )
    .addHelpText('after', examples('usage-audit recipients remove bo@example.org'))
