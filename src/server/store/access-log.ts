import { createHash, randomBytes } from 'node:crypto'
import { and, asc, desc, eq, gt, lt, lte, or } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { isUniqueViolation } from './sql.ts'
import type { Db, Store, Write } from './store.ts'

export type AccessRow = Store['t']['accessLog']['$inferSelect']

/** What was done with somebody's data. */
export const accessKinds = ['report', 'day', 'app', 'export', 'erase', 'devices', 'settings', 'seat', 'stored'] as const
export type AccessKind = (typeof accessKinds)[number]

export interface Access {
  readonly orgId: number
  /** A user's id, or `local:` and the account of the server's own computer. */
  readonly actor: string
  readonly actorName: string
  /** Whose data: a user's id. */
  readonly about: string
  readonly what: AccessKind
  /** Why, in the actor's words. */
  readonly reason?: string | undefined
  readonly at: number
}

type Head = Store['t']['accessHeads']['$inferSelect']
const noHead = { seq: 0, hash: '', removedSeq: 0, removedHash: '' }

const digest = (parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

const sealWords = (actorName: string, reason: string | null) => {
  const [nameSalt, reasonSalt] = [newSalt(), newSalt()]
  const seals = { nameSeal: digest([nameSalt, actorName]), reasonSeal: digest([reasonSalt, reason]) }
  return { actorName, reason, nameSalt, reasonSalt, ...seals }
}

const newSalt = () => randomBytes(16).toString('base64url')

const hashRow = (before: string, row: Omit<AccessRow, 'hash'>): string =>
  digest([before, row.orgId, row.seq, row.at, row.actor, row.about, row.what, row.nameSeal, row.reasonSeal])

/** A word that was erased has no salt, and is empty: what it was cannot be told from the seal, which is all that is left. */
const isAsSealed = ({ actorName, nameSalt, nameSeal, reason, reasonSalt, reasonSeal }: AccessRow) =>
  (nameSalt === null ? actorName === '' : nameSeal === digest([nameSalt, actorName])) &&
  (reasonSalt === null ? reason === null : reasonSeal === digest([reasonSalt, reason]))

const readHead = async ({ db, t: { accessHeads: h } }: Store, orgId: number): Promise<Head> =>
  (await db.select().from(h).where(eq(h.orgId, orgId)))[0] ?? { orgId, ...noHead }

/** Notes an access; to be done before anything is shown, so that nothing is seen unnoted. */
export async function noteAccess(store: Store, { reason, ...access }: Access): Promise<void> {
  for (let tries = 0; ; tries++) {
    const head = await readHead(store, access.orgId)
    const row = { ...access, ...sealWords(access.actorName, reason ?? null), seq: head.seq + 1 }
    try {
      return await append(store, head, { ...row, hash: hashRow(head.hash, row) })
    } catch (error) {
      // Somebody else noted something at the same moment.
      const isRace = isUniqueViolation(error) || (error instanceof AppError && error.code === 'conflict')
      if (!isRace || tries > 50) throw error
    }
  }
}

function append(store: Store, head: Head, row: AccessRow): Promise<void> {
  const { accessLog, accessHeads: h } = store.t
  const next = { seq: row.seq, hash: row.hash }
  return store.batch((db) => [
    db.insert(accessLog).values(row),
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
  /** Rows before this one. */
  readonly before?: number | undefined
  readonly limit: number
}

/** Newest first. */
export const findAccesses = (
  { db, t: { accessLog: l } }: Store,
  orgId: number,
  { about, before, limit }: AccessQuestion,
): Promise<AccessRow[]> =>
  db
    .select()
    .from(l)
    .where(
      and(
        eq(l.orgId, orgId),
        about === undefined ? undefined : eq(l.about, about),
        before === undefined ? undefined : lt(l.seq, before),
      ),
    )
    .orderBy(desc(l.seq))
    .limit(limit)

/** What is wrong with a log: a row that is not as it was written, one that is gone, or its end. */
export interface AccessFault {
  readonly seq: number
  readonly fault: 'changed' | 'gone' | 'cut_off'
}

const pageSize = 1_000

/**
 * Goes through an organisation's log. Somebody who can write to the database and knows how it is chained could make another chain:
 * this finds what a slip, a script or a hurried hand did, and a copy of `head` kept elsewhere finds the rest.
 * @returns the faults, some hundred at most, and the end of the chain
 */
export async function checkAccessLog(store: Store, orgId: number): Promise<{ faults: AccessFault[]; head: Head }> {
  for (let tries = 1; ; tries++) {
    const head = await readHead(store, orgId)
    const faults = await findFaults(store, head)
    if (faults.length === 0 || tries === mostChecks) return { faults, head }
    // Somebody noted an access, or the oldest were removed, while the rows were read: that is no fault.
    const { seq, removedSeq } = await readHead(store, orgId)
    if (seq === head.seq && removedSeq === head.removedSeq) return { faults, head }
  }
}

const mostChecks = 20

async function findFaults(store: Store, head: Head): Promise<AccessFault[]> {
  const faults: AccessFault[] = []
  let before = { seq: head.removedSeq, hash: head.removedHash }
  for (;;) {
    const rows = await readAfter(store, head.orgId, before.seq)
    for (const row of rows) {
      const fault = findFault(before, row)
      if (fault) faults.push(fault)
      before = row
    }
    if (faults.length > 100) return faults
    if (rows.length < pageSize) break
  }
  if (before.seq < head.seq) return [...faults, { seq: head.seq, fault: 'cut_off' }]
  const isOtherEnd = faults.length === 0 && before.hash !== head.hash
  return isOtherEnd ? [{ seq: head.seq, fault: 'changed' }] : faults
}

function findFault(before: Pick<AccessRow, 'seq' | 'hash'>, row: AccessRow): AccessFault | undefined {
  if (row.seq !== before.seq + 1) return { seq: before.seq + 1, fault: 'gone' }
  if (isAsSealed(row) && hashRow(before.hash, row) === row.hash) return undefined
  return { seq: row.seq, fault: 'changed' }
}

const readAfter = ({ db, t: { accessLog: l } }: Store, orgId: number, seq: number) =>
  db
    .select()
    .from(l)
    .where(and(eq(l.orgId, orgId), gt(l.seq, seq)))
    .orderBy(asc(l.seq))
    .limit(pageSize)

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
