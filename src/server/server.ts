import type { RequestListener } from 'node:http'
import { toNodeHandler } from 'h3'
import { secondMs } from '../core/time.ts'
import { type AccessOptions, accessRoutes } from './access.ts'
import { type AppLimits, createApp, usualGate, usualLimits } from './app.ts'
import { createLeaveLinks } from './auth/leave-links.ts'
import { createSetUpLink, createSignInLink } from './auth/links.ts'
import { signInAge } from './auth/sign-ins.ts'
import { createGate } from './http/gate.ts'
import { close, type HttpOptions, listen, urlOf } from './http/listen.ts'
import type { Route } from './http/route.ts'
import { tellTime } from './http/tell-time.ts'
import { createPace } from './ingest/pace.ts'
import { type Jobs, jobsHere } from './jobs/long-jobs.ts'
import { inTurn } from './jobs/mail-turns.ts'
import { previewRules } from './jobs/preview-rules.ts'
import type { RolledUp } from './jobs/roll-up.ts'
import type { MailOptions } from './jobs/send-mails.ts'
import { letterOf } from './mail/letter-of.ts'
import { createPost, type Post } from './mail/post.ts'
import { toReportLinks } from './mail/report-links.ts'
import { createMetrics, type Metrics } from './metrics/metrics.ts'
import { deviceRoutes } from './routes/device.ts'
import { enrolmentRoutes } from './routes/enrolment.ts'
import { healthRoutes } from './routes/health.ts'
import { type IngestOptions, ingestRoutes } from './routes/ingest.ts'
import type { MailWay } from './routes/mail.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { openApiRoutes } from './routes/openapi.ts'
import { policyRoutes } from './routes/policy.ts'
import { createSchedule, type Schedule, type ScheduleOptions } from './schedule.ts'
import { createLive, type Live } from './screens/live.ts'
import { canOwnerSignIn } from './store/accounts.ts'
import { findOwner, personalOrg } from './store/people.ts'

export interface MetricsPlaces {
  readonly listen?: Pick<HttpOptions, 'host' | 'port'> | undefined
  readonly token?: string | undefined
}

export interface ServerOptions extends ScheduleOptions {
  /** Of the program. */
  readonly version: string
  readonly http: HttpOptions
  /** Where `/metrics` is told: at an address of its own, to who shows a token, or nowhere. */
  readonly metrics?: MetricsPlaces
  /** How often devices may ask, if not as usual. */
  readonly limits?: AppLimits
  readonly access: AccessOptions
  /** How mails leave, for who looks after it. */
  readonly mailWay: MailWay
  /** Who does what takes long; this thread if undefined. */
  readonly jobs?: Jobs
}

export interface RunningServer {
  readonly url: string
  /** Where `/metrics` is, if it has an address of its own. */
  readonly metricsUrl: string | undefined
  /** An address that signs a person in, once, within ten minutes. */
  createSignInLink(userId: string): Promise<string>
  /** An address at which the owner chooses how to sign in, once, within a day; undefined once they can. */
  createSetUpLink(): Promise<string | undefined>
  /** Makes every touched day now. */
  rollUp(): Promise<RolledUp>
  /** Lets requests under way end, stops the jobs; the store stays open. */
  stop(): Promise<void>
}

/** Composes the server: routes, jobs and listening. @throws AppError `unavailable` if the port is taken */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, log, http, now, jobs = jobsHere(store) } = options
  let url = ''
  const baseUrl = () => http.publicUrl ?? url
  const live = createLive({ store, log, now, signInAge })
  const onRolledUp = (done: RolledUp) => {
    live.knock()
    options.onRolledUp?.(done)
  }
  const schedule = createSchedule({ ...options, mail: withLinks(options, baseUrl), onRolledUp }, jobs)
  const gate = createGate(usualGate)
  const metrics = createMetrics({ store, now, inFlight: gate.inside })
  const onStored: IngestOptions['onStored'] = (of) => {
    metrics.stored(of)
    schedule.knock()
  }
  const { token } = options.metrics ?? {}
  const post = createPost({ ...options.mail, channel: inTurn(store, options.mail.channel), now })
  const app = createApp(store, {
    hosts: http,
    log,
    gate,
    limits: options.limits ?? usualLimits,
    onAnswered: metrics.answered,
    routes: [
      ...ingestRoutes(store, {
        now,
        version: options.version,
        pace: createPace(() => gate.inside() / usualGate.most),
        onStored,
      }),
      ...commonRoutes(options, { baseUrl, post, live, schedule, jobs }),
      ...(token === undefined ? [] : metricsRoutes(metrics, token)),
    ],
  })
  const server = await listen(http, tellTime(toNodeHandler(app) as RequestListener, now), log)
  url = urlOf(http, server)
  const metricsServer = await listenForMetrics(options, metrics).catch(async (error) => {
    await close(server, 0)
    throw error
  })
  schedule.start()
  log.info({ url, ...(metricsServer && { metrics: metricsServer.url }) }, 'listening')
  return {
    url,
    metricsUrl: metricsServer?.url,
    createSignInLink: async (userId) => `${baseUrl()}${await createSignInLink(store, userId, now())}`,
    createSetUpLink: async () => {
      const owner = (await canOwnerSignIn(store, personalOrg)) ? undefined : await findOwner(store, personalOrg)
      return owner && `${baseUrl()}${await createSetUpLink(store, owner.id, now())}`
    },
    rollUp: () => schedule.makeDays(false),
    stop: async () => {
      log.info('stopping')
      await Promise.all([live.stop(), close(server, stopMs), schedule.stop()])
      await jobs.stop()
      await post.idle()
      await metricsServer?.stop()
      metrics.stop()
      options.mail.channel.close?.()
    },
  }
}

interface CommonParts {
  readonly baseUrl: () => string
  readonly post: Post
  readonly live: Live
  readonly schedule: Schedule
  readonly jobs: Jobs
}

/** Mails of reports say where their reader can go on, and where to leave. */
function withLinks({ mail, access }: ServerOptions, baseUrl: () => string): MailOptions {
  const leave = createLeaveLinks(access.key)
  return { linksOf: (of, reportId) => toReportLinks(baseUrl(), { ...of, reportId }, leave.toToken(of)), ...mail }
}

/** All that needs no more than the store and an address. */
const commonRoutes = (
  { store, http, access, mailWay, log, now, version, retention, erasing, reports, mail }: ServerOptions,
  { baseUrl, post, live, schedule, jobs }: CommonParts,
): Route[] => [
  ...deviceRoutes(store, now),
  ...policyRoutes(store, now),
  ...enrolmentRoutes(store, { now, baseUrl, hosts: http }),
  ...healthRoutes(store),
  ...openApiRoutes(version),
  ...accessRoutes({
    ...{ store, version, hosts: http, options: access, post, mailWay, live, log, baseUrl, now },
    rights: { retention, tombstones: erasing?.tombstones, onOrdered: schedule.knockErasures },
    rules: { preview: previewRules, onChanged: schedule.knock },
    archive: {
      hour: reports.hour,
      toMail: (figures, reader) => jobs.run('composeMail', letterOf(figures, mail.from, reader)),
      onPlanned: schedule.knockMails,
    },
  }),
]

/** How long requests under way may take to end. */
const stopMs = 10 * secondMs

/** An address of its own for `/metrics`, behind the same door. */
async function listenForMetrics({ store, log, metrics: places }: ServerOptions, metrics: Metrics) {
  if (!places?.listen) return undefined
  const http = { ...places.listen, behindProxy: false, setting: 'server.metrics' }
  const app = createApp(store, { hosts: http, log, routes: metricsRoutes(metrics, places.token) })
  const server = await listen(http, toNodeHandler(app), log)
  return { url: `${urlOf(http, server)}/metrics`, stop: () => close(server, 0) }
}
