import { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { readNotice, showNotice } from '../notice.ts'
import { wordsOf } from '../words.ts'

/** `usage-audit agent notice`: what is recorded under the present settings; from then on it counts as told. */
export const noticeCommand = (cli: Cli): Command =>
  new Command('notice')
    .description('show what is recorded under the present settings; what was not shown is not recorded by a service')
    .action(async () => {
      const config = await cli.config()
      showNotice(cli, config)
      if (cli.json) cli.printJson(readNotice(cli))
      else cli.write(wordsOf(config.reports.locale).notice.kept)
    })
    .addHelpText('after', examples('usage-audit agent notice'))
