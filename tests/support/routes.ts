import { H3 } from 'h3'
import type { Endpoint } from '../../src/protocol/endpoint.ts'
import { type AccessParts, accessRoutes } from '../../src/server/access.ts'
import { signInAge } from '../../src/server/auth/sign-ins.ts'
import type { Door, Route } from '../../src/server/http/route.ts'
import { previewRules } from '../../src/server/jobs/preview-rules.ts'
import { createLog } from '../../src/server/log.ts'
import type { Channel } from '../../src/server/mail/channel.ts'
import { createPost } from '../../src/server/mail/post.ts'
import { deviceRoutes } from '../../src/server/routes/device.ts'
import { enrolmentRoutes } from '../../src/server/routes/enrolment.ts'
import { healthRoutes } from '../../src/server/routes/health.ts'
import { ingestRoutes } from '../../src/server/routes/ingest.ts'
import { openApiRoutes } from '../../src/server/routes/openapi.ts'
import { policyRoutes } from '../../src/server/routes/policy.ts'
import { screenPaths } from '../../src/server/routes/web.ts'
import { createLive } from '../../src/server/screens/live.ts'
import type { Store } from '../../src/server/store/store.ts'
import { outboxWay, testAccess } from './server.ts'

const nowhere: Channel = { name: 'nowhere', send: async () => ({ kind: 'sent', detail: 'nowhere' }) }

const nothingKept: AccessParts['rights'] = {
  retention: { titlesMs: 1, factsMs: 1, daysMs: 1, accessMs: 1 },
  tombstones: undefined,
  onOrdered: () => {},
}

const rules: AccessParts['rules'] = { preview: previewRules, onChanged: () => {} }
const nothingSent: AccessParts['archive'] = {
  hour: 8,
  toMail: async () => new Uint8Array(),
  onPlanned: () => {},
}

/** Every route of a server, without what it does by the clock. */
export function allRoutes(store: Store, given: Partial<Omit<AccessParts, 'version'>> = {}): Route[] {
  const from = { name: '', address: 'audit@example.org' }
  const { now = () => 0, baseUrl = () => '', hosts = { host: '127.0.0.1', behindProxy: false } } = given
  const log = createLog('silent')
  const post = createPost({ channel: nowhere, from, log, now })
  return [
    ...ingestRoutes(store, { now, version: '0.1.0', pace: () => null, onStored: () => {} }),
    ...deviceRoutes(store, now),
    ...policyRoutes(store, now),
    ...enrolmentRoutes(store, { now, baseUrl, hosts }),
    ...healthRoutes(store),
    ...openApiRoutes('0.1.0'),
    ...accessRoutes({
      ...{ store, version: '0.1.0', log, post, now, baseUrl, hosts, live: endedLive(store, now) },
      ...{ options: testAccess, mailWay: outboxWay(now), rights: nothingKept, rules, archive: nothingSent, ...given },
    }),
  ]
}

/** Whoever listens is told once: nobody waits for an answer that does not end. */
function endedLive(store: Store, now: () => number) {
  const live = createLive({ store, log: createLog('silent'), now, signInAge })
  void live.stop()
  return live
}

export interface ListedRoute {
  readonly method: string | undefined
  readonly path: string | undefined
  readonly endpoint: Endpoint | undefined
}

/** Where routes add themselves, each with the endpoint it belongs to. */
export const listRoutes = (routes: readonly Route[]): ListedRoute[] =>
  routes.flatMap((add) => {
    const app = new H3()
    add(app, nobodysDoor)
    return app['~routes'].map(({ method, route }) => ({ method, path: route, endpoint: add.endpoint }))
  })

const nobodysDoor: Door = {
  enter: () => () => {},
  charge: () => {},
  authenticate: () => Promise.reject(),
  inTurn: (_, work) => work(),
  refuse: (error) => Promise.reject(error),
}

/** What is no endpoint: a page, a form as OAuth has it, or a word about the server's health. */
export const pages: readonly string[] = [
  ...[
    'POST /api/v1/device/code',
    'POST /api/v1/device/token',
    'POST /api/v1/oauth/token',
    'GET /device',
    'POST /device',
  ],
  ...['GET /.well-known/jwks.json', 'GET /.well-known/oauth-authorization-server'],
  'GET /api/v1/openapi.json',
  ...screenPaths.map((path) => `GET ${path}`),
  ...['GET /**', 'GET /assets/:file', 'GET /month', 'GET /healthz', 'GET /readyz', 'POST /sign-out'],
  ...['GET /sign-in/oidc/:provider', 'GET /sign-in/oidc/:provider/callback', 'GET /invitation/:secret/oidc/:provider'],
  ...['GET /account/provider/:provider', 'POST /account/provider/:provider'],
  ...['GET /sign-in', 'POST /sign-in', 'POST /sign-in/code', 'GET /sign-in/:secret', 'GET /reset', 'POST /reset'],
  ...['set-up', 'reset', 'verify', 'invitation', 'unsubscribe', 'recipient'].flatMap((name) => [
    `GET /${name}/:secret`,
    `POST /${name}/:secret`,
  ]),
]
