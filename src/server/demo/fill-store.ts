import { randomBytes } from 'node:crypto'
import { toDemoAccesses } from '../../core/demo/accesses.ts'
import { createChance } from '../../core/demo/chance.ts'
import { toDeviceFacts } from '../../core/demo/device-facts.ts'
import type { DemoPiece } from '../../core/demo/facts.ts'
import { toDemoLicences } from '../../core/demo/licences.ts'
import { createDemo, type DemoDevice, type DemoQuestion } from '../../core/demo/people.ts'
import type { DeviceKey } from '../../core/devices.ts'
import { textsOf } from '../../core/texts/texts.ts'
import { applyBatch } from '../ingest/apply-batch.ts'
import { parseBatch } from '../ingest/parse-batch.ts'
import { rollUp } from '../jobs/roll-up.ts'
import { noteAccesses } from '../store/access-log.ts'
import { createDevice } from '../store/devices.ts'
import { addLicence } from '../store/licences.ts'
import { createDemoOrg, personalOrg } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { createPacker, type Packer } from './to-batches.ts'

/** What a fill did, or did so far. */
export interface Filled {
  readonly people: number
  /** Those that are filled. */
  readonly devices: number
  readonly rows: number
  readonly batches: number
  /** Days that were made of the rows. */
  readonly days: number
}

/**
 * Fills an empty store with made-up people and what their computers would have recorded. It goes the way of real data: batches,
 * checked, stored and made into days; some of it comes late, after days were made.
 * @param onProgress told after each device, and now and then within one
 * @throws AppError `cannot_create` if the store holds anything already
 */
export async function fillStore(
  store: Store,
  question: DemoQuestion,
  onProgress: (filled: Filled) => void = () => {},
): Promise<Filled> {
  const { people, devices } = createDemo(question)
  const from = Math.min(question.now, ...devices.map((device) => device.from))
  const name = textsOf(question.locale).demo.name
  const userIds = await createDemoOrg(store, { name, people, locale: question.locale, createdAt: from })
  for (const licence of toDemoLicences(question.locale, people.length, question.now))
    await addLicence(store, personalOrg, licence, from)
  await noteAccesses(
    store,
    toDemoAccesses(question.locale, people.length, question.now).map(({ actor, about, ...access }) => ({
      ...{ ...access, orgId: personalOrg, actor: userIds[actor]!, actorName: people[actor]!.name },
      about: userIds[about]!,
    })),
  )
  const filled = { people: people.length, devices: 0, rows: 0, batches: 0, days: 0 }
  const late: Sending[] = []
  for (const device of devices) {
    const key = await enrol(store, device, userIds[device.person]!)
    const packer = createPacker(device, createChance(device.seed, 'batches'))
    const kept: DemoPiece[] = []
    for (const piece of toDeviceFacts(device)) {
      if (piece.at >= device.lateFrom) kept.push(piece)
      else await send(store, { key, packer, pieces: [piece], at: piece.at }, filled)
      if (filled.batches % 16 === 0) onProgress(filled)
    }
    filled.days += (await rollUp(store, { device: key })).days
    filled.devices++
    onProgress(filled)
    late.push({ key, packer, pieces: kept, at: question.now })
  }
  for (const sending of late) {
    await send(store, sending, filled)
    filled.days += (await rollUp(store, { device: sending.key })).days
  }
  return filled
}

interface Sending {
  readonly key: DeviceKey
  readonly packer: Packer
  readonly pieces: readonly DemoPiece[]
  /** When the server got it. */
  readonly at: number
}

/** Nobody knows its token: it uploads nothing more. */
async function enrol(store: Store, { name, platform, from }: DemoDevice, userId: string): Promise<DeviceKey> {
  const token = randomBytes(32).toString('base64url')
  const deviceId = await createDevice(store, { orgId: personalOrg, userId, name, platform, token, now: from })
  return { orgId: personalOrg, deviceId }
}

async function send(
  store: Store,
  { key, packer, pieces, at }: Sending,
  filled: { rows: number; batches: number },
): Promise<void> {
  for (const batch of pieces.flatMap(packer.pack)) {
    const { refused } = await applyBatch(store, key, parseBatch({ ...batch, sentAt: at }), at)
    if (refused.length > 0) throw new Error(`a made-up row was refused: ${JSON.stringify(refused[0])}`)
    filled.rows += batch.processHours.length + batch.spans.length + batch.gaps.length
    filled.batches++
  }
}
