import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { api } from '../../src/protocol/api.ts'
import { callOf } from '../support/isolation/calls.ts'
import { tryAll } from '../support/isolation/matrix.ts'
import { pageCallsOf } from '../support/isolation/page-calls.ts'
import { canariesOf, readTenant } from '../support/isolation/tenant-rows.ts'
import { type IsolationWorld, openIsolationWorld } from '../support/isolation/world.ts'
import { allRoutes, listRoutes } from '../support/routes.ts'
import { describeStores } from '../support/stores.ts'

const patience = 300_000

/** Whether the owner of an organisation is shown what would be a leak if another were. */
async function seenByOwner({ store, url, tenants: [one, other], callers }: IsolationWorld): Promise<boolean> {
  const canaries = canariesOf(await readTenant(store, one), await readTenant(store, other))
  const { headers } = callers.find(({ name }) => name === `owner of ${one.word}`)!
  const text = await (await fetch(`${url}/api/v1/orgs/${one.orgId}/members`, { headers })).text()
  return canaries.some((canary) => text.includes(canary))
}

describeStores('two organisations on one server', (open) => {
  it('learn nothing of each other, whoever asks for whatever', { timeout: patience }, async () => {
    const store = await open()
    const pages = listRoutes(allRoutes(store))
      .filter(({ endpoint }) => !endpoint)
      .map(({ method, path }) => `${method} ${path}`)
    const world = await openIsolationWorld(store)
    const tried = [await tryAll(world, world.tenants[1], pages), await tryAll(world, world.tenants[0], pages)]
    const sum = (of: 'cases' | 'requests') => tried.reduce((total, one) => total + one[of], 0)
    const leaks = tried.flatMap((one) => one.leaks)
    console.info(`${store.dialect}: ${sum('cases')} cases, ${sum('requests')} requests, ${leaks.length} leaks`)
    expect(leaks.slice(0, 20)).toEqual([])
    // What is theirs is let through: each refusal above is one that could have been something else.
    const seen = new Set(tried.flatMap((one) => Object.keys(one.statuses)))
    for (const status of ['own in 200', 'own 403 403', 'own 404 404', 'own 401 401', 'person in 200', 'device in 200'])
      expect([...seen]).toContain(status)
    expect(await seenByOwner(world)).toBe(true)
    await world.close()
  })
})

describe('what nobody said how to ask for', () => {
  it('is told by its name', () => {
    const unknown = { ...api[0]!, id: 'newest', path: '/api/v1/orgs/:org/newest' as const }
    const input = z.strictObject({ newest: z.string() })
    expect(() => callOf({ ...unknown, input }, 1)).toThrow(/\/newest: what stands in "newest"\?/)
    expect(() => pageCallsOf('GET /newest')).toThrow(/GET \/newest: how is it asked for\?/)
  })
})
