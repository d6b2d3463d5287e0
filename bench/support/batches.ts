import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { hourMs, minuteMs } from '../../src/core/time.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import type { Store } from '../../src/server/store/store.ts'
import type { UpsertRow } from '../../src/server/store/upsert.ts'
import { addDevice, enroll, noon } from '../../tests/support/records.ts'

const appCount = 60
const apps = Array.from({ length: appCount }, (_, i): Batch['subjects'][number] => [
  'app',
  `org.example.app-${i}.desktop`,
  `Example App ${i}`,
])

/** A batch as it travels, and its rows as a store that knows the ids would write them. */
export interface Upload {
  readonly token: string
  readonly body: Buffer
  readonly batch: Batch
  readonly hours: readonly UpsertRow[]
  readonly spans: readonly UpsertRow[]
}

/** A computer that uploads: each call gives its next upload. */
export interface Sender {
  readonly orgId: number
  readonly deviceId: number
  /** A backlog: hours that the server has not seen, all apps of one after all of another. */
  nextBacklog(rows: number): Upload
  /** What a minute changed: the same hour's apps again, grown, and a new hour after an hour. */
  nextMinute(rows: number): Upload
}

/** Enrols computers that will upload to the store. */
export async function enrolSenders(store: Store, count: number): Promise<Sender[]> {
  const { user } = await enroll(store)
  const senders: Sender[] = []
  for (let i = 0; i < count; i++) {
    const { device, token } = await addDevice(store, user)
    senders.push(createSender(device, token, i + 1))
  }
  return senders
}

/** The same figure below `limit` for the same seed, and another for each: real figures do not compress either. */
const scatter = (seed: number, limit: number) => (Math.imul(seed % 1_000_003, 2_654_435_761) >>> 0) % limit

type HourValues = readonly [subject: number, hour: number, minutes: number]

function createSender(device: { orgId: number; deviceId: number }, token: string, streamId: number): Sender {
  const { orgId, deviceId } = device
  const stream = randomUUID()
  let after: Batch['after'] = null
  let upto = 0
  let minute = 0
  let given = 0

  const toUpload = (values: readonly HourValues[], spanEnd: number): Upload => {
    upto += values.length + 1
    const processHours = values.map(([subject, hour, minutes]): Batch['processHours'][number] => [
      0,
      subject,
      hour,
      minutes * minuteMs,
      minutes * scatter(hour + subject, 1_000),
      scatter(subject + 1, 9),
      minutes * scatter(hour - subject, 12_000_000),
      scatter(hour + 2 * subject, 400_000) + minutes,
      minutes * 6,
    ])
    const clock = { zone: 'Europe/Berlin', offsetMs: hourMs }
    const batch: Batch = {
      v: 1,
      batch: randomUUID(),
      stream,
      after,
      upto,
      ...(after === null && { lineage: [[stream, null, null]] }),
      sentAt: noon,
      agent: { version: '0.1.0', platform: 'linux-x64' },
      subjects: apps,
      streams: [stream],
      processHours,
      spans: [[0, 'clock', noon, spanEnd, null, clock]],
      gaps: [],
    }
    after = { stream, upto }
    return {
      token,
      batch,
      body: gzipSync(JSON.stringify(batch)),
      hours: processHours.map(([, subject, hour, ...rest]) => [orgId, deviceId, hour, subject + 1, streamId, ...rest]),
      spans: [[orgId, deviceId, 'clock', noon, streamId, spanEnd, null, JSON.stringify(clock)]],
    }
  }
  return {
    orgId,
    deviceId,
    nextBacklog: (rows) => {
      const values = Array.from({ length: rows - 1 }, (): HourValues => {
        const place = given++
        return [place % appCount, noon - 10_000 * hourMs + Math.floor(place / appCount) * hourMs, 60]
      })
      return toUpload(values, noon + ++minute * minuteMs)
    },
    nextMinute: (rows) => {
      const hour = noon + Math.floor(minute / 60) * hourMs
      const minutes = (minute % 60) + 1
      minute++
      const values = Array.from({ length: rows - 1 }, (_, subject): HourValues => [subject, hour, minutes])
      return toUpload(values, Math.min(noon + minute * minuteMs, noon + 24 * hourMs))
    },
  }
}
