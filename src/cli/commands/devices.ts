import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { rightWithinMs } from '../../core/clock-skew.ts'
import { AppError } from '../../core/errors.ts'
import { findHistoryFault, type HistoryFault } from '../../core/forks.ts'
import { formatDuration, formatInstant } from '../../core/format.ts'
import { toPlainText } from '../../core/text.ts'
import type { Locale } from '../../core/texts/language.ts'
import { textsOf } from '../../core/texts/texts.ts'
import { createDevice, findDevices, newDeviceToken } from '../../server/store/devices.ts'
import { personalOrg } from '../../server/store/people.ts'
import { findStreams } from '../../server/store/streams.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { knownPin } from '../self-signed-side.ts'
import { openServerSide, refuseDemo } from '../server-side.ts'
import { formatTokenFile } from '../token-file.ts'
import { approveCommand } from './devices-approve.ts'

/** `usage-audit devices`: who may upload to this computer's server. */
export const devicesCommand = (cli: Cli): Command =>
  new Command('devices')
    .description('list the devices of the server on this computer, or add one')
    .addCommand(listCommand(cli))
    .addCommand(addCommand(cli))
    .addCommand(approveCommand(cli))
    .addHelpText(
      'after',
      examples('usage-audit devices list', 'usage-audit devices add laptop --token-out laptop.token'),
    )

const listCommand = (cli: Cli) =>
  new Command('list')
    .description('list the devices with their last upload')
    .action(async () => {
      const config = await cli.config()
      const { store, demo } = await openServerSide(cli, config)
      const devices = []
      for (const device of await findDevices(store, personalOrg)) {
        const streams = await findStreams(store, personalOrg, device.id)
        devices.push({ ...device, fault: findHistoryFault(streams) ?? null, ...(demo && { demo }) })
      }
      await store.close()
      const { locale, zone } = config.reports
      if (demo && !cli.json) cli.write(`${textsOf(locale).demo.banner}\n`)
      const seen = (at: number | null) => (at === null ? '-' : formatInstant(at, locale, zone, 'year'))
      cli.print(
        devices,
        ({ id, name, platform, lastSeenAt, clockSkewMs, fault }) => [
          String(id),
          name,
          platform,
          seen(lastSeenAt),
          [...(fault ? [faults[fault]] : []), ...sayClock(clockSkewMs, locale)].join('; '),
        ],
        {
          head: ['ID', 'NAME', 'PLATFORM', 'LAST UPLOAD', 'NOTE'],
          fit: { column: 4, by: 'wrapping' },
        },
      )
    })
    .addHelpText('after', examples('usage-audit devices list', 'usage-audit devices list --json'))

/** As it was at the last upload; a clock that is nearly right is right. */
const sayClock = (skewMs: number | null, locale: Locale): string[] =>
  skewMs === null || Math.abs(skewMs) <= rightWithinMs
    ? []
    : [`clock ${formatDuration(Math.abs(skewMs), locale)} ${skewMs > 0 ? 'ahead' : 'behind'}`]

const faults: Readonly<Record<HistoryFault, string>> = {
  forked: 'two computers use the same copy: was a disk cloned or restored?',
  replaced: 'the agent began a new journal',
}

const addCommand = (cli: Cli) =>
  new Command('add')
    .description('make a device and write its token to a file, which `usage-audit agent enroll` takes on that device')
    .argument('<name>', 'what people will call it')
    .requiredOption('--token-out <file>', 'where to write the token; must not exist yet')
    .action(async (typed: string, flags: { readonly tokenOut: string }) => {
      const name = toPlainText(typed, 100).trim()
      if (name === '') throw new AppError('usage', 'a device needs a name that people can read', { at: 'name' })
      const config = await cli.config()
      const server = await openServerSide(cli, config)
      refuseDemo(server)
      const { store, owner } = server
      const token = newDeviceToken()
      const pin = knownPin(cli, config.server)
      const publicUrl = pin && config.server.publicUrl
      writeFileSync(flags.tokenOut, formatTokenFile({ token, server: publicUrl, pin }), { mode: 0o600, flag: 'wx' })
      const device = { orgId: personalOrg, userId: owner.id, name, platform: 'unknown', token }
      const id = await createDevice(store, { ...device, now: cli.now() })
      await store.close()
      if (cli.json) return cli.printJson({ id, name: device.name, tokenFile: flags.tokenOut })
      const file = toSafe(flags.tokenOut)
      cli.write(
        `Device ${id} "${toSafe(device.name)}" may upload. Carry ${file} to it safely, run there\n` +
          `  usage-audit agent enroll --server ${publicUrl || 'https://THIS-SERVER'} --token-file ${file}\n` +
          'and delete the file on both.',
      )
    })
    .addHelpText('after', examples('usage-audit devices add "Ana\'s laptop" --token-out ana.token'))
