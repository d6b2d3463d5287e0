import { randomUUID } from 'node:crypto'
import { hourMs, minuteMs } from '../../src/core/time.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import type { Store } from '../../src/server/store/store.ts'
import { aBatch } from './records.ts'

/** An hour of one device in which some apps were in front, one after the other, in use all the time. */
export interface UsedHour {
  /** When it began, on the hour. */
  readonly at: number
  /** Minutes of each app, by its name; 60 at most together. */
  readonly minutes: Readonly<Record<string, number>>
  /** Apps that ran besides, unseen. */
  readonly running?: readonly string[]
  /** Programs that were found installed. */
  readonly installed?: readonly string[]
  /** False on a desktop that tells nothing of what is in front. */
  readonly tells?: boolean
}

const keyOf = (name: string) => `${name.toLowerCase()}.desktop`

/** Uploads it as a run of an agent of its own. */
export function useHour(
  store: Store,
  device: { readonly orgId: number; readonly deviceId: number },
  { at, minutes, running = [], installed = [], tells = true }: UsedHour,
): Promise<unknown> {
  const names = [...new Set([...Object.keys(minutes), ...running, ...installed])]
  const spans: Batch['spans'] = []
  const watched = tells ? { watched: ['input', 'lock', 'window'] } : {}
  spans.push([0, 'clock', at, at + hourMs, null, { zone: 'UTC', offsetMs: 0, ...watched }] as never)
  let from = at
  for (const [name, count] of Object.entries(minutes)) {
    const end = from + count * minuteMs
    if (tells && count > 0) spans.push([0, 'window', from, end, names.indexOf(name), null] as never)
    from = end
  }
  if (tells && from > at) spans.push([0, 'input', at, from, null, null] as never)
  for (const [i, name] of installed.entries())
    spans.push([0, 'installed', at + i, at + i + 1, names.indexOf(name), { version: '1.0', from: 'dpkg' }] as never)
  const hours = [...Object.keys(minutes), ...running].map(
    (name) => [0, names.indexOf(name), at, hourMs, 6 * minuteMs, 1, 3_600_000, 2_000, 360] as never,
  )
  const batch = aBatch({
    stream: randomUUID(),
    sentAt: at + hourMs,
    subjects: names.map((name) => ['app', keyOf(name), name]),
    processHours: hours,
    spans,
  })
  return applyBatch(store, device, parseBatch(batch), at + hourMs)
}
