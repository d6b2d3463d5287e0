import { and, eq, inArray, lte, ne, notInArray, or } from 'drizzle-orm'
import { toPeriodParts } from '../../../core/report/periods.ts'
import { dayAt } from '../../../core/time.ts'
import { chunk } from '../sql.ts'
import type { Store } from '../store.ts'

/** A mail that goes, with what names its file in an outbox. */
export interface ErasableMail {
  readonly id: string
  readonly period: string
  readonly state: string
  readonly dueAt: number
  /** Where it went. */
  readonly outcome: string | null
}

/** What stands in a report's place: the month stays closed, so that it is not reported again. */
export const erasedFigures = { erased: true } as const

/** How many reports about a person of periods that had begun then still hold figures. */
export async function countFullReports(store: Store, orgId: number, userId: string, until: number): Promise<number> {
  const { reports: r } = store.t
  const full = and(eq(r.orgId, orgId), eq(r.about, userId), ne(r.figures, erasedFigures))
  const told = await store.db.select({ period: r.period, createdAt: r.createdAt }).from(r).where(full)
  return told.filter(tellsOf(until)).length
}

/**
 * Whether a report tells of a time before an instant. Names of months, weeks, and weeks from Sunday on cannot be compared, with each other
 * or with a day; what they begin with can. East of Greenwich a period begins on the day before: what was made before then tells of nothing later.
 */
const tellsOf = (until: number) => {
  const last = dayAt(until - 1, 0)
  return ({ period, createdAt }: { readonly period: string; readonly createdAt: number }) =>
    createdAt <= until || (toPeriodParts(period)?.first ?? '') <= last
}

/**
 * What `person`'s frozen reports tell of a time before an instant, of months and weeks that had begun then.
 * @param madeUntil only of reports that were there then
 */
export async function findErasableReports(
  { db, t: { reports: r, mails: m } }: Store,
  orgId: number,
  userId: string,
  until: number,
  madeUntil?: number,
) {
  const made = madeUntil === undefined ? undefined : lte(r.createdAt, madeUntil)
  const all = await db
    .select({ id: r.id, period: r.period, createdAt: r.createdAt })
    .from(r)
    .where(and(eq(r.orgId, orgId), eq(r.about, userId), made))
  const reports = all.filter(tellsOf(until))
  const mails: ErasableMail[] = []
  for (const part of chunk(reports)) {
    const ids = part.map(({ id }) => id)
    const rows = await db
      .select({ id: m.id, reportId: m.reportId, state: m.state, dueAt: m.dueAt, outcome: m.outcome })
      .from(m)
      .where(and(eq(m.orgId, orgId), inArray(m.reportId, ids)))
    const periods = new Map(part.map(({ id, period }) => [id, period]))
    mails.push(...rows.map(({ reportId, ...mail }) => ({ ...mail, period: periods.get(reportId)! })))
  }
  return { reports, mails }
}

export interface ReportErasure {
  readonly orgId: number
  readonly userId: string
  readonly until: number
  readonly now: number
  /** Only reports that were there then: those of what came later stay. */
  readonly madeUntil?: number
  /** Removes what became of mails outside the database; called before anything here forgets them. */
  onMails(mails: readonly ErasableMail[]): Promise<void>
}

const isOnItsWay = ({ state, dueAt }: ErasableMail, now: number) =>
  (state === 'claimed' || state === 'sending') && dueAt > now

/**
 * Empties them, and removes their mails.
 * @returns false if a mail is on its way at this moment: to be done again
 */
export async function eraseReports(store: Store, given: ReportErasure): Promise<boolean> {
  const { orgId, userId, until, now, madeUntil } = given
  const { reports: r, mails: m } = store.t
  const { reports, mails } = await findErasableReports(store, orgId, userId, until, madeUntil)
  await given.onMails(mails)
  const gone = mails.filter((mail) => !isOnItsWay(mail, now)).map(({ id }) => id)
  await store.batch((db) => [
    ...chunk(gone).map((ids) =>
      db.delete(m).where(and(eq(m.orgId, orgId), inArray(m.id, ids), notOnItsWay(store, now))),
    ),
    ...chunk(reports).map((part) =>
      db
        .update(r)
        .set({ figures: erasedFigures, hash: null })
        .where(
          and(
            eq(r.orgId, orgId),
            inArray(
              r.id,
              part.map(({ id }) => id),
            ),
          ),
        ),
    ),
  ])
  return (await findErasableReports(store, orgId, userId, until, madeUntil)).mails.length === 0
}

/** Somebody may have claimed it since it was read. */
const notOnItsWay = ({ t: { mails: m } }: Store, now: number) =>
  or(notInArray(m.state, ['claimed', 'sending']), lte(m.dueAt, now))
