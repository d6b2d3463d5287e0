import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openPostgres } from '../../src/server/store/postgres.ts'
import { startInstances } from '../support/instances.ts'
import { openOwnPostgres, toUrl } from '../support/own-postgres.ts'
import { startSilentProxy } from '../support/silent-proxy.ts'
import { startStandby } from '../support/standby.ts'
import { uploadThrough } from '../support/upload-through.ts'

it('a server goes over to the standby that takes the place of its PostgreSQL, and nothing acknowledged is lost', {
  timeout: 120_000,
}, async () => {
  const leader = await openOwnPostgres()
  await (await openPostgres(leader.url)).close()
  const standby = await startStandby(leader)
  const name = await startSilentProxy(leader.port)
  const store = await openPostgres(toUrl(name.port))
  const server = await startInstances(toUrl(name.port), 1)
  const answers = await uploadThrough(store, server.url, 4, async () => {
    await sleep(300)
    await leader.stop()
    await standby.promote()
    name.turnTo(standby.port)
  })
  await server.close()
  await store.close()
  await name.close()
  await standby.stop()
  await leader.close()
  expect(Object.keys(answers).sort()).toEqual(['200', '503'])
})
