import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isRole } from '../../src/core/access.ts'
import { api } from '../../src/protocol/api.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { allRoutes, listRoutes, pages } from '../support/routes.ts'

describe('the API', () => {
  const name = ({ method, path }: { method?: string | undefined; path?: string | undefined }) => `${method} ${path}`
  const routes = listRoutes(allRoutes(openSqlite(':memory:')))

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
    const texts = readdirSync('src/protocol').map((file) => readFileSync(join('src/protocol', file), 'utf8'))
    // Each of these is two: of the caller, and of another.
    const ofPersons = texts
      .flatMap((text) => [...text.matchAll(/= ofPerson\(\{\s*says: [^\n]+\s*at: '([^']+)'/g)])
      .flatMap(([, at]) => [`GET /api/v1/orgs/:org/me/${at}`, `GET /api/v1/orgs/:org/members/:member/${at}`])
    const described = texts
      .flatMap((text) => [...text.matchAll(/= endpoint\(\{\s*says: [^\n]+\s*method: '(\w+)',\s*path: '([^']+)'/g)])
      .map(([, method, path]) => `${method} ${path}`)
    expect([...described, ...ofPersons].sort()).toEqual(api.map(name).sort())
  })

  it('names the organisation in the path where a role in it is asked for, and nowhere else', () => {
    for (const { path, access } of api)
      expect([path, isRole(access)]).toEqual([path, /^\/api\/v1\/orgs\/:org(\/|$)/.test(path)])
  })
})
