/** A table as both databases have it. */
export interface MovedTable {
  readonly name: string
  /** Those of the key first and in its order. */
  readonly columns: readonly MovedColumn[]
  readonly keyLength: number
}

export interface MovedColumn {
  readonly name: string
  /** What PostgreSQL calls it: `bigint`, `text`, `jsonb`, `boolean`. */
  readonly type: string
}

/** A value as SQLite has it; booleans are 0 and 1, JSON is text. */
export type MovedValue = number | string | null

/** Values in the order of the table's columns. */
export type MovedRow = readonly MovedValue[]

export const columnList = (columns: readonly MovedColumn[]): string => columns.map(({ name }) => `"${name}"`).join(', ')

export const keyOf = <T>({ keyLength }: MovedTable, row: readonly T[]): readonly T[] => row.slice(0, keyLength)
