import { type AnyColumn, gte, sql } from 'drizzle-orm'
import { dayAt, dayMs } from '../../core/time.ts'
import type { Store } from './store.ts'

export type TableName = keyof Store['t']

export interface TableSize {
  readonly table: TableName
  readonly rows: number
  /** With its indexes. */
  readonly bytes: number
  /** Rows about the last 30 days; undefined for tables that do not grow with time. */
  readonly rowsPerMonth: number | undefined
}

/** How many rows each table has, what they take on disk, and how many of them a month brings. Reads everything once. */
export async function readSizes(store: Store, now: number): Promise<TableSize[]> {
  const bytes = await readBytes(store)
  const from = now - 30 * dayMs
  const { t } = store
  const instants: Partial<Record<TableName, [AnyColumn, number | string]>> = {
    processHours: [t.processHours.hour, from],
    spans: [t.spans.start, from],
    gaps: [t.gaps.start, from],
    days: [t.days.day, dayAt(from, 0)],
    unrecordedDays: [t.unrecordedDays.day, dayAt(from, 0)],
    usageDays: [t.usageDays.day, dayAt(from, 0)],
    usageHours: [t.usageHours.day, dayAt(from, 0)],
    titleDays: [t.titleDays.day, dayAt(from, 0)],
    personDays: [t.personDays.day, dayAt(from, 0)],
    personHours: [t.personHours.day, dayAt(from, 0)],
    reports: [t.reports.createdAt, from],
    mails: [t.mails.createdAt, from],
  }
  const sizes: TableSize[] = []
  for (const table of Object.keys(t) as TableName[]) {
    const since = instants[table]
    const all = t[table] as unknown as typeof t.spans
    const rows = await store.db.$count(all)
    const rowsPerMonth = since && (await store.db.$count(all, gte(since[0], since[1])))
    sizes.push({ table, rows, bytes: bytes.get(toSqlName(table)) ?? 0, rowsPerMonth })
  }
  return sizes
}

/** `usageDays` → `usage_days`, as drizzle names tables here. */
const toSqlName = (table: string) => table.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Bytes by table, its indexes counted with it. */
async function readBytes({ dialect, db }: Store): Promise<Map<string, number>> {
  const columns = { name: sql<string>`name`, bytes: sql<number>`bytes`.mapWith(Number) }
  const source =
    dialect === 'sqlite'
      ? sql`(select m.tbl_name as name, sum(s.pgsize) as bytes from dbstat s join sqlite_master m on m.name = s.name where s.aggregate = 1 group by m.tbl_name) as sizes`
      : sql`(select relname as name, pg_total_relation_size(oid) as bytes from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace) as sizes`
  const rows = await db.select(columns).from(source)
  return new Map(rows.map(({ name, bytes }) => [name, bytes]))
}
