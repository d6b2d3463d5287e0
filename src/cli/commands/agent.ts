import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { askWhoseToken } from '../../agent/enroll.ts'
import { takeLock } from '../../agent/lock.ts'
import { stepBack } from '../../agent/manners.ts'
import { forgetPolicy } from '../../agent/policy/held.ts'
import type { UploadRound } from '../../agent/uploader.ts'
import { AppError } from '../../core/errors.ts'
import { secondMs } from '../../core/time.ts'
import { runAgent } from '../agent-side.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { readCredentials, writeCredentials } from '../credentials.ts'
import { examples } from '../help.ts'
import { nearest } from '../nearest.ts'
import { findUntold, readNotice, sayUntold, showNotice, withoutUntold } from '../notice.ts'
import { toSafe } from '../output.ts'
import { type Words, wordsOf } from '../words.ts'
import { extensionCommand } from './agent-extension.ts'
import { logCommand } from './agent-log.ts'
import { noticeCommand } from './agent-notice.ts'
import { pauseCommand, resumeCommand } from './agent-pause.ts'
import { previewCommand } from './agent-preview.ts'
import { installCommand, uninstallCommand } from './agent-service.ts'
import { statusCommand } from './agent-status.ts'

/** `usage-audit agent`: recording alone, and what a person may ask of it. */
export const agentCommand = (cli: Cli): Command =>
  new Command('agent')
    .description('record this computer, and look at what is recorded')
    .addCommand(runCommand(cli), { isDefault: true })
    .addCommand(enrollCommand(cli))
    .addCommand(statusCommand(cli))
    .addCommand(logCommand(cli))
    .addCommand(pauseCommand(cli))
    .addCommand(resumeCommand(cli))
    .addCommand(noticeCommand(cli))
    .addCommand(previewCommand(cli))
    .addCommand(installCommand(cli))
    .addCommand(uninstallCommand(cli))
    .addCommand(extensionCommand(cli))
    .hook('preSubcommand', refuseUnknownCommand)
    .addHelpText('after', examples('usage-audit agent', 'usage-audit agent status'))

/** `run` is what `agent` does by itself, and so it would be given every word that is no command. */
function refuseUnknownCommand({ args: [word], commands }: Command): void {
  const names = commands.map((command) => command.name())
  if (word === undefined || word.startsWith('-') || names.includes(word)) return
  const meant = nearest(word, names)
  const hint = meant ? `(Did you mean ${meant}?)` : 'Run `usage-audit agent --help` to see what can be typed.'
  throw new AppError('usage', `unknown command 'agent ${word}'\n${hint}`)
}

const runCommand = (cli: Cli) =>
  new Command('run')
    .description('record until Ctrl-C, and upload if enrolled')
    .option(
      '--service',
      'a system service starts it: nobody reads what it says, so what is recorded must be known already',
    )
    .action(async ({ service }: { readonly service?: boolean }) => {
      const stopping = cli.stopping()
      const config = service ? await readConfigForService(cli) : await readConfigForPerson(cli)
      const words = wordsOf(config.reports.locale)
      const credentials = readCredentials(cli.dataDir().credentials)
      cli.stderr.write(`${credentials ? '' : `${words.notEnrolled}\n`}${words.stopHint}\n`)
      const { sampleMs, uploadMs } = config.agent
      const onRound = tellChanges(cli, words)
      const lock = takeLock(cli.dataDir().journal)
      const agent = await runAgent(cli, { lock, config, credentials, sampleMs, uploadMs, onRound })
      stepBack()
      if (!stopping.aborted) await once(stopping, 'abort')
      if (cli.stderr.isTTY) cli.stderr.write(`${words.stopping}\n`)
      await agent.stop(5 * secondMs)
    })
    .addHelpText('after', examples('usage-audit agent', 'usage-audit agent run --data-dir ~/audit'))

async function readConfigForPerson(cli: Cli): Promise<Config> {
  const config = await cli.config()
  showNotice(cli, config)
  return config
}

/** A log is no place to tell a person anything for the first time. */
async function readConfigForService(cli: Cli): Promise<Config> {
  const config = await cli.config()
  const told = readNotice(cli)
  const untold = sayUntold(config, findUntold(config, told))
  const allowed = withoutUntold(config, told)
  if (untold) cli.stderr.write(`${wordsOf(config.reports.locale).notice.label}: ${untold}\n`)
  return allowed
}

/** Tells of a trouble with the server once, and once that it is over. */
function tellChanges({ stderr, now }: Cli, words: Words): (round: UploadRound) => void {
  let told: string | undefined
  return ({ rows, error }) => {
    if (error === told) return
    const text = error === undefined ? words.uploadsAgain(rows) : toSafe(error)
    stderr.write(`${new Date(now()).toISOString()} ${text}\n`)
    told = error
  }
}

const enrollCommand = (cli: Cli) =>
  new Command('enroll')
    .description("make this computer a device of a server, with a token file from that server's `devices add`")
    .requiredOption('--token-file <file>', 'the file that holds the token')
    .option('--server <url>', 'address of the server; default: the setting agent.server')
    .action(async (flags: { readonly tokenFile: string; readonly server?: string }) => {
      const { agent } = await cli.config([{ flag: '--server', key: 'agent.server', value: flags.server }])
      const token = readToken(flags.tokenFile)
      const device = await askWhoseToken(agent.server, token)
      writeCredentials(cli.dataDir().credentials, { server: agent.server, token })
      forgetPolicy(cli.dataDir().journal)
      if (cli.json) return cli.printJson({ server: agent.server, ...device })
      const { name, person } = device
      cli.write(toSafe(`This computer is "${name}" of ${person} on ${agent.server}. Start \`usage-audit agent\`.`))
    })
    .addHelpText(
      'after',
      examples('usage-audit agent enroll --server https://audit.example.org --token-file laptop.token'),
    )

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new AppError('invalid', `cannot read the token file ${file}: ${(cause as Error).message}`, {
      cause,
      at: '--token-file',
    })
  }
}
