import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import { hashFigures } from '../store/figures-hash.ts'
import type { Store } from '../store/store.ts'

/** A report whose figures are not those that were frozen. */
export interface ChangedReport {
  readonly orgId: number
  readonly id: string
  readonly kind: string
  readonly period: string
}

/** Figures of one report may be large. */
const atOnce = 50

/**
 * Every report of an organisation against the hash it was frozen with. Nobody can make one again: the facts of then may be gone.
 * @returns how many have a hash, and which are another
 */
export async function checkReports({ db, t: { reports: r } }: Store, orgId: number) {
  const changed: ChangedReport[] = []
  let reports = 0
  for (let last = ''; ; await setImmediate()) {
    const rows = await db
      .select()
      .from(r)
      .where(and(eq(r.orgId, orgId), gt(r.id, last), isNotNull(r.hash)))
      .orderBy(asc(r.id))
      .limit(atOnce)
    for (const { id, kind, period, hash, figures } of rows) {
      reports++
      if (hashFigures(figures) !== hash) changed.push({ orgId, id, kind, period })
    }
    if (rows.length < atOnce) return { reports, changed }
    last = rows.at(-1)!.id
  }
}
