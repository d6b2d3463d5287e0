import type { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { hourMs, isZone } from '../../core/time.ts'
import {
  type Batch,
  batchLimits,
  batch as batchSchema,
  clockDetail,
  type GapRow,
  isGapReason,
  type ProcessHourRow,
  type RefusedRow,
  type RowTable,
  type SpanRow,
  spanSources,
} from '../../protocol/batches.ts'

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
  if (depthOver(given, batchLimits.depth))
    throw new AppError('json_too_deep', `JSON nests deeper than ${batchLimits.depth} levels`)
  const parsed = batchSchema.safeParse(given)
  if (!parsed.success) throw toAppError(parsed.error)
  const { data: batch } = parsed
  checkCounts(batch)
  return { batch, refused: findRefused(batch) }
}

function checkCounts(batch: Batch): void {
  const rows = batch.processHours.length + batch.spans.length + batch.gaps.length
  if (rows > batchLimits.rows)
    throw new AppError('too_many_rows', `${rows} rows in one batch; at most ${batchLimits.rows}`)
  const check = (index: number, list: readonly unknown[], at: string) => {
    if (index >= list.length)
      throw new AppError('invalid', `there is no entry ${index} in the list of ${list.length}`, { at })
  }
  for (const [i, row] of batch.processHours.entries()) {
    check(row[0], batch.streams, `processHours[${i}][0]`)
    check(row[1], batch.subjects, `processHours[${i}][1]`)
  }
  for (const [i, row] of batch.spans.entries()) {
    check(row[0], batch.streams, `spans[${i}][0]`)
    if (row[4] !== null) check(row[4], batch.subjects, `spans[${i}][4]`)
  }
  for (const [i, row] of batch.gaps.entries()) check(row[0], batch.streams, `gaps[${i}][0]`)
}

function findRefused(batch: Batch): RefusedRow[] {
  const refused: RefusedRow[] = []
  const check = <R>(table: RowTable, rows: readonly R[], fault: (row: R, at: string) => string | undefined) => {
    for (const [index, row] of rows.entries()) {
      const code = fault(row, `${table}[${index}]`)
      if (code) refused.push({ table, index, code })
    }
  }
  check('processHours', batch.processHours, hourFault)
  check('spans', batch.spans, spanFault)
  check('gaps', batch.gaps, gapFault)
  return refused
}

const hourFault = (row: ProcessHourRow, at: string): string | undefined => instantFault(row[2], `${at}[2]`)

function spanFault([, source, start, end, , detail]: SpanRow, at: string): string | undefined {
  const fault = instantFault(start, `${at}[2]`) ?? instantFault(end, `${at}[3]`)
  if (fault) return fault
  if (!(spanSources as readonly string[]).includes(source)) return 'source_unknown'
  if (end < start) return 'reversed'
  if (end - start > batchLimits.spanMs) return 'too_long'
  if (detail && JSON.stringify(detail).length > batchLimits.detailLength) return 'detail_too_large'
  return clockFault(detail, `${at}[5]`)
}

function clockFault(detail: unknown, at: string): string | undefined {
  const clock = clockDetail.safeParse(detail)
  if (!clock.success) return 'detail_invalid'
  if (!isZone(clock.data.zone)) throw new AppError('tz_unknown', `no time zone is called "${clock.data.zone}"`, { at })
  return Math.abs(clock.data.offsetMs) > 26 * hourMs ? 'detail_invalid' : undefined
}

function gapFault([, start, end, reason]: GapRow, at: string): string | undefined {
  const fault = instantFault(start, `${at}[1]`) ?? instantFault(end, `${at}[2]`)
  if (fault) return fault
  if (end < start) return 'reversed'
  if (end - start > batchLimits.gapMs) return 'too_long'
  return isGapReason(reason) ? undefined : 'reason_unknown'
}

function instantFault(at: number, place: string): string | undefined {
  if (at > 0 && at < surelySeconds)
    throw new AppError('time_unit', `${at} looks like seconds; instants are milliseconds since 1970`, { at: place })
  return at < firstInstant || at >= lastInstant ? 'instant_out_of_range' : undefined
}

function toAppError(error: z.ZodError): AppError {
  const issue = error.issues[0]!
  const at = issue.path.reduce<string>(
    (place, key) => (typeof key === 'number' ? `${place}[${key}]` : place ? `${place}.${String(key)}` : String(key)),
    '',
  )
  if (issue.code === 'unrecognized_keys')
    return new AppError('unknown_field', `there is no field ${issue.keys.map((key) => `"${key}"`).join(', ')}`, {
      at: [at, issue.keys[0]].filter(Boolean).join('.'),
    })
  return new AppError('invalid', issue.message, { at: at || 'body' })
}

function depthOver(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  return Object.values(value).some((inner) => depthOver(inner, levels - 1))
}
