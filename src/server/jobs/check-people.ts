import { and, between, eq } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import { type PersonHour, toPersonTimes } from '../../core/person-day.ts'
import { addDays, type Day } from '../../core/time.ts'
import { type DeviceTime, toDeviceTime } from '../../core/usage.ts'
import { toUsageHours } from '../../core/usage-hours.ts'
import { readDayMaker } from '../store/days.ts'
import { readTimeFacts } from '../store/facts.ts'
import { getUser } from '../store/people.ts'
import { findDevicesAround, type PersonKey } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'
import { findCell } from './check-months.ts'
import { readTouched } from './read-touched.ts'

/** A day of a device's hours in front against what its facts give. @returns what differs */
export async function checkHours(store: Store, { orgId, deviceId }: DeviceKey, day: Day, time: DeviceTime) {
  const { usageHours: u } = store.t
  const stored = await store.db
    .select()
    .from(u)
    .where(and(eq(u.orgId, orgId), eq(u.deviceId, deviceId), eq(u.day, day)))
  const wanted = toUsageHours(day, time)
  if (wanted.length !== stored.length) return 'usage_hours'
  for (const { hour, subject, ...cells } of wanted) {
    const row = stored.find((one) => one.hour === hour && one.subjectId === subject)
    if (!row) return 'usage_hours'
    const { foregroundMs, activeMs, watchingMs } = row
    const cell = findCell(cells, { foregroundMs, activeMs, watchingMs })
    if (cell !== undefined) return `usage_hours.${cell}`
  }
  return undefined
}

/**
 * The day of a device's person against what the facts of all of their devices give; the first of them speaks for all. One that
 * waits to be made is passed over. @returns what differs
 */
export async function checkPersonDay(store: Store, device: DeviceKey, day: Day): Promise<string | undefined> {
  const { orgId } = device
  const { userId } = await readDayMaker(store, device)
  const devices = await findDevicesAround(store, { orgId, userId, day, mark: 0 })
  if (devices[0]?.deviceId !== device.deviceId || (await isWaiting(store, orgId, userId, day))) return undefined
  const person = await getUser(store, userId)
  const { facts } = await readTouched(store, day, devices, person, readTimeFacts)
  const [wanted] = toPersonTimes(
    [day],
    facts.map((each) => toDeviceTime(each, person)),
  )
  const { personDays: p } = store.t
  const [stored] = await store.db
    .select()
    .from(p)
    .where(and(eq(p.orgId, orgId), eq(p.userId, userId), eq(p.day, day)))
  if (wanted!.day.dueMs > 0 !== (stored !== undefined)) return 'person_days'
  if (!stored) return undefined
  const { orgId: _, userId: __, day: ___, ...cells } = stored
  const { day: ____, ...figures } = wanted!.day
  const cell = findCell({ ...figures }, cells)
  return cell ? `person_days.${cell}` : checkPersonHours(store, { orgId, userId }, day, wanted!.hours)
}

/** The hours of a day of a person against what they are to be. @returns what differs */
async function checkPersonHours(
  store: Store,
  { orgId, userId }: PersonKey,
  day: Day,
  wanted: readonly PersonHour[],
): Promise<string | undefined> {
  const { personHours: h } = store.t
  const stored = await store.db
    .select({ hour: h.hour, recordedMs: h.recordedMs, activeMs: h.activeMs })
    .from(h)
    .where(and(eq(h.orgId, orgId), eq(h.userId, userId), eq(h.day, day)))
  if (wanted.length !== stored.length) return 'person_hours'
  for (const hour of wanted) {
    const row = stored.find((one) => one.hour === hour.hour)
    const cell = row ? findCell({ ...hour }, row) : ''
    if (cell !== undefined) return cell ? `person_hours.${cell}` : 'person_hours'
  }
  return undefined
}

async function isWaiting(store: Store, orgId: number, userId: string, day: Day): Promise<boolean> {
  const { touchedPersonDays: t } = store.t
  const near = between(t.day, addDays(day, -1), addDays(day, 1))
  return (await store.db.$count(t, and(eq(t.orgId, orgId), eq(t.userId, userId), near))) > 0
}
