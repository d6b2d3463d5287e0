import { Command, Option } from 'commander'
import { formatDuration, formatInstant } from '../../core/format.ts'
import { leastIdleAfterMs } from '../../core/presence.ts'
import { secondMs } from '../../core/time.ts'
import { findDevices } from '../../server/store/devices.ts'
import { getUser, personalOrg } from '../../server/store/people.ts'
import { devicesOf, type PolicyScope, readPolicies, type StoredPolicy } from '../../server/store/policies.ts'
import type { Store } from '../../server/store/store.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { durationFlag } from '../flags.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { say } from '../say.ts'
import { openServerSide } from '../server-side.ts'
import { isSame, type PolicyFlags, setPolicy } from '../setting-policy.ts'
import { findDevice, findPerson } from '../whom.ts'
import { policyWordsOf, sayPolicy } from '../words/policy-words.ts'

/** `usage-audit policy`: what the agents of this server are asked to leave out. */
export const policyCommand = (cli: Cli): Command =>
  new Command('policy')
    .description('show or set what agents are asked to leave out: titles, apps, hours, or everything for a while')
    .addCommand(showCommand(cli), { isDefault: true })
    .addCommand(setCommand(cli))
    .addHelpText('after', examples('usage-audit policy', 'usage-audit policy set --titles off'))

const showCommand = (cli: Cli) =>
  new Command('show')
    .description('show every policy: for everybody, for a person, for a device')
    .action(async () => {
      const config = await cli.config()
      const { store } = await openServerSide(cli, config)
      try {
        await print(cli, config, store, await readPolicies(store, personalOrg))
      } finally {
        await store.close()
      }
    })
    .addHelpText('after', examples('usage-audit policy show', 'usage-audit policy show --json'))

interface SetFlags extends PolicyFlags {
  readonly person?: string
  readonly device?: string
}

const setCommand = (cli: Cli) =>
  new Command('set')
    .description('change a policy: for everybody, or with --person or --device for one; what is nearer counts')
    .addOption(new Option('--person <person>', 'for a person, by e-mail, name or id').conflicts('device'))
    .option('--device <device>', 'for a device, by number or name')
    .addOption(
      new Option('--titles <on|off>', 'off: no window titles; on: as each computer has it').choices(['on', 'off']),
    )
    .option('--rules <file>', 'the rules of a TOML file, tables [[rules]], in place of the former ones')
    .option('--working-hours <hours>', 'nothing outside, as "mo-fr 08:00-18:00"; any: at any time')
    .addOption(
      new Option('--idle <duration>', 'idle after this long without input').argParser(
        durationFlag(leastIdleAfterMs / secondMs),
      ),
    )
    .option('--pause', 'record nothing until --resume')
    .option('--resume', 'record again')
    .option('--clear', 'forget what was set before')
    .action(async (flags: SetFlags) => {
      const config = await cli.config()
      const { store } = await openServerSide(cli, config)
      try {
        const scope = await findScope(store, flags)
        await setPolicy(store, scope, flags, cli.now())
        const all = await readPolicies(store, personalOrg)
        await print(
          cli,
          config,
          store,
          all.filter((each) => isSame(each, scope)),
        )
        const devices = await store.db.$count(store.t.devices, devicesOf(store, personalOrg, scope))
        if (!cli.json) say(cli.stdout, `\n${policyWordsOf(config.reports.locale).effect(devices)}`)
      } finally {
        await store.close()
      }
    })
    .addHelpText(
      'after',
      examples(
        'usage-audit policy set --titles off --working-hours "mo-fr 08:00-18:00"',
        'usage-audit policy set --person ana@example.org --idle 10m',
        'usage-audit policy set --device 2 --pause',
      ),
    )

async function findScope(store: Store, { person, device }: SetFlags): Promise<PolicyScope> {
  if (person !== undefined) return { scope: 'person', about: (await findPerson(store, personalOrg, person)).id }
  if (device !== undefined) return { scope: 'device', about: String((await findDevice(store, personalOrg, device)).id) }
  return { scope: 'org', about: '' }
}

async function print(cli: Cli, config: Config, store: Store, policies: readonly StoredPolicy[]): Promise<void> {
  if (cli.json) return cli.printJson(policies)
  const { locale, zone } = config.reports
  const words = policyWordsOf(locale)
  if (policies.length === 0) return cli.write(words.unchanged)
  const devices = new Map((await findDevices(store, personalOrg)).map(({ id, name }) => [String(id), name]))
  const rows: (readonly string[])[] = []
  for (const { scope, about, settings, changedAt } of policies) {
    const isPerson = scope === 'person' || scope === 'own'
    const person = isPerson ? (await getUser(store, about)).name : undefined
    const whom = person ?? (scope === 'device' ? `${about} ${devices.get(about) ?? ''}` : words.ofOrganisation)
    const idle = settings.idleAfterMs === undefined ? [] : [words.idle(formatDuration(settings.idleAfterMs, locale))]
    const said = scope === 'own' ? words.own(settings) : sayPolicy(settings, locale)
    const asks = [said, ...idle].filter(Boolean).join('; ') || words.empty
    rows.push([toSafe(whom), formatInstant(changedAt, locale, zone, 'year'), toSafe(asks)])
  }
  cli.print(rows, (row) => row, { head: words.columns, fit: { column: 2, by: 'wrapping' } })
}
