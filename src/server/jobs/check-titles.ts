import { and, eq } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import type { Day } from '../../core/time.ts'
import type { DeviceTime } from '../../core/usage.ts'
import type { Store } from '../store/store.ts'
import { findCell, withoutKey } from './check-months.ts'
import { splitTitles } from './split-titles.ts'

/** What of a day that rules on titles took is not what they take of its windows; undefined where all is, or titles are gone. */
export async function checkTitles(
  store: Store,
  device: DeviceKey,
  day: Day,
  time: DeviceTime,
): Promise<string | undefined> {
  const wanted = (await splitTitles(store, device, [day], time)).get(day)
  if (!wanted) return undefined
  const { titleDays: n } = store.t
  const rows = await store.db
    .select()
    .from(n)
    .where(and(eq(n.orgId, device.orgId), eq(n.deviceId, device.deviceId), eq(n.day, day)))
  const stored = new Map(
    rows.map(({ subjectId, ruleId, ...row }) => [`${subjectId} ${ruleId}`, withoutKey(row)] as const),
  )
  if (stored.size !== wanted.length) return 'title_days'
  for (const { subject, rule, ...cells } of wanted) {
    const row = stored.get(`${subject} ${rule}`)
    const cell = row ? findCell(cells, row) : ''
    if (cell !== undefined) return `title_days.${cell}`
  }
  return undefined
}
