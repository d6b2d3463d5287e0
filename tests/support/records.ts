import { randomUUID } from 'node:crypto'
import type { Batch } from '../../src/protocol/batches.ts'
import { createDevice } from '../../src/server/store/devices.ts'
import { ensureOwner, personalOrg, type User } from '../../src/server/store/people.ts'
import type { Store } from '../../src/server/store/store.ts'

/** Monday 2 November 2026, noon UTC. */
export const noon = Date.UTC(2026, 10, 2, 12)

export interface Enrolled {
  readonly user: User
  readonly device: { readonly orgId: number; readonly deviceId: number }
  readonly token: string
}

/** The personal organisation with its owner and one device. */
export async function enroll(store: Store, given: { zone?: string; locale?: string } = {}): Promise<Enrolled> {
  const owner = { name: 'Ana', email: 'ana@example.org', locale: 'en', zone: 'UTC', ...given }
  const user = await ensureOwner(store, owner, noon)
  return { user, ...(await addDevice(store, user)) }
}

export async function addDevice(store: Store, user: User): Promise<Omit<Enrolled, 'user'>> {
  const token = `token-${randomUUID()}`
  const added = { orgId: personalOrg, userId: user.id, name: 'laptop', platform: 'linux-x64', token, now: noon }
  return { device: { orgId: personalOrg, deviceId: await createDevice(store, added) }, token }
}

/** Somebody else, who has no device yet. */
export async function addPerson({ batch, t }: Store, like: User): Promise<User> {
  const person = { ...like, id: randomUUID() }
  await batch((db) => [db.insert(t.users).values(person)])
  return person
}

/** A first batch of a stream: one recorded hour from noon on, with one app in it; name only what the test is about. */
export function aBatch(given: Partial<Batch> = {}): Batch {
  const stream = given.stream ?? randomUUID()
  return {
    v: 1,
    batch: randomUUID(),
    stream,
    after: null,
    upto: 2,
    lineage: [[stream, null, null]],
    sentAt: noon,
    agent: { version: '0.1.0', platform: 'linux-x64' },
    subjects: [['app', 'firefox.desktop', 'Firefox']],
    streams: [stream],
    processHours: [[0, 0, noon, 3_600_000, 60_000, 1, 3_600_000, 2_000, 360]],
    spans: [[0, 'clock', noon, noon + 3_600_000, null, { zone: 'UTC', offsetMs: 0 }]],
    gaps: [],
    ...given,
  }
}
