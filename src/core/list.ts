/** A value to sort by; null goes last, whichever way it is sorted. */
export type SortKey = string | number | null

/**
 * Sorts rows by one value of each, and equal ones by another that tells any two apart.
 * @param usual the way that is natural for the value, unless `order` says another
 */
export function sortBy<T>(
  rows: readonly T[],
  {
    by,
    tie,
    order,
    usual,
  }: {
    readonly by: (row: T) => SortKey
    readonly tie: (row: T) => string | number
    readonly order?: 'asc' | 'desc' | undefined
    readonly usual: 'asc' | 'desc'
  },
): T[] {
  const sign = (order ?? usual) === 'asc' ? 1 : -1
  return rows
    .map((row) => ({ row, key: by(row), tie: tie(row) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) {
        if (a.key !== b.key) return a.key === null ? 1 : -1
      } else {
        const way = compare(a.key, b.key)
        if (way !== 0) return sign * way
      }
      return compare(a.tie, b.tie)
    })
    .map(({ row }) => row)
}

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'string' && typeof b === 'string' ? a.localeCompare(b) : a < b ? -1 : a > b ? 1 : 0
