import { Command } from 'commander'
import { rightWithinMs } from '../../core/clock-skew.ts'
import { formatDuration, formatInstant, formatPercent } from '../../core/format.ts'
import type { Locale } from '../../core/texts/language.ts'
import { textsOf } from '../../core/texts/texts.ts'
import { type FleetDevice, readFleet } from '../../server/store/fleet.ts'
import { personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { say } from '../say.ts'
import { withServerSide } from '../server-side.ts'
import { type DeviceWords, deviceWordsOf } from '../words/device-words.ts'

/** `usage-audit devices list`: every device with how it stands. */
export const listCommand = (cli: Cli): Command =>
  new Command('list')
    .description('list the devices with their last upload, what of 30 days they recorded, and what is wrong')
    .action(() =>
      withServerSide(cli, async ({ store, demo, config: { reports } }) => {
        const { locale, zone } = reports
        const words = deviceWordsOf(locale)
        const devices = await readFleet(store, personalOrg, cli.now())
        if (cli.json) return cli.printJson(devices.map((device) => ({ ...device, ...(demo && { demo }) })))
        if (demo) say(cli.stdout, `${textsOf(locale).demo.banner}\n`)
        if (devices.length === 0) return cli.write(words.none)
        cli.print(
          devices,
          (device) => [
            String(device.id),
            device.name,
            device.person ?? '-',
            device.lastSeenAt === null ? '-' : formatInstant(device.lastSeenAt, locale, zone),
            device.coverage === null ? '-' : formatPercent(device.coverage, locale),
            toNote(device, words, locale),
          ],
          { head: words.columns, right: [4], fit: { column: 5, by: 'wrapping' } },
        )
      }),
    )
    .addHelpText('after', examples('usage-audit devices list', 'usage-audit devices list --json'))

function toNote(
  { state, fault, platform, agentVersion, clockSkewMs }: FleetDevice,
  words: DeviceWords,
  locale: Locale,
) {
  const isOff = clockSkewMs !== null && Math.abs(clockSkewMs) > rightWithinMs
  return [
    words.states[state],
    fault === null ? '' : words.faults[fault],
    isOff ? words.clock(formatDuration(Math.abs(clockSkewMs), locale), clockSkewMs > 0) : '',
    agentVersion === null ? platform : `${platform} ${agentVersion}`,
  ]
    .filter(Boolean)
    .join('; ')
}
