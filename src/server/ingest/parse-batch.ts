import { AppError } from '../../core/errors.ts'
import {
  type Batch,
  batchLimits,
  batch as batchSchema,
  isKept,
  type ProcessHourRow,
  processHourRow,
  type RefusedRow,
  type RowTable,
  rowTables,
  type SubjectRow,
} from '../../protocol/batches.ts'
import { depthOver, toAppError } from '../../protocol/shape.ts'
import { describePlace, gapFault, hourFault, type Place, spanFault } from './row-faults.ts'

/** A batch whose shape is right; `refused` names the rows that are not taken, all others are valid. */
export interface ParsedBatch {
  readonly batch: Batch
  readonly refused: readonly RefusedRow[]
}

/**
 * Checks a batch: a broken shape is the sender's fault and is thrown, a bad row is refused alone. Whether a row is valid
 * depends on the row only, so a repeat gets the same answer.
 * @throws AppError with the code and the place of the first fault
 */
export function parseBatch(given: unknown): ParsedBatch {
  checkLengths(given)
  const processHours = findRows('processHours', given, isHourRow)
  const subjects = findRows('subjects', given, isSubjectRow)
  const rest = { ...(given as object), ...(processHours && { processHours: [] }), ...(subjects && { subjects: [] }) }
  if (depthOver(rest, batchLimits.depth))
    throw new AppError('json_too_deep', `JSON nests deeper than ${batchLimits.depth} levels`)
  const parsed = batchSchema.safeParse(isObject(given) ? rest : given)
  if (!parsed.success) throw toAppError(parsed.error)
  const batch = { ...parsed.data, ...(processHours && { processHours }), ...(subjects && { subjects }) }
  checkIndexes(batch)
  return { batch, refused: findRefused(batch) }
}

const isObject = (given: unknown) => typeof given === 'object' && given !== null && !Array.isArray(given)

/**
 * The rows of a list if their shape is right: hours and subjects are nearly all of a batch, and zod takes ten times as long to
 * say so. Of everything else, and to name a fault, zod is asked.
 */
function findRows<R>(name: string, given: unknown, isRow: (row: unknown) => row is R): R[] | undefined {
  const rows = isObject(given) ? (given as Record<string, unknown>)[name] : undefined
  return Array.isArray(rows) && rows.every(isRow) ? rows : undefined
}

/** What `subjectRow` takes. */
export const isSubjectRow = (row: unknown): row is SubjectRow =>
  Array.isArray(row) &&
  row.length === 3 &&
  row[0] === 'app' &&
  isText(row[1], batchLimits.keyLength) &&
  row[1].length > 0 &&
  isText(row[2], batchLimits.nameLength)

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most && isKept(value)

const hourColumns = processHourRow.def.items.length
const hourColumn = 2

/** What `processHourRow` takes: whole numbers, and none but the instant may be negative. */
export const isHourRow = (row: unknown): row is ProcessHourRow =>
  Array.isArray(row) &&
  row.length === hourColumns &&
  row.every((value, i) => Number.isSafeInteger(value) && (value >= 0 || i === hourColumn))

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
