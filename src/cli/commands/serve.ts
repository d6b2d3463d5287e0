import { once } from 'node:events'
import { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { openServerSide, serveStore } from '../server-side.ts'
import { wordsOf } from '../words.ts'

/** `usage-audit serve`: the server alone. */
export const serveCommand = (cli: Cli): Command =>
  new Command('serve')
    .description('run the server: store what agents send, make the days, mail the reports')
    .option('--port <n>', 'port to listen on; 0 takes any free one')
    .action(async (flags: { readonly port?: string }) => {
      const stopping = cli.stopping()
      const { config, list } = await cli.settings([{ flag: '--port', key: 'server.port', value: flags.port }])
      const server = await openServerSide(cli, config, list)
      const running = await serveStore(server, cli.now)
      const words = wordsOf(config.reports.locale)
      // The link is a secret: a log that others may read is no place for it.
      if (cli.stderr.isTTY) cli.stderr.write(`${words.onTheWeb(running.createSignInLink())}\n${words.stopHint}\n`)
      if (!stopping.aborted) await once(stopping, 'abort')
      await running.stop()
      await server.store.close()
    })
    .addHelpText('after', examples('usage-audit serve', 'usage-audit serve --port 9000 -C /etc/usage-audit.toml'))
