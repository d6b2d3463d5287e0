import { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'

/** `usage-audit config`: what is set, and by whom. */
export const configCommand = (cli: Cli): Command =>
  new Command('config')
    .description('show the settings and where each comes from')
    .addCommand(showCommand(cli))
    .addHelpText('after', examples('usage-audit config show'))

const showCommand = ({ settings, json, print, printJson, write, stdout: { style } }: Cli) =>
  new Command('show')
    .description('print every setting, its value and its origin; secrets are masked')
    .action(async () => {
      const { list, file } = await settings()
      if (json) return printJson({ file, settings: list })
      const dim = (text: string) => style('dim', text)
      print(list, ({ key, value, origin }) => [key, String(value ?? '-'), { text: origin, draw: dim }], {
        head: ['SETTING', 'VALUE', 'ORIGIN'],
        fit: { column: 1, by: 'wrapping' },
      })
      if (!file) write('\nNo settings file was read.')
    })
    .addHelpText('after', examples('usage-audit config show', 'usage-audit config show --json'))
