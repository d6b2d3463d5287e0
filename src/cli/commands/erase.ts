import { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { formatCount, formatInstant, formatList } from '../../core/format.ts'
import { isDay, startOfDay } from '../../core/time.ts'
import { type EraseCounts, planErasure } from '../../server/store/care/order-erasure.ts'
import { findDevices } from '../../server/store/devices.ts'
import { findOrders } from '../../server/store/erase/orders.ts'
import { findMembers, personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { type EraseFlags, erasePlanned, findWish } from '../erasing.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { say } from '../say.ts'
import { openServerSide, type ServerSide } from '../server-side.ts'
import { eraseWordsOf } from '../words/erase-words.ts'

interface Flags extends EraseFlags {
  readonly until?: string
  readonly yes?: boolean
}

/** `usage-audit erase`: what a device or a person told of goes, here and on the device; without `--yes` it is only counted. */
export const eraseCommand = (cli: Cli): Command =>
  new Command('erase')
    .description('erase what was recorded of a device or a person, here and by their agents; without --yes only counts')
    .option('--device <device>', 'one device, by number or name')
    .option('--person <person>', 'all devices of a person, by e-mail, name or id')
    .option('--account', 'with --person: who they are too, name, address and every way in, for good')
    .option('--until <date>', 'only what was recorded before this day, as 2026-10-01; default: everything up to now')
    .option('--yes', 'erase, instead of only counting')
    .action(async (flags: Flags) => {
      const config = await cli.config()
      const until = flags.until === undefined ? undefined : toInstant(flags.until, config)
      const server = await openServerSide(cli, config)
      try {
        const plan = await planErasure(server.store, await findWish(server, flags, until), cli.now())
        if (!flags.yes) return printPlan(cli, config, plan)
        printReceipt(cli, server, plan, await erasePlanned(server, plan, cli.now))
      } finally {
        await server.store.close()
      }
    })
    .addCommand(listCommand(cli))
    .addHelpText(
      'after',
      examples(
        'usage-audit erase --device 2',
        'usage-audit erase --person ana@example.org --until 2026-10-01 --yes',
        'usage-audit erase --person ana@example.org --account --yes',
      ),
    )

function toInstant(day: string, { reports: { zone } }: Config): number {
  if (!isDay(day)) throw new AppError('usage', `"${day}" is no day; write one as 2026-10-01`, { at: '--until' })
  return startOfDay(day, zone)
}

const toJson = ({ device, until, rows, ...more }: EraseCounts['plans'][number]) => ({
  device: device.id,
  name: device.name,
  until,
  rows,
  ...more,
})

const namesOf = (devices: readonly { readonly name: string }[], config: Config) =>
  formatList(
    devices.map(({ name }) => toSafe(name)),
    config.reports.locale,
  )

const devicesOf = ({ plans }: EraseCounts) => plans.map(({ device }) => device)

function printPlan(cli: Cli, config: Config, plan: EraseCounts): void {
  const { plans, reports, mails, wish, until } = plan
  const account = wish.account === true
  if (cli.json) {
    cli.printJson({ dryRun: true, devices: plans.map(toJson), reports, mails, account })
    return
  }
  const { locale, zone } = config.reports
  const words = eraseWordsOf(locale)
  const devices = plans.length === 0 ? words.noDevice : namesOf(devicesOf(plan), config)
  cli.write(`${words.wouldErase({ until: formatInstant(until, locale, zone, 'year'), devices })}\n`)
  printCounts(cli, config, plan)
  say(cli.stdout, ['', ...(account ? [words.wouldEraseAccount] : []), words.dryRun].join('\n'))
}

function printCounts(cli: Cli, { reports: { locale } }: Config, { plans, reports, mails }: EraseCounts): void {
  const words = eraseWordsOf(locale)
  const tables = Object.keys(plans[0]?.rows ?? {})
  const rows = tables.map((table) => [table, plans.reduce((sum, plan) => sum + plan.rows[table]!, 0)] as const)
  cli.print(
    [...rows, [words.reports, reports] as const, [words.mails, mails] as const],
    ([what, count]) => [what, formatCount(count, locale)],
    { head: words.columns, right: [1] },
  )
}

type Done = Awaited<ReturnType<typeof erasePlanned>>

function printReceipt(cli: Cli, { config, erasing }: ServerSide, plan: EraseCounts, { devices, done }: Done): void {
  const { reports, mails, wish } = plan
  const account = wish.account === true
  const words = eraseWordsOf(config.reports.locale)
  const { tombstones } = erasing
  if (cli.json) {
    cli.printJson({
      ...{ dryRun: false, devices: devices.map((each) => ({ ...toJson(each), confirmed: false })) },
      ...{ reports, mails, account, tombstones, backups: words.backups },
    })
    return
  }
  printCounts(cli, config, plan)
  const lines = [
    done ? words.erased : words.unfinished,
    ...(account ? [words.erasedAccount] : []),
    words.tombstones(toSafe(tombstones)),
    ...(devices.length === 0 ? [] : [words.pending(namesOf(devicesOf(plan), config))]),
    words.backups,
  ]
  say(cli.stdout, ['', ...lines].join('\n'))
}

const listCommand = (cli: Cli) =>
  new Command('list')
    .description('list the orders to erase: what this server removed, and which agents have confirmed')
    .action(async () => {
      const config = await cli.config()
      const { store } = await openServerSide(cli, config)
      const orders = await findOrders(store, personalOrg)
      const names = new Map((await findDevices(store, personalOrg)).map(({ id, name }) => [id, name]))
      const people = new Map((await findMembers(store)).map(({ user }) => [user.id, user.name]))
      await store.close()
      if (cli.json) return cli.printJson(orders.map((order) => ({ ...order, name: names.get(order.deviceId) ?? null })))
      const { locale, zone } = config.reports
      const words = eraseWordsOf(locale)
      if (orders.length === 0) return cli.write(words.none)
      const instant = (at: number) => formatInstant(at, locale, zone, 'year')
      const toCells = (order: (typeof orders)[number]) => [
        order.id.slice(0, 8),
        `${order.deviceId} ${toSafe(names.get(order.deviceId) ?? '')}`,
        instant(order.until),
        words.state({
          by: toSafe(people.get(order.orderedBy) ?? order.orderedBy),
          ordered: instant(order.orderedAt),
          server: order.doneAt === null ? words.waiting : instant(order.doneAt),
          agent: order.confirmedAt === null ? words.notYet : instant(order.confirmedAt),
        }),
      ]
      cli.print(orders, toCells, { head: words.listColumns, fit: { column: 3, by: 'wrapping' } })
    })
    .addHelpText('after', examples('usage-audit erase list', 'usage-audit erase list --json'))
