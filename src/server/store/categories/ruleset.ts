import { asc, desc, eq, sql } from 'drizzle-orm'
import { createJudge, type Judge } from '../../../core/categories/judge.ts'
import type { Ruleset } from '../../../core/categories/rules.ts'
import { toStarters } from '../../../core/categories/starters.ts'
import { prepareOnce } from '../prepared.ts'
import { chunk, isUniqueViolation } from '../sql.ts'
import type { Db, Store } from '../store.ts'

/** Rules seldom change and are asked for with every day that has titles, so each store remembers them by organisation. */
const caches = new WeakMap<Store, Map<number, Judge>>()

/**
 * The rules of an organisation as they are now, ready to be asked. An organisation that has none yet is given those that everybody
 * begins with.
 */
export async function readJudge(store: Store, orgId: number): Promise<Judge> {
  const cache = caches.get(store) ?? new Map<number, Judge>()
  caches.set(store, cache)
  const known = cache.get(orgId)
  const now = await readRevision(store, orgId)
  if (known && known.ruleset.revision === now?.revision) return known
  if (now === undefined) await writeStarters(store, orgId)
  const judge = createJudge(await readRuleset(store, orgId))
  cache.set(orgId, judge)
  return judge
}

const revisionQuery = prepareOnce(({ db, t: { categoryChanges: c } }) =>
  db
    .select({ revision: c.revision, lastId: c.lastId })
    .from(c)
    .where(eq(c.orgId, sql.placeholder('orgId')))
    .orderBy(desc(c.revision))
    .limit(1)
    .prepare('rules_revision'),
)

async function readRevision(store: Store, orgId: number) {
  const [row] = await revisionQuery(store).execute({ orgId })
  return row
}

/** Reads again where somebody changed them meanwhile. */
async function readRuleset(store: Store, orgId: number): Promise<Ruleset> {
  const { db, t } = store
  for (;;) {
    const before = (await readRevision(store, orgId))!
    const categories = await db.select().from(t.categories).where(eq(t.categories.orgId, orgId))
    const rules = await db
      .select()
      .from(t.categoryRules)
      .where(eq(t.categoryRules.orgId, orgId))
      .orderBy(asc(t.categoryRules.position), asc(t.categoryRules.id))
    if ((await readRevision(store, orgId))?.revision !== before.revision) continue
    return {
      ...before,
      categories: categories.map(({ orgId: _, ...category }) => category).sort((a, b) => a.id - b.id),
      rules: rules.map(({ orgId: _, position: __, ...rule }) => rule),
    }
  }
}

/** Somebody else may do so at the same moment: then theirs are taken. */
async function writeStarters(store: Store, orgId: number): Promise<void> {
  const { revision, lastId, categories, rules } = toStarters()
  const nothing = { categories: [], rules: [] }
  const change = { orgId, revision, at: 0, action: 'starters', undoes: null, lastId, before: nothing, after: nothing }
  try {
    await store.batch((db) => [
      db.insert(store.t.categoryChanges).values(change),
      ...insertRows(store, db, orgId, {
        categories,
        rules: rules.map((rule, position) => ({ ...rule, position })),
      }),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
  }
}

/** Categories and rules as they are stored, without their organisation. */
export interface StoredRows {
  readonly categories: readonly Omit<Store['t']['categories']['$inferSelect'], 'orgId'>[]
  readonly rules: readonly Omit<Store['t']['categoryRules']['$inferSelect'], 'orgId'>[]
}

export const insertRows = ({ t }: Store, db: Db, orgId: number, { categories, rules }: StoredRows) => [
  ...chunk(categories.map((row) => ({ orgId, ...row }))).map((part) => db.insert(t.categories).values(part)),
  ...chunk(rules.map((row) => ({ orgId, ...row }))).map((part) => db.insert(t.categoryRules).values(part)),
]
