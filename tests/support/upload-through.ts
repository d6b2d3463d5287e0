import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { createDevice } from '../../src/server/store/devices.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import type { Store } from '../../src/server/store/store.ts'
import { enroll, noon } from './records.ts'
import { createUploader, type Uploader } from './uploaders.ts'

/** What was answered how often, over all. */
export type Answers = Readonly<Record<number, number>>

const rowsOfBatch = 60

/**
 * Lets computers upload at once while something is done to the database; then everything is well again, and every row that was
 * acknowledged is there.
 * @param store on a way to the database that nothing is done to
 */
export async function uploadThrough(
  store: Store,
  url: string,
  computers: number,
  trouble: () => Promise<void>,
): Promise<Answers> {
  const { user } = await enroll(store)
  const uploaders: { readonly device: number; readonly uploader: Uploader }[] = []
  for (let i = 0; i < computers; i++) {
    const token = `token-of-${i}`
    const given = { orgId: personalOrg, userId: user.id, name: `laptop ${i}`, platform: 'test', now: noon, token }
    uploaders.push({ device: await createDevice(store, given), uploader: createUploader(url, token) })
  }
  const answers: Record<number, number> = {}
  let isOver = false
  const uploading = uploaders.map(({ uploader }) => uploadUntil(uploader, () => isOver, answers))
  try {
    await trouble()
  } finally {
    isOver = true
  }
  await Promise.all(uploading)
  for (const each of uploaders) {
    expect(await findLost(store, each)).toEqual([])
    await each.uploader.close()
  }
  return answers
}

/** Until it is over, and once more until it is taken. */
async function uploadUntil(uploader: Uploader, isOver: () => boolean, answers: Record<number, number>): Promise<void> {
  for (const end = Date.now() + 90_000; ; await sleep(10)) {
    const wasOver = isOver()
    const { status, retryAfter } = await uploader.send(rowsOfBatch)
    answers[status] = (answers[status] ?? 0) + 1
    if (status === 503) expect(Number(retryAfter)).toBeGreaterThan(0)
    if (wasOver && status === 200) return
    if (![200, 503].includes(status) || Date.now() > end)
      throw new Error(`answered ${status}, of all: ${JSON.stringify(answers)}`)
  }
}

/** The hours that were acknowledged and are not there. */
async function findLost({ db, t }: Store, { device, uploader }: { device: number; uploader: Uploader }) {
  const rows = await db
    .select({ hour: t.processHours.hour })
    .from(t.processHours)
    .where(eq(t.processHours.deviceId, device))
  const counts = new Map<number, number>()
  for (const { hour } of rows) counts.set(hour, (counts.get(hour) ?? 0) + 1)
  return [...uploader.acknowledgedHours].filter((hour) => counts.get(hour) !== rowsOfBatch)
}
