import { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { formatCount } from '../../core/format.ts'
import { formatMoney } from '../../core/licences/price.ts'
import { toLicenceUse } from '../../core/licences/use.ts'
import { addDays, dayAt, offsetAt } from '../../core/time.ts'
import { noteAccess } from '../../server/store/access-log.ts'
import { addLicence, changeLicence, findLicences, type Licence, removeLicence } from '../../server/store/licences.ts'
import { personalOrg } from '../../server/store/people.ts'
import { readOrgApps } from '../../server/store/software/org-apps.ts'
import { findSeats } from '../../server/store/software/seats.ts'
import type { Cli } from '../cli.ts'
import { countFlag } from '../flags.ts'
import { examples } from '../help.ts'
import { findLicence, type LicenceFlags, nameArgument, toLicenceText, withLicenceFlags } from '../licence-flags.ts'
import { localActor } from '../local-actor.ts'
import { toSafe } from '../output.ts'
import { type ServerSide, withServerSide } from '../server-side.ts'
import { licenceWordsOf } from '../words/licence-words.ts'

/** `usage-audit licences`: what is paid for software, and what of it is used. */
export const licencesCommand = (cli: Cli): Command =>
  new Command('licences')
    .description('list what is paid for software and what of it is used, or add, change and remove licences')
    .addCommand(listCommand(cli), { isDefault: true })
    .addCommand(addCommand(cli))
    .addCommand(changeCommand(cli))
    .addCommand(removeCommand(cli))
    .addHelpText(
      'after',
      examples(
        'usage-audit licences',
        'usage-audit licences add "Acme Studio" --app acme.desktop --seats 10 --price "109.00 BRL"',
      ),
    )

const listCommand = (cli: Cli) =>
  new Command('list')
    .description('list the licences, how many seats are used, and what the others cost')
    .option('--days <n>', 'of how many days a use counts, up to today', countFlag, 30)
    .action(({ days }: { days: number }) => withServerSide(cli, (server) => list(cli, server, days)))
    .addHelpText('after', examples('usage-audit licences list --days 90', 'usage-audit licences list --json'))

async function list(cli: Cli, { store, config }: ServerSide, days: number): Promise<void> {
  const { locale, zone } = config.reports
  const words = licenceWordsOf(locale)
  const now = cli.now()
  const today = dayAt(now, offsetAt(zone, now))
  const apps = await readOrgApps(store, personalOrg, { now, today })
  const rows = (await findLicences(store, personalOrg)).map((licence) => ({
    ...licence,
    ...toLicenceUse(licence, findSeats(apps, licence.apps), addDays(today, 1 - days)),
  }))
  if (cli.json) return cli.printJson({ days, licences: rows })
  if (rows.length === 0) return cli.write(words.none)
  const names = new Map([...apps.subjects.values()].map(({ key, name }) => [key, name]))
  const money = (minor: number | null, { price }: Licence) =>
    minor === null || price === null ? '' : formatMoney({ minor, currency: price.currency }, locale)
  const count = (n: number) => formatCount(n, locale)
  cli.print(
    rows,
    (row) => [
      row.name,
      row.apps.map((key) => names.get(key) ?? key).join(', '),
      row.seats === null ? count(row.used) : words.usedOf(count(row.used), count(row.seats)),
      count(row.unused),
      row.price ? `${money(row.price.minor, row)}/${words.per[row.price.per]}` : '',
      money(row.wastedMinor, row),
      row.renewsOn ?? '',
    ],
    { head: words.columns, right: [2, 3, 4, 5], fit: { column: 1, by: 'shortening' } },
  )
  cli.write(words.basis(days))
}

const note = (cli: Cli, { store }: ServerSide, change: string, { name }: Licence) => {
  const { actor, actorName } = localActor()
  const access = { orgId: personalOrg, actor, actorName, about: null, what: 'licence' as const }
  return noteAccess(store, { ...access, reason: `${change}: ${name}`, at: cli.now() })
}

const addCommand = (cli: Cli) =>
  withLicenceFlags(new Command('add').description('add a licence: for which apps, how many seats, at what price'))
    .argument('<name>', 'what people call it', nameArgument)
    .action((name: string, flags: LicenceFlags) =>
      withServerSide(cli, async (server) => {
        const { locale } = server.config.reports
        const given = await toLicenceText(server.store, flags, { locale })
        if (!given.apps) throw new AppError('usage', 'say for which apps it is, with --app', { at: '--app' })
        const text = { name, seats: null, price: null, renewsOn: null, ...given, apps: given.apps }
        const licence = await addLicence(server.store, personalOrg, text, cli.now())
        await note(cli, server, 'added', licence)
        if (cli.json) return cli.printJson(licence)
        cli.write(toSafe(licenceWordsOf(locale).added(licence.name)))
      }),
    )
    .addHelpText(
      'after',
      examples(
        'usage-audit licences add "Acme Studio" --app "Acme Draw" "Acme Paint" --seats 10 --price "1,308.00 BRL" --per year',
      ),
    )

const changeCommand = (cli: Cli) =>
  withLicenceFlags(new Command('change').description('change what is given of a licence; the rest stays'))
    .argument('<licence>', 'its name, or the beginning of its id')
    .option('--name <name>', 'what people call it', nameArgument)
    .action((typed: string, { name, ...flags }: LicenceFlags & { readonly name?: string }) =>
      withServerSide(cli, async (server) => {
        const { locale } = server.config.reports
        const known = await findLicence(server.store, typed)
        const given = { ...(await toLicenceText(server.store, flags, { locale, known })), ...(name && { name }) }
        const licence = await changeLicence(server.store, personalOrg, known.id, { given, now: cli.now() })
        await note(cli, server, 'changed', licence)
        if (cli.json) return cli.printJson(licence)
        cli.write(toSafe(licenceWordsOf(locale).changed(licence.name)))
      }),
    )
    .addHelpText('after', examples('usage-audit licences change "Acme Studio" --seats 8 --renews 2027-03-31'))

const removeCommand = (cli: Cli) =>
  new Command('remove')
    .description('remove a licence')
    .argument('<licence>', 'its name, or the beginning of its id')
    .action((typed: string) =>
      withServerSide(cli, async (server) => {
        const { id } = await findLicence(server.store, typed)
        const licence = await removeLicence(server.store, personalOrg, id)
        await note(cli, server, 'removed', licence)
        if (cli.json) return cli.printJson({ id, removed: true })
        cli.write(toSafe(licenceWordsOf(server.config.reports.locale).removed(licence.name)))
      }),
    )
    .addHelpText('after', examples('usage-audit licences remove "Acme Studio"'))
