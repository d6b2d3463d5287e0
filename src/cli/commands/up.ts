import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Command, Option } from 'commander'
import { takeLock } from '../../agent/lock.ts'
import { AppError } from '../../core/errors.ts'
import { formatCount, formatDay, formatDuration } from '../../core/format.ts'
import { isLoopback } from '../../core/hosts.ts'
import { monthAt, secondMs } from '../../core/time.ts'
import { sendNow } from '../../server/jobs/send-mails.ts'
import { makeReport } from '../../server/reports/make-report.ts'
import { toTerminal } from '../../server/reports/terminal.ts'
import type { RunningServer } from '../../server/server.ts'
import { createDevice, findDeviceByToken, newDeviceToken } from '../../server/store/devices.ts'
import { addReport } from '../../server/store/ledger.ts'
import { personalOrg } from '../../server/store/people.ts'
import { type RunningAgent, runAgent } from '../agent-side.ts'
import { openBrowser } from '../browser.ts'
import type { Cli } from '../cli.ts'
import type { Settings } from '../config.ts'
import type { Config } from '../config-shape.ts'
import { type Credentials, readCredentials, writeCredentials } from '../credentials.ts'
import { durationFlag } from '../flags.ts'
import { examples } from '../help.ts'
import { showNotice } from '../notice.ts'
import {
  addressOf,
  openServerSide,
  refuseDemo,
  type Served,
  type ServerSide,
  serveStore,
  toMailOptions,
} from '../server-side.ts'
import { type Words, wordsOf } from '../words.ts'

interface UpFlags {
  readonly once?: boolean
  readonly for: number
  readonly port?: string
  readonly open: boolean
}

/** `usage-audit up`: server and agent in one process, enrolled to each other. */
export const upCommand = (cli: Cli): Command =>
  new Command('up')
    .description('record this computer and show its report: server and agent in one, on this computer only')
    .option('--once', 'record for a while, print the report, write its mail to the outbox folder, and end')
    .addOption(
      new Option('--for <duration>', 'how long --once records')
        .argParser(durationFlag(2))
        .default(20 * secondMs, '20s'),
    )
    .option('--port <n>', 'port to listen on; 0 takes any free one')
    .option('--no-open', 'do not open the report in the browser')
    .action((flags: UpFlags) => up(cli, flags))
    .addHelpText('after', examples('usage-audit up', 'usage-audit up --once --for 60s', 'usage-audit up --port 9000'))

async function up(cli: Cli, flags: UpFlags): Promise<void> {
  const stopping = cli.stopping()
  const { config, list } = await readSettings(cli, flags)
  const words = wordsOf(config.reports.locale)
  const lock = takeLock(cli.dataDir().journal)
  const server = await openServerSide(cli, config, list)
  refuseDemo(server)
  const live = createLiveLine(cli, config, words)
  const running = await serveStore(cli, server, ({ last }) => live.show({ day: last }))
  const credentials = await enrolThisComputer(cli, server, running)
  showNotice(cli, config)
  const sampleMs = flags.once
    ? Math.min(config.agent.sampleMs, Math.max(secondMs, flags.for / 10))
    : config.agent.sampleMs
  const agent = await runAgent(cli, {
    lock,
    config,
    credentials,
    sampleMs,
    uploadMs: Math.min(config.agent.uploadMs, 10 * secondMs),
    steady: flags.once === true,
    withServer: true,
    onTick: ({ apps }) => live.show({ apps }),
    onRound: ({ rows, error }) => live.show({ rows, problem: error }),
  })
  if (flags.once) cli.stderr.write(`${words.recordingFor(formatDuration(flags.for, config.reports.locale))}\n`)
  else {
    const link = () => running.createSignInLink(server.owner.id)
    cli.stderr.write(`${words.onTheWeb(await link())}\n${words.stopHint}\n`)
    if (flags.open && cli.stdout.isTTY) openBrowser(await link(), cli.dataDir().root, cli.env)
  }
  await untilStopped(stopping, flags.once ? flags.for : undefined)
  live.end()
  await stop(running, agent)
  if (flags.once) await printOnce(cli, server)
  await server.store.close()
}

/** Beside the live line the server's log is noise: only warnings, unless somebody set another level. */
async function readSettings(cli: Cli, { port }: UpFlags): Promise<Pick<Settings, 'config' | 'list'>> {
  const { config, list } = await cli.settings([{ flag: '--port', key: 'server.port', value: port }])
  const quiet = list.some(({ key, origin }) => key === 'log.level' && origin === 'default')
  return { config: quiet ? { ...config, log: { level: 'warn' } } : config, list }
}

/** The agent writes and sends everything, the server makes the days of it, then both end. */
async function stop(running: RunningServer, agent: RunningAgent): Promise<void> {
  await agent.stop(10 * secondMs)
  await running.rollUp()
  await running.stop()
}

const untilStopped = (signal: AbortSignal, ms: number | undefined): Promise<void> =>
  ms === undefined
    ? new Promise((resolve) => {
        if (signal.aborted) resolve()
        else signal.addEventListener('abort', () => resolve(), { once: true })
      })
    : sleep(ms, undefined, { signal }).catch(() => {})

/** Makes this computer a device of the server, unless it is one already. */
async function enrolThisComputer(
  cli: Cli,
  { config, store, owner }: ServerSide,
  running: Served,
): Promise<Credentials> {
  const { credentials: file } = cli.dataDir()
  const known = readCredentials(file)
  // A certificate from outside is for the public name, so the agent has to go by that.
  const { publicUrl, tlsCert } = config.server
  const own = tlsCert && publicUrl ? publicUrl : running.url
  if (known && known.server !== own && !isLoopback(new URL(known.server).hostname))
    throw new AppError(
      'config',
      `this computer is enrolled with ${known.server}, and \`up\` would take it from there; record for that server with \`usage-audit agent\`, or use another --data-dir`,
    )
  const token = known?.token ?? newDeviceToken()
  const issuedAt = known?.issuedAt ?? cli.now()
  const credentials = { server: own, token, issuedAt, ...(running.ca !== undefined && { ca: running.ca }) }
  if (!known || !(await findDeviceByToken(store, token))) {
    const platform = `${process.platform}-${process.arch}`
    const device = { orgId: personalOrg, userId: owner.id, name: hostname(), platform, token, now: cli.now() }
    await createDevice(store, device)
  }
  writeCredentials(file, credentials)
  return credentials
}

/** The figures so far: printed, frozen in the ledger as made by hand, and written as a mail. */
async function printOnce(cli: Cli, { config, store, owner }: ServerSide): Promise<void> {
  const now = cli.now()
  const { locale, zone } = config.reports
  const figures = await makeReport(store, personalOrg, owner, monthAt(now, zone), now)
  const address = addressOf(owner)
  const added = await addReport(store, { orgId: personalOrg, user: owner, figures, planned: false, address, now })
  const mail = await sendNow(store, toMailOptions(config, 'outbox', { byHand: true }), personalOrg, added!.mailId!, now)
  if (cli.json) return cli.printJson({ report: figures, mail: { state: mail.state, outcome: mail.outcome } })
  const { width, colours } = cli.stdout
  cli.write(toTerminal(figures, { locale, width, colors: colours }))
  const words = wordsOf(locale)
  if (mail.state === 'sent') cli.write(words.mailWritten(mail.outcome ?? ''))
  else cli.write(words.mailFailed(mail.outcome ?? ''))
}

/** One line at the bottom of a person's terminal that tells how it goes; silent elsewhere. */
function createLiveLine({ stderr }: Cli, { reports: { locale } }: Config, words: Words) {
  let apps = 0
  let rows = 0
  let day: string | undefined
  let problem: string | undefined
  let shown = false
  let ended = false
  return {
    show: (news: { apps?: number; rows?: number; day?: string | undefined; problem?: string | undefined }) => {
      apps = news.apps ?? apps
      rows += news.rows ?? 0
      day = news.day ?? day
      if ('problem' in news) problem = news.problem
      if (!stderr.isTTY || ended) return
      const text = words.live({
        apps: formatCount(apps, locale),
        rows: formatCount(rows, locale),
        day: day ? formatDay(day, locale, 'short') : words.noDayYet,
        problem,
      })
      stderr.write(`\r\u001b[2K${text.slice(0, stderr.width - 1)}`)
      shown = true
    },
    end: () => {
      ended = true
      if (shown) stderr.write('\r\u001b[2K')
      if (stderr.isTTY) stderr.write(`${words.stopping}\n`)
    },
  }
}
