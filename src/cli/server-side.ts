import { userInfo } from 'node:os'
import { addressless } from '../core/addressless.ts'
import { AppError } from '../core/errors.ts'
import type { ErasePlaces } from '../server/jobs/erase.ts'
import type { MailOptions } from '../server/jobs/send-mails.ts'
import { startWorker } from '../server/jobs/worker/start-worker.ts'
import { createLog } from '../server/log.ts'
import type { RunningServer, ServerOptions } from '../server/server.ts'
import { startServer } from '../server/server.ts'
import { erasuresFile } from '../server/store/care/erasures.ts'
import { followClock } from '../server/store/clock.ts'
import { openStore, type StoreOptions } from '../server/store/open.ts'
import { ensureOwner, isDemo, personalOrg, type User } from '../server/store/people.ts'
import type { Store } from '../server/store/store.ts'
import type { Cli } from './cli.ts'
import type { Setting } from './config-list.ts'
import type { Config } from './config-shape.ts'
import { toChannel, toMailWay } from './mail-side.ts'
import { toProviders } from './oidc-settings.ts'
import { withSelfSigned } from './self-signed-side.ts'
import { noteServed, readServed } from './served.ts'
import { readServerKey } from './server-key.ts'
import type { SettingKey } from './settings.ts'

/** The store with the personal organisation's owner in it. */
export interface ServerSide {
  /** Without a mail server where everything is made up: nothing of people who do not exist is mailed to anybody. */
  readonly config: Config
  readonly store: Store
  readonly owner: User
  /** Everything in it is made up. */
  readonly demo: boolean
  readonly erasing: ErasePlaces
  /** Where the server of this data folder listens now; undefined if none runs. */
  readonly served: string | undefined
}

/**
 * Opens the server's database on this computer, made and migrated if need be.
 * @param settled the settings of whoever runs the server; a command that only looks leaves the owner as stored
 */
export async function openServerSide(
  cli: Cli,
  config: Config,
  settled: readonly Setting[] = [],
  options: StoreOptions = {},
): Promise<ServerSide> {
  cli.dataDir()
  const store = await openStore(config.server.database, options)
  const { to, locale, zone } = config.reports
  const owner = { name: to?.name || userInfo().username, email: to?.address ?? null, locale, zone }
  const isSet = (name: SettingKey) => settled.some(({ key, origin }) => key === name && !unset.has(origin))
  const settings = {
    ...(isSet('reports.to') && { email: owner.email }),
    ...(isSet('reports.locale') && { locale }),
    ...(isSet('reports.zone') && { zone }),
  }
  const known = await ensureOwner(store, owner, cli.now(), settings)
  const erasing = { tombstones: tombstonesOf(cli, config), outbox: config.mail.outbox }
  const demo = await isDemo(store, personalOrg)
  const served = readServed(cli.dataPaths().server)
  return { config: demo ? withoutMailServer(config) : config, store, owner: known, demo, erasing, served }
}

const withoutMailServer = (config: Config): Config => ({ ...config, mail: { ...config.mail, smtpUrl: undefined } })

/** The same for as long as some work takes. */
export async function withServerSide(cli: Cli, work: (server: ServerSide) => Promise<void>): Promise<void> {
  const server = await openServerSide(cli, await cli.config())
  try {
    await work(server)
  } finally {
    await server.store.close()
  }
}

/** Beside the file of a SQLite database; of PostgreSQL in the data folder of whoever runs the server. */
const tombstonesOf = (cli: Cli, { server: { database } }: Config): string =>
  erasuresFile(database.startsWith('file:') ? database.slice('file:'.length) : cli.dataPaths().serverDatabase)

/** @throws AppError `config` where nothing real may be put beside what is made up */
export function refuseDemo({ demo }: Pick<ServerSide, 'demo'>, instead = 'use another --data-dir'): void {
  if (!demo) return
  throw new AppError('config', `this store holds made-up data, and nothing real goes there; ${instead}`, {
    at: 'server.database',
  })
}

const unset: ReadonlySet<string> = new Set(['default', 'not set'])

/** Where mail for the owner goes; without an address the outbox still gets a mail that a person can open. */
export const addressOf = (user: User): string => user.email ?? addressless

interface HandOptions {
  /** The reader is named already, so that `reports.to` need not be set. */
  readonly addressed?: boolean
  /** A person waits for the answer, and is told it without a log. */
  readonly byHand?: boolean
}

/** The way out for mails. @throws AppError `config` if there is an SMTP server and nobody to write to */
export function toMailOptions(
  { mail, reports, log }: Config,
  channel: 'configured' | 'outbox',
  { addressed = false, byHand = false }: HandOptions = {},
): MailOptions {
  if (channel === 'configured' && mail.smtpUrl !== undefined && reports.to === undefined && !addressed)
    throw new AppError(
      'config',
      'mail.smtp_url is set but nobody is to receive the mail; set reports.to to an address',
      {
        at: 'reports.to',
      },
    )
  return { channel: toChannel(mail, channel), from: mail.from, log: createLog(byHand ? 'fatal' : log.level) }
}

/** A server, and how to know it where it vouches for itself. */
export interface Served extends RunningServer {
  /** `sha256:…`, which enrolment takes. */
  readonly pin: string | undefined
  /** Its authority, in PEM. */
  readonly ca: string | undefined
}

/** Starts serving an opened store. */
export async function serveStore(
  cli: Cli,
  { config, store, erasing }: ServerSide,
  onRolledUp?: ServerOptions['onRolledUp'],
): Promise<Served> {
  const log = createLog(config.log.level)
  const { http, renew, pin, ca } = await withSelfSigned(cli, config.server)
  const running = await startServer({
    store,
    log,
    version: cli.version,
    access: {
      key: readServerKey(config.server.key, cli.dataDir().serverKey),
      providers: toProviders(config.oidc),
    },
    http,
    ...(renew && { renewCertificate: renew }),
    metrics: { listen: config.server.metrics, token: config.server.metricsToken },
    // A mail server has no use for an address of nobody; a file is read by whoever runs this.
    reports: { hour: config.reports.hour, addressless: config.mail.smtpUrl === undefined ? addressless : null },
    mail: toMailOptions(config, 'configured', { addressed: true }),
    mailWay: toMailWay(config.mail, 'configured', cli.now),
    retention: config.retention,
    erasing,
    ...(store.again && { jobs: startWorker({ again: store.again, log }) }),
    now: await followClock(store, cli.now),
    ...(onRolledUp && { onRolledUp }),
  })
  const forget = noteServed(cli.dataDir().server, running.url)
  const stop = () => {
    forget()
    return running.stop()
  }
  return { ...running, stop, pin, ca }
}
