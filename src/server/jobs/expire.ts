import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { DeviceKey } from '../../core/devices.ts'
import { dayAt, dayMs, monthOf, utcDayStart } from '../../core/time.ts'
import { spanSources } from '../../protocol/batches.ts'
import { expireAccessLog } from '../store/access-log.ts'
import { forgetAsked } from '../store/asked-mails.ts'
import { findDevices } from '../store/devices.ts'
import { noteExpired } from '../store/expired.ts'
import { findOrgIds } from '../store/people.ts'
import { forgetLapsed } from '../store/recipients.ts'
import { findAheads, isOfAhead } from '../store/shifts.ts'
import type { Store } from '../store/store.ts'

/** How long each class of data is kept, in milliseconds. Reports stay until somebody erases them. */
export interface Retention {
  /** Titles of windows. */
  readonly titlesMs: number
  /** Hours, spans and gaps: what days are made of. */
  readonly factsMs: number
  /** Days, and the months that are their sums; by whole months. */
  readonly daysMs: number
  /** Who opened whose data. */
  readonly accessMs: number
}

/** Rows that go in one transaction: few enough that an upload does not feel it. */
const rowsAtOnce = 200

/**
 * Removes what was kept long enough, a small piece at a time with everything else in between, then gives the room back. Ends
 * early when it is told to stop; the next round goes on.
 */
export async function expire(store: Store, retention: Retention, now: number, signal?: AbortSignal): Promise<void> {
  const before = {
    titles: utcDayStart(now - retention.titlesMs),
    facts: utcDayStart(now - retention.factsMs),
    month: monthOf(dayAt(now - retention.daysMs, 0)),
  }
  await forgetAsked(store, now - dayMs)
  for (const orgId of await findOrgIds(store)) {
    await noteExpired(store, orgId, before.facts, before.titles)
    await expireAccessLog(store, orgId, now - retention.accessMs)
    await forgetLapsed(store, orgId, now)
    const old = oldPersonDaysOf(store, orgId, before)
    for (const { id: deviceId } of await findDevices(store, orgId)) {
      old.push(...oldDaysOf(store, { orgId, deviceId }, before))
      for (const aheadMs of await findAheads(store, { orgId, deviceId }))
        old.push(...oldFactsOf(store, { orgId, deviceId }, aheadMs, before))
    }
    for (const rows of old) while (!signal?.aborted && (await removePiece(store, rows))) await setImmediate()
  }
  while (!signal?.aborted && (await store.reclaim())) await setImmediate()
}

type Table = Store['t'][
  | 'spans'
  | 'processHours'
  | 'gaps'
  | 'days'
  | 'unrecordedDays'
  | 'usageDays'
  | 'usageHours'
  | 'usageMonths'
  | 'titleDays'
  | 'personDays'
  | 'personHours']

/** Rows of one device, or of all people, that are older than they may be. */
interface OldRows {
  readonly table: Table
  readonly which: SQL | undefined
  /** What orders them: the pieces go along it. */
  readonly at: PgColumn
  readonly before: number | string
  /** What is left of a row; undefined: nothing. */
  readonly set?: { readonly detail: null }
}

interface Before {
  readonly titles: number
  readonly facts: number
  readonly month: string
}

const oldPersonDaysOf = ({ t }: Store, orgId: number, { month }: Before): OldRows[] =>
  [t.personDays, t.personHours].map((table) => ({
    table,
    which: eq(table.orgId, orgId),
    at: table.day,
    before: `${month}-01`,
  }))

type OfDevice = Exclude<Table, Store['t']['personDays'] | Store['t']['personHours']>

const isOf = (table: OfDevice, { orgId, deviceId }: DeviceKey) =>
  and(eq(table.orgId, orgId), eq(table.deviceId, deviceId))

/**
 * Facts keep the instants of the device's clock, so what is old is told by the true ones: of a clock that was years behind all
 * would go within the hour, of one that was years ahead nothing.
 */
function oldFactsOf(store: Store, device: DeviceKey, aheadMs: number, before: Before): OldRows[] {
  const { spans: s, processHours: h, gaps: g } = store.t
  const of = (table: typeof s | typeof h | typeof g, more?: SQL) => ({
    table,
    which: and(isOf(table, device), isOfAhead(store, device, aheadMs, table.streamId), more),
  })
  const facts = before.facts + aheadMs
  return [
    // In the words of the index that only rows with a title are in.
    {
      ...of(s, sql`${s.source} = 'window' and ${s.detail} is not null`),
      at: s.start,
      before: before.titles + aheadMs,
      set: { detail: null },
    },
    ...spanSources.map((source) => ({ ...of(s, eq(s.source, source)), at: s.start, before: facts })),
    { ...of(h), at: h.hour, before: facts },
    { ...of(g, lt(g.end, facts)), at: g.start, before: facts },
  ]
}

function oldDaysOf({ t }: Store, device: DeviceKey, before: Before): OldRows[] {
  const of = (table: OfDevice) => ({ table, which: isOf(table, device) })
  const firstDay = `${before.month}-01`
  return [
    { ...of(t.usageHours), at: t.usageHours.day, before: dayAt(before.facts, 0) },
    { ...of(t.usageDays), at: t.usageDays.day, before: firstDay },
    { ...of(t.titleDays), at: t.titleDays.day, before: firstDay },
    { ...of(t.unrecordedDays), at: t.unrecordedDays.day, before: firstDay },
    { ...of(t.days), at: t.days.day, before: firstDay },
    { ...of(t.usageMonths), at: t.usageMonths.month, before: before.month },
  ]
}

/** @returns whether there may be more */
async function removePiece(store: Store, { table, which, at, before, set }: OldRows): Promise<boolean> {
  const old = and(which, lt(at, before))
  const find = (offset: number) =>
    store.db.select({ at }).from(table).where(old).orderBy(asc(at)).limit(1).offset(offset)
  const [last] = await find(rowsAtOnce - 1)
  if (!last && (await find(0)).length === 0) return false
  const piece = last ? and(which, lte(at, last.at)) : old
  await store.batch((db) => [set ? db.update(store.t.spans).set(set).where(piece) : db.delete(table).where(piece)])
  return last !== undefined
}
