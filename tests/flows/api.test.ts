import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { H3 } from 'h3'
import { describe, expect, it } from 'vitest'
import { isRole } from '../../src/core/access.ts'
import { api } from '../../src/protocol/api.ts'
import { accessRoutes } from '../../src/server/access.ts'
import { createGate } from '../../src/server/http/gate.ts'
import type { Door, Route } from '../../src/server/http/route.ts'
import { createLog } from '../../src/server/log.ts'
import { createOutbox } from '../../src/server/mail/outbox.ts'
import { createPost } from '../../src/server/mail/post.ts'
import { deviceRoutes } from '../../src/server/routes/device.ts'
import { enrolmentRoutes } from '../../src/server/routes/enrolment.ts'
import { healthRoutes } from '../../src/server/routes/health.ts'
import { ingestRoutes } from '../../src/server/routes/ingest.ts'
import { openApiRoutes } from '../../src/server/routes/openapi.ts'
import { policyRoutes } from '../../src/server/routes/policy.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { newFolder } from '../support/program.ts'

/** Every route of a server, with the endpoint it belongs to. */
function findRoutes() {
  const store = openSqlite(':memory:')
  const from = { name: '', address: 'audit@example.org' }
  const now = () => 0
  const post = createPost({ channel: createOutbox(newFolder()), from, log: createLog('silent'), now })
  const gate = createGate({ most: 1, mostOfOne: 1, calm: 1, bytes: 1 })
  const routes: readonly Route[] = [
    ...ingestRoutes(store, { now, version: '0.1.0', pace: () => null, onStored: () => {} }),
    ...deviceRoutes(store, now),
    ...policyRoutes(store, now),
    ...enrolmentRoutes(store, { now, baseUrl: () => '', hosts: { host: '127.0.0.1', behindProxy: false } }),
    ...healthRoutes(store),
    ...openApiRoutes('0.1.0'),
    ...accessRoutes({
      ...{ store, post, log: createLog('silent'), now, baseUrl: () => '' },
      hosts: { host: '127.0.0.1', behindProxy: false },
      options: { key: Buffer.alloc(32), cost: { memoryKiB: 64, passes: 1 } },
      rights: {
        retention: { titlesMs: 1, factsMs: 1, daysMs: 1, accessMs: 1 },
        tombstones: undefined,
        onOrdered: () => {},
      },
    }),
  ]
  const door = {
    enter: gate.enter as never,
    charge: () => {},
    authenticate: () => Promise.reject(),
    inTurn: (_, work) => work(),
    refuse: (error) => Promise.reject(error),
  } satisfies Door
  return routes.flatMap((add) => {
    const app = new H3()
    add(app, door)
    return app['~routes'].map(({ method, route }) => ({ method, path: route, endpoint: add.endpoint }))
  })
}

/** What is no endpoint: a page, a form as OAuth has it, or a word about the server's health. */
const pages = [
  ...[
    'POST /api/v1/device/code',
    'POST /api/v1/device/token',
    'POST /api/v1/oauth/token',
    'GET /device',
    'POST /device',
  ],
  ...['GET /.well-known/jwks.json', 'GET /.well-known/oauth-authorization-server'],
  'GET /api/v1/openapi.json',
  ...['GET /', 'GET /healthz', 'GET /readyz', 'POST /sign-out', 'GET /account', 'POST /account/end'],
  ...['GET /sign-in/oidc/:provider', 'GET /sign-in/oidc/:provider/callback', 'GET /invitation/:secret/oidc/:provider'],
  ...['GET /account/provider/:provider', 'POST /account/provider/:provider'],
  ...['GET /sign-in', 'POST /sign-in', 'POST /sign-in/code', 'GET /sign-in/:secret', 'GET /reset', 'POST /reset'],
  ...['set-up', 'reset', 'verify', 'invitation'].flatMap((name) => [`GET /${name}/:secret`, `POST /${name}/:secret`]),
]

describe('the API', () => {
  const name = ({ method, path }: { method?: string | undefined; path?: string | undefined }) => `${method} ${path}`
  const routes = findRoutes()

  it('is served as it is described, no endpoint more and none less', () => {
    const served = routes.filter(({ endpoint }) => endpoint).map(name)
    expect(served.sort()).toEqual(api.map(name).sort())
    for (const { method, path, endpoint } of routes)
      if (endpoint) expect([method, path]).toEqual([endpoint.method, endpoint.path])
  })

  it('has besides it only the pages that are named here', () => {
    expect(
      routes
        .filter(({ endpoint }) => !endpoint)
        .map(name)
        .sort(),
    ).toEqual([...pages].sort())
  })

  it('lists every endpoint that a file of the protocol describes', () => {
    const described = readdirSync('src/protocol')
      .map((file) => readFileSync(join('src/protocol', file), 'utf8'))
      .flatMap((text) => [...text.matchAll(/= endpoint\(\{\s*says: [^\n]+\s*method: '(\w+)',\s*path: '([^']+)'/g)])
      .map(([, method, path]) => `${method} ${path}`)
    expect(described.sort()).toEqual(api.map(name).sort())
  })

  it('names the organisation in the path where a role in it is asked for, and nowhere else', () => {
    for (const { path, access } of api)
      expect([path, isRole(access)]).toEqual([path, /^\/api\/v1\/orgs\/:org(\/|$)/.test(path)])
  })
})
