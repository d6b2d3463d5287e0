import { AppError } from '../../core/errors.ts'
import { hourMs, isZone } from '../../core/time.ts'
import {
  batchLimits,
  clockDetail,
  type GapRow,
  installedDetail,
  isGapReason,
  type ProcessHourRow,
  type RowTable,
  type SpanRow,
  type SpanSource,
  spanSources,
  windowDetail,
} from '../../protocol/batches.ts'

/*
 * Why a row is not taken, or undefined if it is valid. What can only be a sender's error is thrown, for it spoils every row.
 */

/** No device recorded before, and none will soon record after. */
const firstInstant = Date.UTC(2000, 0)
const lastInstant = Date.UTC(2100, 0)
/** Below this an instant is surely in seconds: it would lie before March 1973. */
const surelySeconds = 100_000_000_000

/** Where a value stands, as `spans[3][1]`. */
export type Place = readonly [table: RowTable, index: number, column: number]

/** As an error names it. */
export const describePlace = ([table, index, column]: Place) => `${table}[${index}][${column}]`

const hourColumn = 2

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

/** @param i the row's index, for an error */
export const hourFault = (row: ProcessHourRow, i: number): string | undefined =>
  instantFault(row[hourColumn], 'processHours', i, hourColumn) ??
  (row.some((value, column) => value > hourBounds[column]!) ? 'out_of_range' : undefined)

/** Spans that tell of an app; all others tell of the device. */
const sourcesOfApps: ReadonlySet<string> = new Set<SpanSource>(['window', 'inhibit', 'installed'])

/** @param i the row's index, for an error */
export function spanFault([, source, start, end, subject, detail]: SpanRow, i: number): string | undefined {
  const fault = instantFault(start, 'spans', i, 2) ?? instantFault(end, 'spans', i, 3)
  if (fault) return fault
  if (!(spanSources as readonly string[]).includes(source)) return 'source_unknown'
  if (end < start) return 'reversed'
  if (end - start > batchLimits.spanMs) return 'too_long'
  if (detail && JSON.stringify(detail).length > batchLimits.detailLength) return 'detail_too_large'
  if (sourcesOfApps.has(source) !== (subject !== null)) return 'subject_invalid'
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

/** @param i the row's index, for an error */
export function gapFault([, start, end, reason]: GapRow, i: number): string | undefined {
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
