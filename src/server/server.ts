import { toNodeHandler } from 'h3'
import { secondMs } from '../core/time.ts'
import { type AppLimits, createApp, usualGate, usualLimits } from './app.ts'
import { createLocalSignIns } from './auth/local-sign-in.ts'
import { createGate } from './http/gate.ts'
import { close, type HttpOptions, listen, urlOf } from './http/listen.ts'
import { createPace } from './ingest/pace.ts'
import { type CloseOptions, closePeriods } from './jobs/close-periods.ts'
import { carryOutErasures, type ErasePlaces } from './jobs/erase.ts'
import { expire, type Retention } from './jobs/expire.ts'
import { type RolledUp, rollUp } from './jobs/roll-up.ts'
import { type MailOptions, sendDueMails } from './jobs/send-mails.ts'
import { startTicker } from './jobs/ticker.ts'
import type { Log } from './log.ts'
import { createMetrics, type Metrics } from './metrics/metrics.ts'
import { deviceRoutes } from './routes/device.ts'
import { healthRoutes } from './routes/health.ts'
import { type IngestOptions, ingestRoutes } from './routes/ingest.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { pageRoutes } from './routes/pages.ts'
import { policyRoutes } from './routes/policy.ts'
import type { Store } from './store/store.ts'

export interface MetricsPlaces {
  readonly listen?: Pick<HttpOptions, 'host' | 'port'> | undefined
  readonly token?: string | undefined
}

export interface ServerOptions {
  readonly store: Store
  readonly log: Log
  readonly http: HttpOptions
  /** Where `/metrics` is told: at an address of its own, to who shows a token, or nowhere. */
  readonly metrics?: MetricsPlaces
  /** How often devices may ask, if not as usual. */
  readonly limits?: AppLimits
  readonly reports: CloseOptions
  readonly mail: MailOptions
  readonly retention: Retention
  /** Where orders to erase are kept, and what else they are about; without it they are left to others. */
  readonly erasing?: ErasePlaces
  now(): number
  /** Told after each roll-up that made a day. */
  onRolledUp?(done: RolledUp): void
}

export interface RunningServer {
  readonly url: string
  /** Where `/metrics` is, if it has an address of its own. */
  readonly metricsUrl: string | undefined
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
  const gate = createGate(usualGate)
  const metrics = createMetrics({ store, now, inFlight: gate.inside })
  const onStored: IngestOptions['onStored'] = (of) => {
    metrics.stored(of)
    days.knock()
  }
  const { token } = options.metrics ?? {}
  const expiry = startTicker('expiry', '0 17 * * * *', 60_000, log, async (signal) => {
    await makeDays() // of facts that are about to go
    await expire(store, options.retention, now(), signal)
  })
  const erasures = startTicker('erasures', '45 * * * * *', 1_000, log, async (signal) => {
    if (options.erasing) await carryOutErasures(store, options.erasing, now, signal)
  })
  const app = createApp(store, {
    hosts: http,
    log,
    gate,
    limits: options.limits ?? usualLimits,
    onAnswered: metrics.answered,
    routes: [
      ...ingestRoutes(store, { now, pace: createPace(() => gate.inside() / usualGate.most), onStored }),
      ...deviceRoutes(store),
      ...policyRoutes(store, now),
      ...healthRoutes(store),
      ...pageRoutes(store, signIns, now),
      ...(token === undefined ? [] : metricsRoutes(metrics, token)),
    ],
  })
  const server = await listen(http, toNodeHandler(app))
  const url = urlOf(http, server)
  const metricsServer = await listenForMetrics(options, metrics).catch(async (error) => {
    await close(server, 0)
    throw error
  })
  for (const ticker of [days, months, mails, expiry, erasures]) ticker.knock()
  log.info({ url, ...(metricsServer && { metrics: metricsServer.url }) }, 'listening')
  return {
    url,
    metricsUrl: metricsServer?.url,
    createSignInLink: () => `${http.publicUrl ?? url}/sign-in/${signIns.createLink(now())}`,
    rollUp: () => makeDays(false),
    stop: async () => {
      log.info('stopping')
      await Promise.all([
        close(server, stopMs),
        ...[erasures, expiry, months, mails, days].map((ticker) => ticker.stop()),
      ])
      await metricsServer?.stop()
      metrics.stop()
    },
  }
}

/** How long requests under way may take to end. */
const stopMs = 10 * secondMs

/** An address of its own for `/metrics`, behind the same door. */
async function listenForMetrics({ store, log, metrics: places }: ServerOptions, metrics: Metrics) {
  if (!places?.listen) return undefined
  const http = { ...places.listen, behindProxy: false, setting: 'server.metrics' }
  const app = createApp(store, { hosts: http, log, routes: metricsRoutes(metrics, places.token) })
  const server = await listen(http, toNodeHandler(app))
  return { url: `${urlOf(http, server)}/metrics`, stop: () => close(server, 0) }
}
