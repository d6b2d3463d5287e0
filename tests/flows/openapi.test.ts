import { createConfig, lintFromString } from '@redocly/openapi-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../src/protocol/api.ts'
import { toOpenApi } from '../../src/protocol/openapi.ts'
import type { RunningServer } from '../../src/server/server.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { serve } from '../support/server.ts'

/** What the recommended rules say of a description. */
async function lint(document: unknown): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: JSON.stringify(document), config })
  return problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`)
}

describe('the description of the API', () => {
  let store: Store
  let server: RunningServer
  beforeAll(async () => {
    store = openSqlite(':memory:')
    server = await serve(store)
  })
  afterAll(async () => {
    await server.stop()
    await store.close()
  })

  it('is found good by another tool, and served', async () => {
    const document = toOpenApi('0.1.0')
    expect(await lint(document)).toEqual([])
    expect(await (await fetch(`${server.url}/api/v1/openapi.json`)).json()).toEqual(
      JSON.parse(JSON.stringify(document)),
    )
  })

  it('would not be found good with a fault in it', async () => {
    const { info: _, ...rest } = toOpenApi('0.1.0')
    expect(await lint(rest)).not.toEqual([])
  })

  it('says what forms are answered, also where they are not refused as OAuth says', async () => {
    const answer = await fetch(`${server.url}/api/v1/device/code`, {
      method: 'POST',
      headers: { authorization: 'Bearer ua_fleet_nobody' },
      body: new URLSearchParams({ client_id: 'usage-audit-agent', host_name: 'x' }),
    })
    expect([answer.status, await answer.json()]).toMatchObject([401, { error: { code: 'unauthenticated' } }])
    const { paths } = JSON.parse(JSON.stringify(toOpenApi('0.1.0')))
    const { responses } = paths['/api/v1/device/code'].post
    expect(JSON.stringify(responses['4XX'])).toMatch(/schemas\/OAuthProblem.*schemas\/Problem/)
    expect(JSON.stringify(responses['200'])).toContain('verification_uri_complete')
    expect(paths['/api/v1/orgs/{org}/devices'].get.responses).toHaveProperty('5XX')
  })

  it('names every endpoint once', () => {
    const { paths } = toOpenApi('0.1.0') as { paths: Record<string, Record<string, { operationId: string }>> }
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    for (const { id } of api) expect(operations.map(({ operationId }) => operationId)).toContain(id)
  })
})
