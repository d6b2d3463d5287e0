import { AppError } from '../../core/errors.ts'
import { hourMs, isZone } from '../../core/time.ts'
import {
  type Batch,
  batchLimits,
  batch as batchSchema,
  clockDetail,
  type GapRow,
  installedDetail,
  isGapReason,
  type ProcessHourRow,
  processHourRow,
  type RefusedRow,
  type RowTable,
  rowTables,
  type SpanRow,
  type SpanSource,
  spanSources,
  windowDetail,
} from '../../protocol/batches.ts'
import { depthOver, toAppError } from './shape.ts'

/** A batch whose shape is right; `refused` names the rows that are not taken, all others are valid. */
export interface ParsedBatch {
  readonly batch: Batch
  readonly refused: readonly RefusedRow[]
}

/** No device recorded before, and none will soon record after. */
const firstInstant = Date.UTC(2000, 0)
const lastInstant = Date.UTC(2100, 0)
/** Below this an instant is surely in seconds: it would lie before March 1973. */
const surelySeconds = 100_000_000_000

/**
 * Checks a batch: a broken shape is the sender's fault and is thrown, a bad row is refused alone. Whether a row is valid
 * depends on the row only, so a repeat gets the same answer.
 * @throws AppError with the code and the place of the first fault
 */
export function parseBatch(given: unknown): ParsedBatch {
  checkLengths(given)
  const processHours = findHourRows(given)
  const rest = processHours ? { ...(given as object), processHours: [] } : given
  if (depthOver(rest, batchLimits.depth))
    throw new AppError('json_too_deep', `JSON nests deeper than ${batchLimits.depth} levels`)
  const parsed = batchSchema.safeParse(rest)
  if (!parsed.success) throw toAppError(parsed.error)
  const batch = processHours ? { ...parsed.data, processHours } : parsed.data
  checkIndexes(batch)
  return { batch, refused: findRefused(batch) }
}

/**
 * The hours of a batch if their shape is right: they are nearly all of it, and zod takes ten times as long to say so. Of
 * everything else, and to name a fault, zod is asked.
 */
function findHourRows(given: unknown): ProcessHourRow[] | undefined {
  const { processHours } = (given ?? {}) as { processHours?: unknown }
  return Array.isArray(processHours) && processHours.every(isHourRow) ? processHours : undefined
}

const hourColumns = processHourRow.def.items.length
const hourColumn = 2

/** What `processHourRow` takes: whole numbers, and none but the instant may be negative. */
export const isHourRow = (row: unknown): row is ProcessHourRow =>
  Array.isArray(row) &&
  row.length === hourColumns &&
  row.every((value, i) => Number.isSafeInteger(value) && (value >= 0 || i === hourColumn))

/** Where a value stands, as `spans[3][1]`. */
type Place = readonly [table: RowTable, index: number, column: number]

const describePlace = ([table, index, column]: Place) => `${table}[${index}][${column}]`

/** Before anything looks into the lists: zod writes a complaint for each bad entry, and a million of them fit into a request. */
function checkLengths(given: unknown): void {
  const lists = (given ?? {}) as Record<string, unknown>
  const lengthOf = (name: string) => (Array.isArray(lists[name]) ? lists[name].length : 0)
  const rows = rowTables.reduce((sum, table) => sum + lengthOf(table), 0)
  if (rows > batchLimits.rows)
    throw new AppError('too_many_rows', `${rows} rows in one batch; at most ${batchLimits.rows}`)
  for (const [name, most] of [
    ['subjects', batchLimits.subjects],
    ['streams', batchLimits.streams],
    ['lineage', batchLimits.streams],
  ] as const)
    if (lengthOf(name) > most)
      throw new AppError('too_many_rows', `${lengthOf(name)} ${name} in one batch; at most ${most}`, { at: name })
}

function checkIndexes(batch: Batch): void {
  const check = (index: number, list: readonly unknown[], ...place: Place) => {
    if (index >= list.length)
      throw new AppError('invalid', `there is no entry ${index} in the list of ${list.length}`, {
        at: describePlace(place),
      })
  }
  for (const [i, row] of batch.processHours.entries()) {
    check(row[0], batch.streams, 'processHours', i, 0)
    check(row[1], batch.subjects, 'processHours', i, 1)
  }
  for (const [i, row] of batch.spans.entries()) {
    check(row[0], batch.streams, 'spans', i, 0)
    if (row[4] !== null) check(row[4], batch.subjects, 'spans', i, 4)
  }
  for (const [i, row] of batch.gaps.entries()) check(row[0], batch.streams, 'gaps', i, 0)
}

function findRefused(batch: Batch): RefusedRow[] {
  const refused: RefusedRow[] = []
  const check = <R>(table: RowTable, rows: readonly R[], fault: (row: R, index: number) => string | undefined) => {
    for (const [index, row] of rows.entries()) {
      const code = fault(row, index)
      if (code) refused.push({ table, index, code })
    }
  }
  check('processHours', batch.processHours, hourFault)
  check('spans', batch.spans, spanFault)
  check('gaps', batch.gaps, gapFault)
  return refused
}

/** More than any machine does in an hour: what lies above is no measurement, and would overflow the sums of others. */
const hourBounds: readonly number[] = [
  Number.POSITIVE_INFINITY,
  Number.POSITIVE_INFINITY,
  Number.POSITIVE_INFINITY,
  2 * hourMs,
  10_000 * hourMs,
  10_000_000,
  10_000_000_000_000,
  100_000_000_000,
  10_000_000,
]

const hourFault = (row: ProcessHourRow, i: number): string | undefined =>
  instantFault(row[hourColumn], 'processHours', i, hourColumn) ??
  (row.some((value, column) => value > hourBounds[column]!) ? 'out_of_range' : undefined)

/** Sources whose spans say something of an app; the others are about nobody's. */
const aboutApps: ReadonlySet<string> = new Set<SpanSource>(['window', 'inhibit', 'installed'])

function spanFault([, source, start, end, subject, detail]: SpanRow, i: number): string | undefined {
  const fault = instantFault(start, 'spans', i, 2) ?? instantFault(end, 'spans', i, 3)
  if (fault) return fault
  if (!(spanSources as readonly string[]).includes(source)) return 'source_unknown'
  if (end < start) return 'reversed'
  if (end - start > batchLimits.spanMs) return 'too_long'
  if (detail && JSON.stringify(detail).length > batchLimits.detailLength) return 'detail_too_large'
  if (aboutApps.has(source) !== (subject !== null)) return 'subject_invalid'
  if (source === 'clock') return clockFault(detail, 'spans', i, 5)
  if (source === 'installed') return installedDetail.safeParse(detail).success ? undefined : 'detail_invalid'
  if (source === 'window' && windowDetail.safeParse(detail).success) return undefined
  return detail === null ? undefined : 'detail_invalid'
}

function clockFault(detail: unknown, ...place: Place): string | undefined {
  const clock = clockDetail.safeParse(detail)
  if (!clock.success) return 'detail_invalid'
  const { zone, offsetMs } = clock.data
  if (!isZone(zone)) throw new AppError('tz_unknown', `no time zone is called "${zone}"`, { at: describePlace(place) })
  return Math.abs(offsetMs) > 26 * hourMs ? 'detail_invalid' : undefined
}

function gapFault([, start, end, reason]: GapRow, i: number): string | undefined {
  const fault = instantFault(start, 'gaps', i, 1) ?? instantFault(end, 'gaps', i, 2)
  if (fault) return fault
  if (end < start) return 'reversed'
  if (end - start > batchLimits.gapMs) return 'too_long'
  return isGapReason(reason) ? undefined : 'reason_unknown'
}

function instantFault(at: number, ...place: Place): string | undefined {
  if (at > 0 && at < surelySeconds)
    throw new AppError('time_unit', `${at} looks like seconds; instants are milliseconds since 1970`, {
      at: describePlace(place),
    })
  return at < firstInstant || at >= lastInstant ? 'instant_out_of_range' : undefined
}
