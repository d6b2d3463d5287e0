import { randomInt } from 'node:crypto'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Edit } from '../../../core/categories/edit.ts'
import { createJudge } from '../../../core/categories/judge.ts'
import type { Ruleset } from '../../../core/categories/rules.ts'
import { AppError } from '../../../core/errors.ts'
import { chunk, isUniqueViolation } from '../sql.ts'
import type { Db, Store } from '../store.ts'
import { touchedDayUpsert } from '../upsert.ts'
import { insertRows, readJudge, type StoredRows } from './ruleset.ts'
import { findSubjectsJudgedAnew, findTitledDays } from './titled-days.ts'

export interface RulesChange {
  /** What is done, for the ledger: `add rule`. */
  readonly action: string
  readonly at: number
  /** The revision that whoever changes them saw; whatever it is now if undefined. */
  readonly revision?: number | undefined
  readonly edit: Edit
}

export interface ChangedRules {
  readonly ruleset: Ruleset
  /** How many days of devices are marked to be made again; those of apps as a whole follow the rules at once. */
  readonly touchedDays: number
}

/**
 * Changes the rules, writes down what differs, and marks the days on which windows are judged otherwise by their titles: all or
 * nothing.
 * @throws AppError `conflict` if somebody else changed them meanwhile, and what `edit` throws
 */
export const changeRules = (store: Store, orgId: number, change: RulesChange): Promise<ChangedRules> =>
  write(store, orgId, change, null)

/** What an undo takes back. */
export interface Undone extends ChangedRules {
  readonly action: string
  readonly at: number
}

/**
 * Takes back the last change that was not taken back yet; calling it again goes further back. It is a change of its own, and
 * leaves everything as it was before.
 * @throws AppError `not_found` if there is nothing to take back, `conflict`
 */
export async function undoRules(store: Store, orgId: number, at: number, revision?: number): Promise<Undone> {
  await readJudge(store, orgId)
  const { categoryChanges: c } = store.t
  const changes = await store.db
    .select({ revision: c.revision, undoes: c.undoes })
    .from(c)
    .where(eq(c.orgId, orgId))
    .orderBy(desc(c.revision))
  const undone = new Set(changes.map(({ undoes }) => undoes))
  // The first revision is what everybody begins with.
  const found = changes.find((one) => one.undoes === null && one.revision > 1 && !undone.has(one.revision))
  if (!found) throw new AppError('not_found', 'there is no change of the rules that could be undone')
  const [last] = await store.db
    .select()
    .from(c)
    .where(and(eq(c.orgId, orgId), eq(c.revision, found.revision)))
  if (!last) throw changedMeanwhile()
  const before = last.before as StoredRows
  const after = last.after as StoredRows
  const edit = (ruleset: Ruleset) => restore(ruleset, before, after)
  const seen = revision ?? changes[0]!.revision
  const changed = await write(store, orgId, { action: 'undo', at, revision: seen, edit }, last.revision)
  return { ...changed, action: last.action, at: last.at }
}

/** Puts rows back as they were. */
function restore(ruleset: Ruleset, before: StoredRows, after: StoredRows): Ruleset {
  const now = toRows(ruleset)
  const put = <R extends { id: number }>(rows: readonly R[], old: readonly R[], gone: readonly R[]) => {
    const ids = new Set([...old, ...gone].map(({ id }) => id))
    return [...rows.filter(({ id }) => !ids.has(id)), ...old].sort((a, b) => a.id - b.id)
  }
  const rules = put(now.rules, before.rules, after.rules).sort((a, b) => a.position - b.position)
  return {
    ...ruleset,
    categories: put(now.categories, before.categories, after.categories),
    rules: rules.map(({ position: _, ...rule }) => rule),
  }
}

async function write(store: Store, orgId: number, change: RulesChange, undoes: number | null): Promise<ChangedRules> {
  const judge = await readJudge(store, orgId)
  const { ruleset: old } = judge
  if (change.revision !== undefined && change.revision !== old.revision) throw changedMeanwhile()
  const ruleset = { ...change.edit(old), revision: old.revision + 1 }
  const [before, after] = [differing(toRows(old), toRows(ruleset)), differing(toRows(ruleset), toRows(old))]
  const subjects = await findSubjectsJudgedAnew(store, orgId, judge, createJudge(ruleset))
  const days = await findTitledDays(store, orgId, subjects)
  const { action, at } = change
  const row = { orgId, revision: ruleset.revision, at, action, undoes, lastId: ruleset.lastId, before, after }
  const mark = randomInt(2 ** 47)
  const { categoryChanges, devices } = store.t
  try {
    await store.batch((db) => [
      db.insert(categoryChanges).values(row),
      ...deleteRows(store, db, orgId, before),
      ...insertRows(store, db, orgId, after),
      // Whoever makes days with the old rules at this moment begins again.
      ...(subjects.length > 0 ? [db.update(devices).set({ daysMark: mark }).where(eq(devices.orgId, orgId))] : []),
      store.upsert(
        db,
        touchedDayUpsert,
        days.map(({ deviceId, day }) => [orgId, deviceId, day, mark]),
      ),
    ])
  } catch (error) {
    throw isUniqueViolation(error) ? changedMeanwhile() : error
  }
  return { ruleset, touchedDays: days.length }
}

const changedMeanwhile = () =>
  new AppError('conflict', 'somebody else changed the rules meanwhile; look at them again, then repeat the change')

const toRows = ({ categories, rules }: Ruleset): StoredRows => ({
  categories,
  rules: rules.map((rule, position) => ({ ...rule, position })),
})

/** What of `rows` is not the same in `others`. */
function differing(rows: StoredRows, others: StoredRows): StoredRows {
  const keep = <R extends { readonly id: number }>(of: readonly R[], not: readonly R[]) => {
    const texts = new Map(not.map((row) => [row.id, toText(row)]))
    return of.filter((row) => texts.get(row.id) !== toText(row))
  }
  return { categories: keep(rows.categories, others.categories), rules: keep(rows.rules, others.rules) }
}

const toText = (row: object) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))

const deleteRows = ({ t: { categories: c, categoryRules: r } }: Store, db: Db, orgId: number, rows: StoredRows) => [
  ...chunk(rows.categories.map(({ id }) => id)).map((ids) =>
    db.delete(c).where(and(eq(c.orgId, orgId), inArray(c.id, ids))),
  ),
  ...chunk(rows.rules.map(({ id }) => id)).map((ids) =>
    db.delete(r).where(and(eq(r.orgId, orgId), inArray(r.id, ids))),
  ),
]
