import { createHash } from 'node:crypto'
import { and, eq, inArray, max } from 'drizzle-orm'
import type { SubjectRow } from '../../protocol/batches.ts'
import { chunk, isUniqueViolation } from './sql.ts'
import type { Store } from './store.ts'
import { inTurn } from './turns.ts'

interface Known {
  readonly id: number
  readonly name: string
}

/** Subjects seldom change and are named in every upload, so each store remembers them; by organisation, kind and key. */
const caches = new WeakMap<Store, Map<string, Known>>()
const cacheSize = 100_000
const longKey = 100
/** The last mark that a device was seen with: ids that were remembered before it may be of names that were erased since. */
const marks = new WeakMap<Store, number>()

/** A long key goes in by its hash: one computer that makes up apps must not fill the memory with their names. */
export const cacheKey = (orgId: number, kind: string, key: string): string =>
  key.length <= longKey ? `${orgId} ${kind} ${key}` : `${orgId} ${kind}# ${hashOf(key)}`

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64')

/**
 * The ids of subjects in the order given; new ones are made, changed names taken over.
 * @param mark the device's `subjectsMark`; it must still be so when the ids are written
 */
export async function resolveSubjects(
  store: Store,
  orgId: number,
  subjects: readonly SubjectRow[],
  mark = 0,
): Promise<number[]> {
  if (mark > (marks.get(store) ?? 0)) caches.delete(store)
  marks.set(store, Math.max(mark, marks.get(store) ?? 0))
  const kept = caches.get(store)
  const cache = kept && kept.size <= cacheSize ? kept : new Map<string, Known>()
  caches.set(store, cache)
  const find = ([kind, key]: SubjectRow) => cache.get(cacheKey(orgId, kind, key))
  const stale = lastOfEachKey(subjects).filter((subject) => find(subject)?.name !== subject[2])
  if (stale.length > 0) await inTurn(store, () => takeOver(store, orgId, stale, cache))
  return subjects.map((subject) => find(subject)!.id)
}

/** A batch may name an app twice, as its program's name changed meanwhile. */
const lastOfEachKey = (subjects: readonly SubjectRow[]): SubjectRow[] => [
  ...new Map(subjects.map((subject) => [`${subject[0]} ${subject[1]}`, subject])).values(),
]

/** @param stale no key twice */
async function takeOver(
  store: Store,
  orgId: number,
  stale: readonly SubjectRow[],
  cache: Map<string, Known>,
): Promise<void> {
  const isKnown = ([kind, key, name]: SubjectRow) => cache.get(cacheKey(orgId, kind, key))?.name === name
  for (let tries = 0; !stale.every(isKnown); tries++) {
    await readSubjects(store, orgId, stale, cache)
    try {
      await writeSubjects(store, orgId, stale, cache)
    } catch (error) {
      if (!isUniqueViolation(error) || tries > 20) throw error
    }
  }
}

async function readSubjects(
  { db, t }: Store,
  orgId: number,
  wanted: readonly SubjectRow[],
  cache: Map<string, Known>,
): Promise<void> {
  for (const part of chunk(wanted.map(([, key]) => key))) {
    const rows = await db
      .select()
      .from(t.subjects)
      .where(and(eq(t.subjects.orgId, orgId), inArray(t.subjects.key, part)))
    for (const { kind, key, id, name } of rows) cache.set(cacheKey(orgId, kind, key), { id, name })
  }
}

/** Ids are counted up within the organisation; whoever loses a race for one starts again. */
async function writeSubjects(
  { db, t, batch }: Store,
  orgId: number,
  wanted: readonly SubjectRow[],
  cache: Map<string, Known>,
): Promise<void> {
  const places = wanted.map((subject) => [cacheKey(orgId, subject[0], subject[1]), subject] as const)
  const missing = places.filter(([place]) => !cache.has(place))
  const renamed = places.filter(([place, [, , name]]) => cache.has(place) && cache.get(place)!.name !== name)
  if (missing.length + renamed.length === 0) return
  const [last] = await db
    .select({ id: max(t.subjects.id) })
    .from(t.subjects)
    .where(eq(t.subjects.orgId, orgId))
  const made = missing.map(([, [kind, key, name]], i) => ({ orgId, id: (last?.id ?? 0) + 1 + i, kind, key, name }))
  await batch((tx) => [
    ...chunk(made).map((part) => tx.insert(t.subjects).values(part)),
    ...renamed.map(([place, [, , name]]) =>
      tx
        .update(t.subjects)
        .set({ name })
        .where(and(eq(t.subjects.orgId, orgId), eq(t.subjects.id, cache.get(place)!.id))),
    ),
  ])
  for (const { kind, key, id, name } of made) cache.set(cacheKey(orgId, kind, key), { id, name })
  for (const [place, [, , name]] of renamed) cache.set(place, { id: cache.get(place)!.id, name })
}
