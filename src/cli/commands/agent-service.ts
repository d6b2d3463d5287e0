import { Command } from 'commander'
import { getServiceKind, installService, requireService, uninstallService } from '../../agent/service/manage.ts'
import type { Cli } from '../cli.ts'
import type { Setting } from '../config-list.ts'
import { examples } from '../help.ts'
import { showNotice } from '../notice.ts'
import { toServiceAccount, toServiceCommand } from '../service-side.ts'
import { wordsOf } from '../words.ts'

/** `usage-audit agent install`: recording from now on, at each log-in. */
export const installCommand = (cli: Cli): Command =>
  new Command('install')
    .description('record from now on and after each log-in: a service of systemd, launchd or Task Scheduler')
    .option('--print', "print the service's file, and do nothing else")
    .action(async ({ print }: { readonly print?: boolean }) => {
      const { config, list, file: settingsFile } = await cli.settings()
      const kind = getServiceKind(process.platform)
      const account = toServiceAccount(cli)
      const command = toServiceCommand(cli, settingsFile)
      const unseen = list.filter(({ origin }) => isVariable(origin)).map(({ origin }) => origin)
      const { service: words } = wordsOf(config.reports.locale)
      if (unseen.length > 0) cli.stderr.write(`${words.unseen(unseen.join(', '))}\n`)
      if (print) {
        const text = kind.render(command, account)
        const answer = { service: kind.name, file: kind.fileOf(account), argv: command.argv, text }
        return cli.json ? cli.printJson(answer) : cli.stdout.write(text)
      }
      requireService(kind, account)
      showNotice(cli, config)
      const file = installService(kind, command, account)
      if (cli.json) return cli.printJson({ service: kind.name, file, argv: command.argv })
      cli.write(words.installed(file, kind.look))
    })
    .addHelpText('after', examples('usage-audit agent install', 'usage-audit agent install --print'))

/** Of the settings that the agent reads, those that come from this terminal's environment. */
const isVariable = (origin: Setting['origin']) => /^USAGE_AUDIT_(AGENT|PRIVACY)__/.test(origin)

/** `usage-audit agent uninstall`: no more recording at log-in; what was recorded stays. */
export const uninstallCommand = (cli: Cli): Command =>
  new Command('uninstall')
    .description('stop the service and take it out of the log-in; what was recorded stays')
    .action(async () => {
      const { reports } = await cli.config()
      const kind = getServiceKind(process.platform)
      const file = uninstallService(kind, toServiceAccount(cli)) ?? null
      if (cli.json) return cli.printJson({ service: kind.name, file })
      const { service: words } = wordsOf(reports.locale)
      cli.write(file === null ? words.notInstalled : words.uninstalled(file))
    })
    .addHelpText('after', examples('usage-audit agent uninstall'))
