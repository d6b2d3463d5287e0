import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { toPlainText } from '../../core/text.ts'
import { createDevice, newDeviceToken } from '../../server/store/devices.ts'
import { personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { say } from '../say.ts'
import { knownPin } from '../self-signed-side.ts'
import { openServerSide, refuseDemo } from '../server-side.ts'
import { formatTokenFile } from '../token-file.ts'
import { deviceWordsOf } from '../words/device-words.ts'
import { approveCommand } from './devices-approve.ts'
import { listCommand } from './devices-list.ts'
import { mergeCommand, renameCommand, revokeCommand, splitCommand } from './devices-moves.ts'

/** `usage-audit devices`: who may upload to this computer's server. */
export const devicesCommand = (cli: Cli): Command =>
  new Command('devices')
    .description('list the devices of the server on this computer, add, let in, rename, merge, split or revoke them')
    .addCommand(listCommand(cli))
    .addCommand(addCommand(cli))
    .addCommand(approveCommand(cli))
    .addCommand(renameCommand(cli))
    .addCommand(revokeCommand(cli))
    .addCommand(mergeCommand(cli))
    .addCommand(splitCommand(cli))
    .addHelpText(
      'after',
      examples('usage-audit devices list', 'usage-audit devices add laptop --token-out laptop.token'),
    )

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
      const words = deviceWordsOf(config.reports.locale)
      say(cli.stdout, words.added({ id, name: toSafe(name), server: publicUrl || undefined, file }))
    })
    .addHelpText('after', examples('usage-audit devices add "Ana\'s laptop" --token-out ana.token'))
