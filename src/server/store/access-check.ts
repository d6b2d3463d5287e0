import { and, asc, eq, gt } from 'drizzle-orm'
import { type AccessRow, type Head, hashRow, isAsSealed, readHead } from './access-log.ts'
import type { Store } from './store.ts'

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
