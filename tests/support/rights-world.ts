import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { hourMs } from '../../src/core/time.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { erasuresFile } from '../../src/server/store/care/erasures.ts'
import { createDevice } from '../../src/server/store/devices.ts'
import type { Store } from '../../src/server/store/store.ts'
import { type AccountWorld, openAccountWorld } from './accounts.ts'
import { openJournalAgent, recordHour } from './journal-agent.ts'
import { newFolder } from './program.ts'
import { noon } from './records.ts'
import type { TestVisitor } from './visitor.ts'

export interface RightsWorld extends AccountWorld {
  readonly bo: TestVisitor
  readonly boId: string
  readonly ada: TestVisitor
  readonly mia: TestVisitor
  readonly device: { readonly orgId: 1; readonly deviceId: number }
}

/** Bo has recorded two hours; Ada is an admin, Mia a manager. */
export async function openRightsWorld(store: Store): Promise<RightsWorld> {
  const erasing = { tombstones: erasuresFile(join(newFolder(), 'server.db')), outbox: newFolder() }
  const world = await openAccountWorld(store, { erasing })
  const [bo, ada, mia] = [
    await world.join('bo@example.org', 'member'),
    await world.join('ada@example.org', 'admin'),
    await world.join('mia@example.org', 'manager'),
  ]
  const boId = (await bo.call('GET', '/api/v1/me')).body.id
  const token = `token-${boId}`
  const given = { orgId: 1, userId: boId, name: 'laptop', platform: 'test', token, now: noon }
  const deviceId = await createDevice(store, given)
  const agent = openJournalAgent(world.server.url, token, () => noon)
  // In a month that is not over: the server closes any other meanwhile.
  for (const hours of [24, 2]) recordHour(agent, noon - hours * hourMs, { key: 'vim', name: 'Vim' }, 'a letter')
  await agent.uploader.uploadNow()
  await agent.end()
  await makeAllDays(store)
  return { ...world, bo, boId, ada, mia, device: { orgId: 1, deviceId } }
}

/** Until no day waits to be made; the server makes days by itself, too, and may be at one of them. */
export async function makeAllDays(store: Store): Promise<void> {
  const { touchedDays, touchedPersonDays } = store.t
  while ((await store.db.$count(touchedDays)) + (await store.db.$count(touchedPersonDays)) > 0) {
    await rollUp(store)
    await setImmediate()
  }
}
