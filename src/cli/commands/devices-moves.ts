import { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { toPlainText } from '../../core/text.ts'
import { rollUp } from '../../server/jobs/roll-up.ts'
import { getPair, mergeDevices, planMove, splitDevice } from '../../server/store/device-moves.ts'
import { getDevice, newDeviceToken, renameDevice, revokeDevice } from '../../server/store/devices.ts'
import { personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { createSecretFile } from '../secret-file.ts'
import { refuseDemo, withServerSide } from '../server-side.ts'
import { deviceWordsOf } from '../words/device-words.ts'

const keyOf = (typed: string) => {
  if (!/^[1-9]\d{0,9}$/.test(typed))
    throw new AppError('usage', `"${typed}" is no number of a device; \`usage-audit devices list\` shows them`, {
      at: 'id',
    })
  return { orgId: personalOrg, deviceId: Number(typed) }
}

const toName = (typed: string) => {
  const name = toPlainText(typed, 100)
  if (name === '') throw new AppError('usage', 'a device needs a name that people can read', { at: 'name' })
  return name
}

export const renameCommand = (cli: Cli): Command =>
  new Command('rename')
    .description('give a device another name')
    .argument('<id>', 'as `devices list` shows it')
    .argument('<name>', 'what people will call it')
    .action((id: string, typed: string) =>
      withServerSide(cli, async ({ store, config }) => {
        const name = toName(typed)
        await renameDevice(store, keyOf(id), name)
        if (cli.json) return cli.printJson({ id: Number(id), name })
        cli.write(toSafe(deviceWordsOf(config.reports.locale).renamed(name)))
      }),
    )
    .addHelpText('after', examples('usage-audit devices rename 3 "Kitchen laptop"'))

export const revokeCommand = (cli: Cli): Command =>
  new Command('revoke')
    .description('take a device its token: it may not upload from now on, and what it told stays')
    .argument('<id>', 'as `devices list` shows it')
    .action((id: string) =>
      withServerSide(cli, async ({ store, config }) => {
        const key = keyOf(id)
        const { name } = await getDevice(store, key.orgId, key.deviceId)
        await revokeDevice(store, key)
        if (cli.json) return cli.printJson({ id: Number(id), revoked: true })
        cli.write(toSafe(deviceWordsOf(config.reports.locale).revoked(name)))
      }),
    )
    .addHelpText('after', examples('usage-audit devices revoke 3'))

export const mergeCommand = (cli: Cli): Command =>
  new Command('merge')
    .description('make two devices of one person one, as after a reinstallation; only shown unless --yes')
    .argument('<from>', 'the device that ends')
    .argument('<into>', 'the device that it becomes part of')
    .option('--yes', 'do it')
    .action((from: string, into: string, { yes = false }: { readonly yes?: boolean }) =>
      withServerSide(cli, async (server) => {
        if (yes) refuseDemo(server)
        const { store, config } = server
        const words = deviceWordsOf(config.reports.locale)
        const [source, target] = [keyOf(from), keyOf(into)]
        const { from: ends, into: goesOn } = await getPair(store, personalOrg, source.deviceId, target.deviceId)
        const plan = await planMove(store, source)
        if (yes) {
          await mergeDevices(store, personalOrg, source.deviceId, target.deviceId)
          await rollUp(store, { device: target })
        }
        if (cli.json) return cli.printJson({ done: yes, ...plan })
        cli.write(words.plan(plan))
        cli.write(toSafe(yes ? words.merged(ends.name, goesOn.name) : words.dryRun))
      }),
    )
    .addHelpText('after', examples('usage-audit devices merge 4 2', 'usage-audit devices merge 4 2 --yes'))

interface SplitFlags {
  readonly stream: readonly string[]
  readonly name: string
  readonly tokenOut: string
  readonly yes?: boolean
}

export const splitCommand = (cli: Cli): Command =>
  new Command('split')
    .description('make runs of a cloned agent a device of their own; only shown unless --yes')
    .argument('<id>', 'as `devices list` shows it')
    .requiredOption('--stream <uuid...>', 'its runs, as `devices list --json` shows them')
    .requiredOption('--name <name>', 'what people will call it')
    .requiredOption('--token-out <file>', 'where to write its token; must not exist yet')
    .option('--yes', 'do it')
    .action((id: string, { stream, name: typed, tokenOut, yes = false }: SplitFlags) =>
      withServerSide(cli, async (server) => {
        refuseDemo(server)
        const { store, config } = server
        const words = deviceWordsOf(config.reports.locale)
        const [key, name] = [keyOf(id), toName(typed)]
        const plan = await planMove(store, key, stream)
        if (!yes) {
          if (cli.json) return cli.printJson({ done: false, ...plan })
          return cli.write(`${words.plan(plan)}\n${words.dryRun}`)
        }
        const write = createSecretFile(tokenOut)
        const token = newDeviceToken()
        const newId = await splitDevice(store, key, { uuids: stream, name, token, now: cli.now() })
        write(`${token}\n`)
        await rollUp(store, { device: key })
        await rollUp(store, { device: { ...key, deviceId: newId } })
        if (cli.json) return cli.printJson({ done: true, ...plan, id: newId, tokenFile: tokenOut })
        cli.write(toSafe(words.split(name, newId, tokenOut)))
      }),
    )
    .addHelpText(
      'after',
      examples(
        'usage-audit devices split 3 --stream 0f0c… --name "Cloned laptop" --token-out clone.token',
        'usage-audit devices split 3 --stream 0f0c… 1a2b… --name "Cloned laptop" --token-out clone.token --yes',
      ),
    )
