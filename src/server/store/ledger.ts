import { and, asc, desc, eq, lte } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { Report } from '../../core/report/report.ts'
import type { Month } from '../../core/time.ts'
import { findFrozen, freezeReport, planKeyOf } from './freeze.ts'
import type { User } from './people.ts'
import type { Store } from './store.ts'

export type MailRow = Store['t']['mails']['$inferSelect']
export type ReportRow = Store['t']['reports']['$inferSelect']

/**
 * `planned → claimed → sending → sent | failed | uncertain`; `planned` again after a failure that may pass, `suppressed` from the
 * start where the address gets no mails.
 */
export const mailStates = ['planned', 'claimed', 'sending', 'sent', 'failed', 'uncertain', 'suppressed'] as const
export type MailState = (typeof mailStates)[number]

export interface NewReport {
  readonly orgId: number
  readonly user: User
  readonly figures: Report
  /** A planned report exists once per person and period; one made by hand never takes its place. */
  readonly planned: boolean
  /** Whom to mail it to; null for nobody. */
  readonly address: string | null
  readonly now: number
}

/**
 * Freezes a report about somebody and plans a mail to them, both or neither.
 * @returns the ids, or undefined if the period was planned before
 */
export async function addReport(
  store: Store,
  { orgId, user, figures, planned, address, now }: NewReport,
): Promise<{ reportId: string; mailId: string | undefined } | undefined> {
  const mail = { reader: user.id, address: address ?? '', locale: user.locale, formats: [], dueAt: now }
  const mails = address === null ? [] : [mail]
  const frozen = await freezeReport(store, { orgId, figures, about: user.id, planned, mails, now })
  return frozen && { reportId: frozen.reportId, mailId: frozen.mailIds[0] }
}

export async function isPlanned({ db, t }: Store, orgId: number, userId: string, period: Month): Promise<boolean> {
  const rows = await db
    .select({ id: t.reports.id })
    .from(t.reports)
    .where(and(eq(t.reports.orgId, orgId), eq(t.reports.planKey, planKeyOf('person-month', userId, period))))
  return rows.length > 0
}

/** @throws AppError `not_found` */
export async function getReport({ db, t }: Store, orgId: number, id: string): Promise<ReportRow> {
  const [row] = await db
    .select()
    .from(t.reports)
    .where(and(eq(t.reports.orgId, orgId), eq(t.reports.id, id)))
  if (!row) throw new AppError('not_found', 'there is no report of this id')
  return row
}

/** The frozen report of somebody's month that was closed by plan; undefined while it is open, and where it was erased. */
export const findPlannedFigures = async (
  store: Store,
  orgId: number,
  userId: string,
  period: Month,
): Promise<Report | undefined> => (await findFrozen(store, orgId, 'person-month', userId, period)) as Report | undefined

/** @throws AppError `not_found` */
export async function getMail({ db, t }: Store, orgId: number, id: string): Promise<MailRow> {
  const [row] = await db
    .select()
    .from(t.mails)
    .where(and(eq(t.mails.orgId, orgId), eq(t.mails.id, id)))
  if (!row) throw new AppError('not_found', 'there is no mail of this id')
  return row
}

/** The latest mails of an organisation, newest first. */
export const findMails = ({ db, t }: Store, orgId: number, limit: number): Promise<MailRow[]> =>
  db.select().from(t.mails).where(eq(t.mails.orgId, orgId)).orderBy(desc(t.mails.createdAt)).limit(limit)

/** Mails that may be sent now, longest due first. */
export const findDueMails = ({ db, t }: Store, orgId: number, now: number, limit: number): Promise<MailRow[]> =>
  db
    .select()
    .from(t.mails)
    .where(and(eq(t.mails.orgId, orgId), eq(t.mails.state, 'planned'), lte(t.mails.dueAt, now)))
    .orderBy(asc(t.mails.dueAt))
    .limit(limit)

/**
 * Moves a mail from one state to another, if it is still in the first and under the same claim: whoever comes second changes
 * nothing.
 * @returns true if this call moved it
 */
export async function moveMail(
  store: Store,
  mail: Pick<MailRow, 'orgId' | 'id' | 'state' | 'claim'>,
  to: Partial<MailRow> & { readonly state: MailState },
): Promise<boolean> {
  const { mails } = store.t
  const sameClaim = mail.claim === null ? [] : [eq(mails.claim, mail.claim)]
  const where = and(eq(mails.orgId, mail.orgId), eq(mails.id, mail.id), eq(mails.state, mail.state), ...sameClaim)
  try {
    await store.batch((db) => [{ expectRows: 1, write: db.update(mails).set(to).where(where) }])
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return false
    throw error
  }
}

/** Claims whose holder died: before the first byte they are planned again, once sending began nobody knows. */
export function releaseLapsedMails(store: Store, orgId: number, now: number): Promise<void> {
  const { mails } = store.t
  const lapsed = (state: MailState) => and(eq(mails.orgId, orgId), eq(mails.state, state), lte(mails.dueAt, now))
  return store.batch((db) => [
    db.update(mails).set({ state: 'planned', claim: null }).where(lapsed('claimed')),
    db
      .update(mails)
      .set({ state: 'uncertain', claim: null, outcome: 'the server stopped while this mail was being sent' })
      .where(lapsed('sending')),
  ])
}
