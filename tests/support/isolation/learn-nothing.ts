import { expect, it } from 'vitest'
import type { Store } from '../../../src/server/store/store.ts'
import { allRoutes, listRoutes } from '../routes.ts'
import { describeStores } from '../stores.ts'
import { tryAll } from './matrix.ts'
import { canariesOf, readTenant } from './tenant-rows.ts'
import { type IsolationWorld, openIsolationWorld } from './world.ts'

const patience = 300_000

/** Whether the owner of an organisation is shown what would be a leak if another were. */
async function seenByOwner({ store, url, tenants: [one, other], callers }: IsolationWorld): Promise<boolean> {
  const canaries = canariesOf(await readTenant(store, one), await readTenant(store, other))
  const { headers } = callers.find(({ name }) => name === `owner of ${one.word}`)!
  const text = await (await fetch(`${url}/api/v1/orgs/${one.orgId}/members`, { headers })).text()
  return canaries.some((canary) => text.includes(canary))
}

/** Two organisations on one server of a dialect: a file of its own for each, so that they are asked at the same time. */
export const testIsolation = (dialect: Store['dialect']): void =>
  describeStores(
    'two organisations on one server',
    (open) => {
      it('learn nothing of each other, whoever asks for whatever', { timeout: patience }, async () => {
        const store = await open()
        const pages = listRoutes(allRoutes(store))
          .filter(({ endpoint }) => !endpoint)
          .map(({ method, path }) => `${method} ${path}`)
        const world = await openIsolationWorld(store)
        // What is asked is the same on both databases; the other way around is asked on one of them.
        const [first, second] = world.tenants
        const tried = [await tryAll(world, second, pages)]
        if (dialect === 'sqlite') tried.push(await tryAll(world, first, pages))
        const sum = (of: 'cases' | 'requests') => tried.reduce((total, one) => total + one[of], 0)
        const leaks = tried.flatMap((one) => one.leaks)
        console.info(`${store.dialect}: ${sum('cases')} cases, ${sum('requests')} requests, ${leaks.length} leaks`)
        expect(leaks.slice(0, 20)).toEqual([])
        // What is theirs is let through: each refusal above is one that could have been something else.
        const seen = new Set(tried.flatMap((one) => Object.keys(one.statuses)))
        for (const status of [
          'own in 200',
          'own 403 403',
          'own 404 404',
          'own 401 401',
          'person in 200',
          'device in 200',
        ])
          expect([...seen]).toContain(status)
        expect(await seenByOwner(world)).toBe(true)
        await world.close()
      })
    },
    [dialect],
  )
