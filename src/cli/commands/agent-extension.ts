import { Command } from 'commander'
import { BusLost } from '../../agent/dbus.ts'
import {
  extensionId,
  findExtension,
  removeExtension,
  renderExtension,
  writeExtension,
} from '../../agent/presence/gnome-extension.ts'
import { isFocusTold, readShellVersion, switchExtension } from '../../agent/presence/gnome-shell.ts'
import { AppError } from '../../core/errors.ts'
import type { Cli } from '../cli.ts'
import { connectSession, findExtensionFolder } from '../extension-side.ts'
import { extensionWordsOf } from '../extension-words.ts'
import { examples } from '../help.ts'

/** `usage-audit agent extension`: what GNOME needs under Wayland to tell which window is in front. */
export const extensionCommand = (cli: Cli): Command =>
  new Command('extension')
    .description('the extension of GNOME Shell that tells this agent, under Wayland, which window is in front')
    .addCommand(installCommand(cli))
    .addCommand(uninstallCommand(cli))
    .addHelpText('after', examples('usage-audit agent extension install', 'usage-audit agent extension uninstall'))

const installCommand = (cli: Cli) =>
  new Command('install')
    .description('put the extension in place for this account, and switch it on')
    .action(async () => {
      const words = extensionWordsOf((await cli.config()).reports.locale)
      const folder = findExtensionFolder(cli.env)
      const { shell, enabled, running } = await install(cli, folder)
      if (cli.json) return cli.printJson({ uuid: extensionId(), folder, shell, enabled, running })
      cli.write(words.installed(folder))
      cli.write(running ? words.running : enabled ? words.logOut : words.switchOn)
      cli.write(words.howToRemove)
    })
    .addHelpText('after', examples('usage-audit agent extension install'))

async function install({ env }: Cli, folder: string) {
  const bus = await connectSession(env)
  try {
    const shell = await readShellVersion(bus)
    if (shell === undefined)
      throw new AppError(
        'unavailable',
        'no GNOME Shell answers on the message bus of this session; nothing was installed',
      )
    const files = renderExtension(shell)
    if (!files)
      throw new AppError('unavailable', `GNOME Shell ${shell} is too old for the extension, which needs 40 or newer`)
    const isSame = findExtension(folder, files) === 'current'
    if (!isSame) writeExtension(folder, files)
    const enabled = await switchExtension(bus, extensionId(), true)
    // What the shell loaded before stays in it until it starts again.
    return { shell, enabled, running: isSame && (await isFocusTold(bus)) }
  } finally {
    bus.close()
  }
}

const uninstallCommand = (cli: Cli) =>
  new Command('uninstall')
    .description('switch the extension off, and remove it')
    .action(async () => {
      const words = extensionWordsOf((await cli.config()).reports.locale)
      const folder = findExtensionFolder(cli.env)
      await switchOff(cli)
      const removed = removeExtension(folder)
      if (cli.json) return cli.printJson({ uuid: extensionId(), folder: removed ? folder : null })
      cli.write(removed ? words.removed(folder) : words.notInstalled)
    })
    .addHelpText('after', examples('usage-audit agent extension uninstall'))

/** Without a session nothing runs that could be switched off. */
async function switchOff({ env }: Cli): Promise<void> {
  const bus = await connectSession(env).catch(() => undefined)
  try {
    if (bus) await switchExtension(bus, extensionId(), false)
  } catch (error) {
    if (!(error instanceof BusLost)) throw error
  } finally {
    bus?.close()
  }
}
