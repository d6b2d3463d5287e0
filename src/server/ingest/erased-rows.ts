import { type Batch, type RefusedRow, type RowTable, rowTables } from '../../protocol/batches.ts'

/** Where in a row its start stands. */
const startColumns: Readonly<Record<RowTable, number>> = { processHours: 2, spans: 2, gaps: 1 }

/**
 * The rows that start before everything of the device was erased, by true time. That instant only grows, so what was refused once is
 * refused at each repeat, unless its clock turned out to be wrong meanwhile.
 * @param aheadMs how far the clock of each of the batch's streams was ahead
 * @param invalid rows that are refused anyway
 */
export function findErased(
  batch: Batch,
  erasedUntil: number,
  aheadMs: readonly number[],
  invalid: readonly RefusedRow[],
): RefusedRow[] {
  if (erasedUntil === 0) return []
  const known = new Set(invalid.map(({ table, index }) => `${table} ${index}`))
  return rowTables.flatMap((table) =>
    batch[table].flatMap((row, index) => {
      const starts = (row[startColumns[table]] as number) - (aheadMs[row[0]] ?? 0)
      return starts < erasedUntil && !known.has(`${table} ${index}`) ? [{ table, index, code: 'erased' }] : []
    }),
  )
}
