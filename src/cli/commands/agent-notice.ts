import { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { readNotice, showNotice } from '../notice.ts'
import { agreeHere } from '../policy-state.ts'
import { wordsOf } from '../words.ts'

/** `usage-audit agent notice`: what is recorded under the present settings; from then on it counts as told. */
export const noticeCommand = (cli: Cli): Command =>
  new Command('notice')
    .description(
      'show what is recorded, and agree to what the organisation no longer leaves out; what was not shown is not recorded by a service',
    )
    .action(async () => {
      const config = await cli.config()
      showNotice(cli, config)
      const agreed = agreeHere(cli, config)
      if (cli.json) return cli.printJson({ ...readNotice(cli), agreed })
      cli.write(wordsOf(config.reports.locale).notice.kept)
    })
    .addHelpText('after', examples('usage-audit agent notice'))
