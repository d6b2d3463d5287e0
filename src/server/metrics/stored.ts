import { count, isNull, lt, max, or } from 'drizzle-orm'
import { dayMs, secondMs } from '../../core/time.ts'
import type { Store } from '../store/store.ts'
import type { Family, Sample } from './text.ts'

/** A device that was not heard of for so long is silent. */
const silentAfterMs = 3 * dayMs

/** What only the database knows. @throws whatever its driver says when it is away */
export async function readStored(store: Store, now: number): Promise<Family[]> {
  const { db, t } = store
  const [touched, mails, channels, suppressed, devices, silent, last, bytes] = await Promise.all([
    db.$count(t.touchedDays),
    db.select({ state: t.mails.state, mails: count() }).from(t.mails).groupBy(t.mails.state),
    db.select({ channel: t.channels.name, pausedUntil: t.channels.pausedUntil }).from(t.channels),
    db.$count(t.suppressions),
    db.$count(t.devices),
    db.$count(t.devices, or(isNull(t.devices.lastSeenAt), lt(t.devices.lastSeenAt, now - silentAfterMs))),
    db.select({ at: max(t.devices.lastSeenAt) }).from(t.devices),
    store.sizeBytes(),
  ])
  const gauge = (name: string, help: string, ...samples: Sample[]): Family => ({ name, help, type: 'gauge', samples })
  const lastAt = last[0]?.at
  return [
    gauge('usage_audit_rollup_backlog_days', 'Days of devices that wait to be made again.', { value: Number(touched) }),
    gauge(
      'usage_audit_mails',
      'Mails of the ledger by state.',
      ...mails.map(({ state, mails: value }) => ({ labels: { state }, value: Number(value) })),
    ),
    gauge(
      'usage_audit_channel_paused',
      'Whether the mail server refuses us, so that mails wait: 1 or 0.',
      ...channels.map(({ channel, pausedUntil }) => ({ labels: { channel }, value: pausedUntil === null ? 0 : 1 })),
    ),
    gauge('usage_audit_suppressed_addresses', 'Addresses that get no mails.', { value: Number(suppressed) }),
    gauge('usage_audit_devices', 'Devices that may upload.', { value: Number(devices) }),
    gauge('usage_audit_devices_silent', 'Devices that were not heard of for three days.', { value: Number(silent) }),
    gauge(
      'usage_audit_last_upload_timestamp_seconds',
      'When a device was last heard of.',
      ...(lastAt ? [{ value: Number(lastAt) / secondMs }] : []),
    ),
    gauge('usage_audit_database_size_bytes', 'What the database takes on disk, without its log.', { value: bytes }),
  ]
}
