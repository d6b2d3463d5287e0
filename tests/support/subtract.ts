/** The least of which sums are made: what a told figure is either has it or has not. */
export interface Least {
  readonly key: string
  readonly people: ReadonlySet<string>
}

/** How many rows of some are independent. */
function rankOf(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => [...row])
  let rank = 0
  for (let column = 0; column < (left[0]?.length ?? 0); column++) {
    const at = left.findIndex((row, i) => i >= rank && Math.abs(row[column]!) > 1e-9)
    if (at < 0) continue
    ;[left[rank], left[at]] = [left[at]!, left[rank]!]
    const head = left[rank]!
    for (let i = rank + 1; i < left.length; i++) {
      const times = left[i]![column]! / head[column]!
      if (times !== 0) left[i] = left[i]!.map((value, j) => value - times * head[j]!)
    }
    rank++
  }
  return rank
}

/**
 * Whether, from sums that were told, something can be made by adding and subtracting that is of nobody but some people, one of whom
 * does not share: whatever they are multiplied by.
 * @param told each by the keys of what it is a sum of
 * @param open people of whom everything may be told
 */
export function canFindOut(
  parts: readonly Least[],
  told: readonly ReadonlySet<string>[],
  victims: ReadonlySet<string>,
  open: ReadonlySet<string>,
): boolean {
  const columns = parts.filter(({ people }) => people.size > 0)
  const rows = [...new Set(told.map((sum) => columns.map(({ key }) => Number(sum.has(key))).join()))]
  // The fewer independent rows are left outside of what is only theirs, the more can be made of that alone.
  const outside = (isTheirs: (id: string) => boolean) => {
    const others = columns.map(({ people }) => ![...people].every(isTheirs))
    return rankOf(rows.map((row) => row.split(',').flatMap((value, i) => (others[i] ? [Number(value)] : []))))
  }
  return outside((id) => victims.has(id)) < outside((id) => victims.has(id) && open.has(id))
}

/** Every set of some of them. */
export const subsetsOf = (ids: readonly string[]): Set<string>[] =>
  Array.from({ length: 2 ** ids.length }, (_, bits) => new Set(ids.filter((_, i) => bits & (1 << i))))
