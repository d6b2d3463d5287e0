import { and, desc, eq, isNotNull, lt } from 'drizzle-orm'
import type { Store } from '../store.ts'
import type { StoredRows } from './ruleset.ts'

/** One change of categories and rules. */
export interface RulesRevision {
  readonly revision: number
  readonly at: number
  readonly action: string
  /** The revision that it took back. */
  readonly undoes: number | null
  readonly undone: boolean
  /** How many of them differ; 1 where only their order does. */
  readonly categories: number
  readonly rules: number
}

/** The changes before a revision, newest first; what everybody begins with is none. */
export async function findRulesHistory(
  { db, t: { categoryChanges: c } }: Store,
  orgId: number,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<RulesRevision[]> {
  const undone = await db
    .select({ undoes: c.undoes })
    .from(c)
    .where(and(eq(c.orgId, orgId), isNotNull(c.undoes)))
  const gone = new Set(undone.map(({ undoes }) => undoes))
  const rows = await db
    .select()
    .from(c)
    .where(and(eq(c.orgId, orgId), before === undefined ? undefined : lt(c.revision, before)))
    .orderBy(desc(c.revision))
    .limit(limit + 1)
  return rows
    .filter(({ revision }) => revision > 1)
    .map(({ revision, at, action, undoes, before: was, after: is }) => ({
      ...{ revision, at, action, undoes, undone: gone.has(revision) },
      categories: countDiffering((was as StoredRows).categories, (is as StoredRows).categories),
      rules: countDiffering((was as StoredRows).rules, (is as StoredRows).rules),
    }))
}

/** A rule that comes first moves all others: that alone is no difference, unless nothing else is. */
function countDiffering(was: readonly Changed[], is: readonly Changed[]): number {
  const toText = ({ position: _, ...row }: Changed) =>
    JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
  const [before, after] = [was, is].map((rows) => new Map(rows.map((row) => [row.id, toText(row)])))
  const ids = new Set([...before!.keys(), ...after!.keys()])
  const differing = [...ids].filter((id) => before!.get(id) !== after!.get(id)).length
  return differing > 0 ? differing : Math.min(1, ids.size)
}
interface Changed {
  readonly id: number
  readonly position?: number
}
