import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, lt, lte, or } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { chunk, isUniqueViolation } from './sql.ts'
import type { Db, Store, Write } from './store.ts'

export type AccessRow = Store['t']['accessLog']['$inferSelect']

/** What was done with somebody's data. */
export const accessKinds = [
  ...(['report', 'day', 'app', 'export', 'erase', 'devices', 'settings', 'seat', 'stored', 'erasures'] as const),
  // Of a device: what was done, with its name as the reason. Of licences, which are about nobody.
  ...(['rename', 'revoke', 'merge', 'split', 'licence'] as const),
] as const
export type AccessKind = (typeof accessKinds)[number]

export interface Access {
  readonly orgId: number
  /** A user's id, or `local:` and the account of the server's own computer. */
  readonly actor: string
  readonly actorName: string
  /** Whose data: a user's id; null of what is about nobody. */
  readonly about: string | null
  readonly what: AccessKind
  /** Why, in the actor's words. */
  readonly reason?: string | undefined
  readonly at: number
}

export type Head = Store['t']['accessHeads']['$inferSelect']
const noHead = { seq: 0, hash: '', removedSeq: 0, removedHash: '' }

const digest = (parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

const sealWords = (actorName: string, reason: string | null) => {
  const [nameSalt, reasonSalt] = [newSalt(), newSalt()]
  const seals = { nameSeal: digest([nameSalt, actorName]), reasonSeal: digest([reasonSalt, reason]) }
  return { actorName, reason, nameSalt, reasonSalt, ...seals }
}

const newSalt = () => randomBytes(16).toString('base64url')

export const hashRow = (before: string, row: Omit<AccessRow, 'hash'>): string =>
  digest([before, row.orgId, row.seq, row.at, row.actor, row.about, row.what, row.nameSeal, row.reasonSeal])

/** A word that was erased has no salt, and is empty: what it was cannot be told from the seal, which is all that is left. */
export const isAsSealed = ({ actorName, nameSalt, nameSeal, reason, reasonSalt, reasonSeal }: AccessRow) =>
  (nameSalt === null ? actorName === '' : nameSeal === digest([nameSalt, actorName])) &&
  (reasonSalt === null ? reason === null : reasonSeal === digest([reasonSalt, reason]))

export const readHead = async ({ db, t: { accessHeads: h } }: Store, orgId: number): Promise<Head> =>
  (await db.select().from(h).where(eq(h.orgId, orgId)))[0] ?? { orgId, ...noHead }

/** Notes an access; to be done before anything is shown, so that nothing is seen unnoted. */
export const noteAccess = (store: Store, access: Access): Promise<void> => noteAccesses(store, [access])

/**
 * Notes several of one organisation: all or none.
 * @param isNoted whether they stand there already, asked once it is known where the chain ends: of two at once only one is noted
 */
export async function noteAccesses(
  store: Store,
  accesses: readonly Access[],
  isNoted?: () => Promise<boolean>,
): Promise<void> {
  const [first] = accesses
  if (!first) return
  for (let tries = 0; ; tries++) {
    const head = await readHead(store, first.orgId)
    if (await isNoted?.()) return
    try {
      return await append(store, head, toChain(head, accesses))
    } catch (error) {
      // Somebody else noted something at the same moment.
      const isRace = isUniqueViolation(error) || (error instanceof AppError && error.code === 'conflict')
      if (!isRace || tries > 50) throw error
    }
  }
}

function toChain(head: Head, accesses: readonly Access[]): AccessRow[] {
  const rows: AccessRow[] = []
  for (const { reason, ...access } of accesses) {
    const before = rows.at(-1) ?? head
    const row = { ...access, ...sealWords(access.actorName, reason ?? null), seq: before.seq + 1 }
    rows.push({ ...row, hash: hashRow(before.hash, row) })
  }
  return rows
}

function append(store: Store, head: Head, rows: readonly AccessRow[]): Promise<void> {
  const { accessLog, accessHeads: h } = store.t
  const { seq, hash } = rows.at(-1)!
  const next = { seq, hash }
  return store.batch((db) => [
    ...chunk(rows).map((part) => db.insert(accessLog).values(part)),
    head.seq === 0
      ? db.insert(h).values({ ...head, ...next })
      : {
          expectRows: 1,
          write: db
            .update(h)
            .set(next)
            .where(and(eq(h.orgId, head.orgId), eq(h.seq, head.seq))),
        },
  ])
}

export interface AccessQuestion {
  /** Whose data; everybody's if undefined. */
  readonly about?: string | undefined
  /** Who opened it; anybody if undefined. */
  readonly actor?: string | undefined
  /** What was done with it; anything if undefined. */
  readonly what?: string | undefined
  /** Rows before this one. */
  readonly before?: number | undefined
  readonly limit: number
}

type AccessFilter = Omit<AccessQuestion, 'limit'>

const fits = ({ t: { accessLog: l } }: Store, orgId: number, { about, actor, what, before }: AccessFilter) =>
  and(
    eq(l.orgId, orgId),
    about === undefined ? undefined : eq(l.about, about),
    actor === undefined ? undefined : eq(l.actor, actor),
    what === undefined ? undefined : eq(l.what, what),
    before === undefined ? undefined : lt(l.seq, before),
  )

/** Newest first. */
export const findAccesses = (store: Store, orgId: number, { limit, ...asked }: AccessQuestion): Promise<AccessRow[]> =>
  store.db
    .select()
    .from(store.t.accessLog)
    .where(fits(store, orgId, asked))
    .orderBy(desc(store.t.accessLog.seq))
    .limit(limit)

/** How many there are. */
export const countAccesses = (store: Store, orgId: number, asked: AccessFilter): Promise<number> =>
  store.db.$count(store.t.accessLog, fits(store, orgId, asked))

/** Removes what is too old, and keeps where the chain goes on: also where another server has just removed more. */
export async function expireAccessLog(store: Store, orgId: number, before: number): Promise<void> {
  const { accessLog: l, accessHeads: h } = store.t
  const [last] = await store.db
    .select()
    .from(l)
    .where(and(eq(l.orgId, orgId), lt(l.at, before)))
    .orderBy(desc(l.seq))
    .limit(1)
  if (!last) return
  await store.batch((db) => [
    db.delete(l).where(and(eq(l.orgId, orgId), lte(l.seq, last.seq))),
    db
      .update(h)
      .set({ removedSeq: last.seq, removedHash: last.hash })
      .where(and(eq(h.orgId, orgId), lt(h.removedSeq, last.seq))),
  ])
}

/**
 * Takes a person's words out of every log, to be run in a batch: their name where they looked, and why others looked at what was
 * theirs. Who by id, when and what stays, and the chains stay whole.
 */
export const eraseWordsWrites = ({ t: { accessLog: l } }: Store, db: Db, userId: string): Write[] => [
  { write: db.update(l).set({ nameSalt: null, actorName: '' }).where(eq(l.actor, userId)) },
  {
    write: db
      .update(l)
      .set({ reasonSalt: null, reason: null })
      .where(or(eq(l.about, userId), eq(l.actor, userId))),
  },
]
