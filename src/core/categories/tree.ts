import type { Category } from './rules.ts'

/** A category, the one above it, and so on to the top; ends where a cycle would begin. */
export function ancestry(categories: ReadonlyMap<number, Category>, id: number): number[] {
  const path: number[] = []
  let at: number | null = id
  while (at !== null && categories.has(at) && !path.includes(at)) {
    path.push(at)
    at = categories.get(at)!.parentId
  }
  return path
}

export const byId = (categories: readonly Category[]): ReadonlyMap<number, Category> =>
  new Map(categories.map((category) => [category.id, category]))

/** A category and all below it. */
export function withBelow(categories: readonly Category[], id: number): Set<number> {
  const all = byId(categories)
  return new Set(categories.filter((one) => ancestry(all, one.id).includes(id)).map((one) => one.id))
}

/** A category at its depth. */
export interface Branch {
  readonly category: Category
  /** 0 at the top. */
  readonly depth: number
}

/** The whole tree from the top, each category before those below it; siblings in the order of their names. */
export function toBranches(categories: readonly Category[], nameOf: (category: Category) => string): Branch[] {
  const below = new Map<number | null, Category[]>()
  for (const category of categories) {
    const siblings = below.get(category.parentId)
    if (siblings) siblings.push(category)
    else below.set(category.parentId, [category])
  }
  const walk = (parentId: number | null, depth: number): Branch[] =>
    [...(below.get(parentId) ?? [])]
      .sort((a, b) => nameOf(a).localeCompare(nameOf(b)) || a.id - b.id)
      .flatMap((category) => [{ category, depth }, ...walk(category.id, depth + 1)])
  return walk(null, 0)
}
