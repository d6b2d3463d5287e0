import { Command, Option } from 'commander'
import { AppError } from '../../core/errors.ts'
import {
  type Attachment,
  attachments,
  decideWish,
  isFor,
  type ReportKind,
  reportKinds,
  type Subscription,
} from '../../core/report/wishes.ts'
import { locales } from '../../core/texts/language.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { isZone } from '../../core/time.ts'
import { findMembersOf } from '../../server/store/members.ts'
import { personalOrg } from '../../server/store/people.ts'
import { readReportSettings } from '../../server/store/report-settings.ts'
import { findSubscriptionsOf, subscriptionWrite, toSubscription } from '../../server/store/subscriptions.ts'
import { findSuppressed, toFolded } from '../../server/store/suppressed.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { type ServerSide, withServerSide } from '../server-side.ts'
import { findPerson } from '../whom.ts'
import { reportWordsOf } from '../words/report-words.ts'

/** `usage-audit subscriptions`: which reports people get, when and how. */
export const subscriptionsCommand = (cli: Cli): Command =>
  new Command('subscriptions')
    .description('show which reports people get, when and how, or change it')
    .addCommand(listCommand(cli))
    .addCommand(setCommand(cli))
    .addHelpText(
      'after',
      examples('usage-audit subscriptions list', 'usage-audit subscriptions set person-week --wanted yes --hour 7'),
    )

const listCommand = (cli: Cli) =>
  new Command('list')
    .description('list the people with the reports that are for them')
    .action(() => withServerSide(cli, (server) => list(cli, server)))
    .addHelpText('after', examples('usage-audit subscriptions list', 'usage-audit subscriptions list --json'))

async function list(cli: Cli, server: ServerSide): Promise<void> {
  const { locale } = server.config.reports
  const words = reportWordsOf(locale)
  const rows = await readRows(server)
  cli.print(
    rows,
    (row) => [
      ...[row.name, words.kinds[row.kind], row.wanted ? words.yes : words.no, words.hour(row.hour)],
      ...[row.zone, row.locale, row.formats.join(', ')],
      row.suppressed === null ? (row.address ?? words.noAddress) : `${row.address} ${words.suppressed(row.suppressed)}`,
    ],
    { head: words.subscriptionColumns, fit: { column: 7, by: 'wrapping' } },
  )
}

async function readRows({ store, config }: ServerSide) {
  const members = await findMembersOf(store, personalOrg)
  const settings = await readReportSettings(store, personalOrg)
  const suppressed = await findSuppressed(store, personalOrg)
  const rows = []
  for (const { userId, user, role } of members) {
    const own = await findSubscriptionsOf(store, personalOrg, userId)
    for (const kind of reportKinds.filter((one) => isFor(one, role, members.length))) {
      const row = own.find((one) => one.kind === kind && one.about === aboutOf(kind, userId))
      const at = { locale: toLocale(user.locale), zone: user.zone }
      const wish = decideWish(kind, row && toSubscription(row), at, settings, config.reports.hour)
      const why = user.email === null ? undefined : suppressed.get(toFolded(user.email))
      rows.push({ person: userId, name: user.name, kind, ...wish, address: user.email, suppressed: why ?? null })
    }
  }
  return rows
}

const aboutOf = (kind: ReportKind, userId: string) => (kind === 'org-month' ? '' : userId)

interface SetFlags {
  readonly person?: string
  readonly wanted?: 'yes' | 'no'
  readonly hour?: string
  readonly zone?: string
  readonly locale?: string
  readonly attach?: string
}

const setCommand = (cli: Cli) =>
  new Command('set')
    .description('say whether somebody gets a kind of report, when and how; what is not named stays')
    .argument('<kind>', reportKinds.join(', '))
    .option('--person <who>', 'an e-mail address, a name or an id; default: the owner')
    .addOption(new Option('--wanted <wanted>', 'whether they get it').choices(['yes', 'no']))
    .option('--hour <hour>', 'of the first day after the period, 0 to 23; or usual')
    .option('--zone <zone>', 'by whose clocks, as America/Sao_Paulo; or usual')
    .option('--locale <locale>', `${locales.join(', ')}; or usual`)
    .option('--attach <formats>', `${attachments.join(', ')} with commas between; none, or usual`)
    .action((kind: string, flags: SetFlags) =>
      withServerSide(cli, async (server) => {
        await change(cli, server, kind, flags)
        await list(cli, server)
      }),
    )
    .addHelpText(
      'after',
      examples(
        'usage-audit subscriptions set person-month --wanted no',
        'usage-audit subscriptions set org-month --person ana@example.org --hour 9 --attach csv',
      ),
    )

async function change(cli: Cli, { store, owner }: ServerSide, kind: string, flags: SetFlags): Promise<void> {
  const known = reportKinds.find((one) => one === kind)
  if (!known)
    throw new AppError('usage', `"${kind}" is no kind of report; take one of ${reportKinds.join(', ')}`, { at: 'kind' })
  const user = flags.person === undefined ? owner : await findPerson(store, personalOrg, flags.person)
  const members = await findMembersOf(store, personalOrg)
  const { role } = members.find(({ userId }) => userId === user.id)!
  if (!isFor(known, role, members.length))
    throw new AppError('invalid', 'this kind of report is for owners and admins, where there are more people', {
      at: 'kind',
    })
  const usual = (await readReportSettings(store, personalOrg)).kinds ?? ['person-month', 'org-month']
  const key = { orgId: personalOrg, reader: user.id, kind: known, about: aboutOf(known, user.id) }
  const said = toChange(flags)
  await store.batch((db) => [subscriptionWrite(store, db, key, said, usual.includes(known), cli.now())])
}

/** @throws AppError `usage` */
function toChange({ wanted, hour, zone, locale, attach }: SetFlags): Partial<Subscription> {
  const fail = (text: string, what: string, at: string) => new AppError('usage', `"${text}" is no ${what}`, { at })
  const language = locales.find((one) => one === locale)
  if (hour !== undefined && hour !== 'usual' && !/^([01]?\d|2[0-3])$/.test(hour))
    throw fail(hour, 'hour from 0 to 23', '--hour')
  if (zone !== undefined && zone !== 'usual' && !isZone(zone)) throw fail(zone, 'time zone', '--zone')
  if (locale !== undefined && locale !== 'usual' && !language)
    throw fail(locale, `language; take one of ${locales.join(', ')}`, '--locale')
  return {
    ...(wanted !== undefined && { wanted: wanted === 'yes' }),
    ...(hour !== undefined && { hour: hour === 'usual' ? null : Number(hour) }),
    ...(zone !== undefined && { zone: zone === 'usual' ? null : zone }),
    ...(locale !== undefined && { locale: language ?? null }),
    ...(attach !== undefined && { formats: toFormats(attach) }),
  }
}

function toFormats(attach: string): Attachment[] | null {
  if (attach === 'usual') return null
  if (attach === 'none') return []
  return attach.split(',').map((typed) => {
    const found = attachments.find((one) => one === typed.trim())
    if (found) return found
    throw new AppError('usage', `"${typed}" cannot be attached; take some of ${attachments.join(', ')}`, {
      at: '--attach',
    })
  })
}
