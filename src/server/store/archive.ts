import { and, asc, desc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { type Period, periodOf } from '../../core/report/periods.ts'
import type { ReportKind } from '../../core/report/wishes.ts'
import { daysOf, type Month, weekdayOf } from '../../core/time.ts'
import { erasedFigures } from './erase/reports.ts'
import type { Figures } from './freeze.ts'
import type { MailRow, MailState, ReportRow } from './ledger.ts'
import { getReport, moveMail } from './ledger.ts'
import { chunk } from './sql.ts'
import type { Store } from './store.ts'

/** A report without its figures, which may be large. */
export type ArchivedRow = Omit<ReportRow, 'figures'>

/** With whether the figures are gone. */
export type ListedRow = ArchivedRow & { readonly erased: boolean }

/** Where a page of the archive ended. */
export interface ArchivePlace {
  readonly createdAt: number
  readonly id: string
}

export interface ArchiveQuestion {
  /** Users' ids; an empty one is the organisation. All, if it is not said. */
  readonly about?: readonly string[]
  readonly kind?: ReportKind | undefined
  readonly period?: string | undefined
  readonly after?: ArchivePlace | undefined
  readonly limit: number
}

/** Reports of an organisation, newest first. */
export function findArchived(
  { db, t: { reports: r } }: Store,
  orgId: number,
  { about, kind, period, after, limit }: ArchiveQuestion,
): Promise<ListedRow[]> {
  const older = after && or(lt(r.createdAt, after.createdAt), and(eq(r.createdAt, after.createdAt), lt(r.id, after.id)))
  const erased = sql<boolean>`case when ${r.figures} = ${JSON.stringify(erasedFigures)} then 1 else 0 end`.mapWith(
    (value) => Number(value) === 1,
  )
  const { orgId: org, id, kind: kinds, about: abouts, period: periods, planKey, hash, createdAt } = r
  const columns = { orgId: org, id, kind: kinds, about: abouts, period: periods, planKey, hash, createdAt, erased }
  return db
    .select(columns)
    .from(r)
    .where(
      and(
        eq(r.orgId, orgId),
        about && inArray(r.about, [...about]),
        kind && eq(r.kind, kind),
        period === undefined ? undefined : eq(r.period, period),
        older,
      ),
    )
    .orderBy(desc(r.createdAt), desc(r.id))
    .limit(limit)
}

/** The mails of reports, in the order in which they were planned. */
export async function findMailsOf({ db, t: { mails: m } }: Store, orgId: number, reportIds: readonly string[]) {
  const found: MailRow[] = []
  for (const part of chunk(reportIds))
    found.push(
      ...(await db
        .select()
        .from(m)
        .where(and(eq(m.orgId, orgId), inArray(m.reportId, part)))
        .orderBy(asc(m.createdAt), asc(m.id))),
    )
  return found
}

/**
 * A report with its figures.
 * @throws AppError `not_found`, also where its figures were erased
 */
export async function getArchived(store: Store, orgId: number, id: string): Promise<ReportRow & { figures: Figures }> {
  const row = await getReport(store, orgId, id)
  const figures = row.figures as Figures | typeof erasedFigures
  if ('erased' in figures) throw new AppError('not_found', 'what this report said was erased')
  return { ...row, figures }
}

/** So many at once: figures may be large, and others wait here meanwhile. */
const figuresAtOnce = 10

/** Reads the figures of reports, a few at a time; those that were erased are left out. */
export async function readFiguresOf(
  { db, t: { reports: r } }: Store,
  orgId: number,
  ids: readonly string[],
  take: (id: string, figures: Figures) => void,
): Promise<void> {
  for (const part of chunk(ids, figuresAtOnce)) {
    const which = and(eq(r.orgId, orgId), inArray(r.id, part))
    for (const { id, figures } of await db.select({ id: r.id, figures: r.figures }).from(r).where(which)) {
      const told = figures as Figures | typeof erasedFigures
      if (!('erased' in told)) take(id, told)
    }
  }
}

const mayGoAgain: ReadonlySet<string> = new Set<MailState>(['failed', 'uncertain', 'suppressed'])

/**
 * Plans a mail once more that was not sent, or of which nobody knows whether it was: a deliberate act.
 * @throws AppError `conflict` for one in another state, and where somebody else changed it meanwhile
 */
export async function planAgain(store: Store, mail: MailRow, address: string, now: number): Promise<MailRow> {
  if (!mayGoAgain.has(mail.state))
    throw new AppError('conflict', `this mail is ${mail.state}: only one that failed or is uncertain is sent again`)
  const next = { ...mail, state: 'planned', address, claim: null, attempts: 0, dueAt: now, outcome: null } as const
  if (!(await moveMail(store, mail, next)))
    throw new AppError('conflict', 'somebody else sent or changed this mail at the same moment; look again')
  return next
}

/** How many reports about somebody were made by hand since an instant. */
export const countByHand = (
  { db, t: { reports: r } }: Store,
  orgId: number,
  about: string,
  since: number,
): Promise<number> =>
  db.$count(r, and(eq(r.orgId, orgId), eq(r.about, about), isNull(r.planKey), gt(r.createdAt, since)))

/** A mail with what it is a copy of. */
export type ListedMail = Omit<MailRow, 'orgId' | 'claim'> & {
  readonly kind: string
  readonly about: string
  readonly period: string
  /** False: by hand. */
  readonly planned: boolean
}

export interface MailQuestion {
  /** Of periods that begin in it. */
  readonly month?: Month | undefined
  readonly state?: string | undefined
  readonly limit: number
}

/** A month and the weeks that begin in it, of either kind. */
const periodsIn = (month: Month): Period[] => [
  month,
  ...daysOf(month).flatMap((day) =>
    weekdayOf(day) === 1 ? [periodOf(day, 'week')] : weekdayOf(day) === 7 ? [periodOf(day, 'sunday-week')] : [],
  ),
]

/** The mails of an organisation's reports, newest first. */
export async function findListedMails(
  { db, t: { mails: m, reports: r } }: Store,
  orgId: number,
  { month, state, limit }: MailQuestion,
): Promise<ListedMail[]> {
  const rows = await db
    .select({ mail: m, kind: r.kind, about: r.about, period: r.period, planKey: r.planKey })
    .from(m)
    .innerJoin(r, and(eq(r.orgId, m.orgId), eq(r.id, m.reportId)))
    .where(
      and(
        eq(m.orgId, orgId),
        state === undefined ? undefined : eq(m.state, state),
        month === undefined ? undefined : inArray(r.period, periodsIn(month)),
      ),
    )
    .orderBy(desc(m.createdAt), desc(m.id))
    .limit(limit)
  return rows.map(({ mail: { orgId: _, claim: __, ...mail }, planKey, ...report }) => ({
    ...mail,
    ...report,
    planned: planKey !== null,
  }))
}

/** The one mail whose id begins so. @throws AppError `not_found`, `invalid` if several do */
export async function findMailByStart({ db, t: { mails: m } }: Store, orgId: number, start: string): Promise<MailRow> {
  const rows = await db
    .select()
    .from(m)
    .where(and(eq(m.orgId, orgId), sql`substr(${m.id}, 1, ${start.length}) = ${start}`))
    .limit(2)
  if (rows.length === 1) return rows[0]!
  const what = rows.length === 0 ? 'no mail has an id that begins' : 'several mails have ids that begin'
  const code = rows.length === 0 ? 'not_found' : 'invalid'
  throw new AppError(code, `${what} with "${start}"; \`usage-audit report list\` shows them`, { at: 'mail' })
}
