import { readFileSync } from 'node:fs'
import {
  createServer as createHttpServer,
  type Server as HttpServer,
  type ServerOptions as HttpServerOptions,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { toNodeHandler } from 'h3'
import { AppError } from '../core/errors.ts'
import { minuteMs, secondMs } from '../core/time.ts'
import { createApp } from './app.ts'
import { createLocalSignIns } from './auth/local-sign-in.ts'
import { findPortHolder } from './http/port-holder.ts'
import { type CloseOptions, closePeriods } from './jobs/close-periods.ts'
import { type RolledUp, rollUp } from './jobs/roll-up.ts'
import { type MailOptions, sendDueMails } from './jobs/send-mails.ts'
import { startTicker } from './jobs/ticker.ts'
import type { Log } from './log.ts'
import { deviceRoutes } from './routes/device.ts'
import { healthRoutes } from './routes/health.ts'
import { ingestRoutes } from './routes/ingest.ts'
import { pageRoutes } from './routes/pages.ts'
import type { Store } from './store/store.ts'

export interface HttpOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  readonly publicUrl?: string | undefined
  readonly tlsCert?: string | undefined
  readonly tlsKey?: string | undefined
  readonly behindProxy: boolean
}

export interface ServerOptions {
  readonly store: Store
  readonly log: Log
  readonly http: HttpOptions
  readonly reports: CloseOptions
  readonly mail: MailOptions
  now(): number
  /** Told after each roll-up that made a day. */
  onRolledUp?(done: RolledUp): void
}

export interface RunningServer {
  readonly url: string
  /** An address that signs this computer's user in, once, within ten minutes. */
  createSignInLink(): string
  /** Makes every touched day now. */
  rollUp(): Promise<RolledUp>
  /** Lets requests under way end, stops the jobs; the store stays open. */
  stop(): Promise<void>
}

/** Composes the server: routes, jobs and listening. @throws AppError `unavailable` if the port is taken */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, log, http, now } = options
  const signIns = createLocalSignIns()
  const makeDays = async (shared = true) => {
    const done = await rollUp(store, { shared })
    for (const { touched, error } of done.failures) log.error({ err: error, ...touched }, 'a day could not be made')
    if (done.days > 0) options.onRolledUp?.(done)
    return done
  }
  const days = startTicker('roll-up', '30 * * * * *', 200, log, async () => void (await makeDays()))
  const mails = startTicker('mails', '0 * * * * *', 1_000, log, (signal) =>
    sendDueMails(store, options.mail, now, signal),
  )
  const months = startTicker('months', '0 */10 * * * *', 1_000, log, async () => {
    await makeDays()
    if ((await closePeriods(store, options.reports, now())) > 0) mails.knock()
  })
  const app = createApp(store, {
    hosts: http,
    log,
    routes: [
      ...ingestRoutes(store, { now, onStored: days.knock }),
      ...deviceRoutes(store),
      ...healthRoutes(store),
      ...pageRoutes(store, signIns, now),
    ],
  })
  const server = await listen(http, toNodeHandler(app))
  const url = urlOf(http, server)
  for (const ticker of [days, months, mails]) ticker.knock()
  log.info({ url }, 'listening')
  return {
    url,
    createSignInLink: () => `${http.publicUrl ?? url}/sign-in/${signIns.createLink(now())}`,
    rollUp: () => makeDays(false),
    stop: async () => {
      await Promise.all([close(server), ...[months, mails, days].map((ticker) => ticker.stop())])
    },
  }
}

type Handler = Parameters<typeof createHttpServer>[1]

async function listen(http: HttpOptions, handler: Handler): Promise<HttpServer> {
  const limits = { headersTimeout: 10 * secondMs, requestTimeout: minuteMs, connectionsCheckingInterval: 5 * secondMs }
  const server =
    http.tlsCert && http.tlsKey
      ? createTlsServer(limits, http.tlsCert, http.tlsKey, handler)
      : createHttpServer(limits, handler)
  server.maxConnections = 2_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: http.port, host: http.host }, resolve)
  }).catch((cause) => {
    throw toListenError(cause, http)
  })
  return server
}

function createTlsServer(limits: HttpServerOptions, certFile: string, keyFile: string, handler: Handler): HttpServer {
  const cert = readTlsFile('server.tls_cert', certFile)
  const key = readTlsFile('server.tls_key', keyFile)
  try {
    return createHttpsServer({ ...limits, cert, key }, handler)
  } catch (cause) {
    throw new AppError(
      'config',
      `server.tls_cert, ${certFile}, and server.tls_key, ${keyFile}, are no certificate with its key in PEM: ${(cause as Error).message}`,
      { cause, at: 'server.tls_cert' },
    )
  }
}

function readTlsFile(setting: string, file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new AppError('config', `cannot read ${setting}: ${(cause as Error).message}`, { cause, at: setting })
  }
}

function toListenError(cause: NodeJS.ErrnoException, { port, host }: HttpOptions): AppError {
  if (cause.code === 'EADDRINUSE')
    return new AppError(
      'unavailable',
      `port ${port} on ${host} is in use by ${findPortHolder(port) ?? 'another program'}; stop it, or set server.port to a free one`,
      { cause, at: 'server.port' },
    )
  if (cause.code === 'EACCES')
    return new AppError('forbidden', `port ${port} may not be opened by this account; take one above 1023`, {
      cause,
      at: 'server.port',
    })
  return new AppError('unavailable', `cannot listen on ${host}: ${cause.message}`, { cause, at: 'server.host' })
}

function urlOf(http: HttpOptions, server: HttpServer): string {
  const { port } = server.address() as AddressInfo
  const host = http.host.includes(':') ? `[${http.host}]` : http.host
  return `${http.tlsCert ? 'https' : 'http'}://${host}:${port}`
}

const close = (server: HttpServer) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 5 * secondMs).unref()
  })
