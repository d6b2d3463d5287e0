import type { Locale } from '../../../core/texts/language.ts'
import type { categories } from '../../../protocol/categories.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import { categoryName } from '../../data/names.ts'

type Told = OutputOf<typeof categories>
export type ListedCategory = Told['categories'][number]
/** Time that may be told of, or may not. */
export type ToldTime = ListedCategory['all']['time']

/** A category where it stands in the tree. */
export interface TreeRow extends ListedCategory {
  readonly label: string
  /** With those above it: `Work / Documents`. */
  readonly path: string
  /** 0 at the top. */
  readonly depth: number
  /** Of the one at the top of its branch: they have theirs by how much time they take. */
  readonly color: number
}

/** Active time in milliseconds; null where it is unknown or may not be told. */
export const activeOf = (time: ToldTime): number | null => (time === 'withheld' ? null : time.activeMs)

/** What may not be told comes after what is known, and before what is nothing or unknown. */
const rankOf = (time: ToldTime) => (time === 'withheld' ? 0.5 : (time.activeMs ?? -1))

/** What categories are put in order by. */
export const treeOrders = ['active', 'category'] as const
export type TreeOrder = (typeof treeOrders)[number]

/** The tree from the top, each category before those below it. */
export function toTree(all: readonly ListedCategory[], locale: Locale, order: TreeOrder): TreeRow[] {
  const known = new Set(all.map(({ id }) => id))
  const parentOf = ({ parentId }: ListedCategory) => (parentId !== null && known.has(parentId) ? parentId : null)
  const below = (parent: number | null) => all.filter((one) => parentOf(one) === parent)
  const nameOf = (one: ListedCategory) => categoryName(one, locale) ?? `${one.key ?? one.id}`
  const byName = (a: ListedCategory, b: ListedCategory) => nameOf(a).localeCompare(nameOf(b), locale) || a.id - b.id
  const byTime = (a: ListedCategory, b: ListedCategory) =>
    rankOf(b.all.time) - rankOf(a.all.time) || b.all.cpuMs - a.all.cpuMs || byName(a, b)
  const colors = new Map(
    below(null)
      .sort(byTime)
      .map(({ id }, i) => [id, i]),
  )
  const walk = (parent: number | null, above: readonly string[], color: number | undefined): TreeRow[] =>
    below(parent)
      .sort(order === 'category' ? byName : byTime)
      .flatMap((one) => {
        const label = nameOf(one)
        const own = color ?? colors.get(one.id) ?? 0
        const path = [...above, label]
        const row = { ...one, label, path: path.join(' / '), depth: above.length, color: own }
        return [row, ...walk(one.id, path, own)]
      })
  return walk(null, [], undefined)
}

/** How much is in no category. */
export interface UnsortedShare {
  /** Of all active time, or of CPU time where nothing is known of who was there; null where it cannot be told. */
  readonly share: number | null
  /** Some time may not be told of, so that the share is smaller than that, if anything. */
  readonly atMost: boolean
  readonly of: 'active' | 'cpu'
  readonly apps: number
  /** Whether anything was recorded at all. */
  readonly any: boolean
}

export function toUnsortedShare({ categories: all, unsorted }: Told): UnsortedShare {
  const known = new Set(all.map(({ id }) => id))
  const tops = all.filter(({ parentId }) => parentId === null || !known.has(parentId)).map((one) => one.all)
  const cpuMs = [...tops, unsorted].reduce((sum, one) => sum + one.cpuMs, 0)
  const parts = [...tops, unsorted].map(({ time }) => time)
  const hidden = parts.includes('withheld')
  const activeMs = parts.reduce((sum, time) => sum + (activeOf(time) ?? 0), 0)
  const told = { apps: unsorted.apps, any: cpuMs > 0 || activeMs > 0 || hidden }
  if (unsorted.time === 'withheld') return { ...told, share: null, atMost: false, of: 'active' }
  const own = unsorted.time.activeMs ?? 0
  // Apps that nobody had in front are no share of that, and have run all the same.
  if (activeMs > 0 && (own > 0 || unsorted.cpuMs === 0))
    return { ...told, share: own / activeMs, atMost: hidden && own > 0, of: 'active' }
  return { ...told, share: cpuMs > 0 ? unsorted.cpuMs / cpuMs : null, atMost: false, of: 'cpu' }
}

/** A category and all below it, as they stand in the tree. */
export function branchOf(tree: readonly TreeRow[], row: TreeRow): readonly TreeRow[] {
  const at = tree.findIndex(({ id }) => id === row.id)
  const end = tree.findIndex(({ depth }, i) => i > at && depth <= row.depth)
  return tree.slice(at, end < 0 ? undefined : end)
}
