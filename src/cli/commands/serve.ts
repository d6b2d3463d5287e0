import { once } from 'node:events'
import { Command } from 'commander'
import { within } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import { secondMs } from '../../core/time.ts'
import type { RunningServer } from '../../server/server.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { openServerSide, type ServerSide, serveStore } from '../server-side.ts'
import { accessWordsOf } from '../words/access-words.ts'
import { demoWordsOf } from '../words/demo-words.ts'
import { wordsOf } from '../words.ts'

/** Longer than requests under way may take; a database that is away must not keep the process. */
const stopMs = 20 * secondMs

/** By then a first start has made its days and told so. */
const againMs = 5 * secondMs

async function end(running: RunningServer, { store }: ServerSide): Promise<void> {
  await running.stop()
  await store.close()
}

const tooLong = () =>
  new AppError('unavailable', `could not end within ${stopMs / secondMs} s: the database does not answer`)

/**
 * What the person at the terminal is told. While nobody can sign in, that is the only way in, so it is told wherever the server
 * runs; any other link is a secret that a log which others may read is no place for.
 */
async function greeting({ stderr }: Cli, { config, demo, owner }: ServerSide, running: RunningServer): Promise<string> {
  const words = wordsOf(config.reports.locale)
  const access = accessWordsOf(config.reports.locale)
  const setUp = demo ? undefined : await running.createSetUpLink()
  if (!stderr.isTTY) {
    if (demo) return `${demoWordsOf(config.reports.locale).wayIn(toSafe(owner.name))}\n`
    return setUp === undefined ? '' : `${access.setUp(setUp)}\n`
  }
  const way = demo
    ? words.onTheWeb(await running.createSignInLink(owner.id))
    : setUp === undefined
      ? access.onTheWeb(config.server.publicUrl ?? running.url)
      : access.setUp(setUp)
  return `${way}\n${words.stopHint}\n`
}

/** `usage-audit serve`: the server alone. */
export const serveCommand = (cli: Cli): Command =>
  new Command('serve')
    .description('run the server: store what agents send, make the days, mail the reports')
    .option('--port <n>', 'port to listen on; 0 takes any free one')
    .option('--tls <kind>', 'self-signed: make an authority and a certificate, and print the pin that enrolment takes')
    .action(async (flags: { readonly port?: string; readonly tls?: string }) => {
      const stopping = cli.stopping()
      const { config, list } = await cli.settings([
        { flag: '--port', key: 'server.port', value: flags.port },
        { flag: '--tls', key: 'server.tls', value: flags.tls },
      ])
      const server = await openServerSide(cli, config, list)
      const running = await serveStore(cli, server)
      if (running.pin) cli.stderr.write(`${wordsOf(config.reports.locale).pin(running.pin)}\n`)
      const told = await greeting(cli, server, running)
      cli.stderr.write(told)
      // Beside the log of a start, whose lines follow on the screen, a link that is needed once is overlooked.
      if (cli.stderr.isTTY) setTimeout(() => !stopping.aborted && cli.stderr.write(told), againMs).unref()
      if (!stopping.aborted) await once(stopping, 'abort')
      await within(stopMs, end(running, server), tooLong)
    })
    .addHelpText('after', examples('usage-audit serve', 'usage-audit serve --port 9000 -C /etc/usage-audit.toml'))
