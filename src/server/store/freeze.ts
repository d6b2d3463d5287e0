import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { OrgReport } from '../../core/report/org-report.ts'
import type { Period } from '../../core/report/periods.ts'
import type { Report } from '../../core/report/report.ts'
import type { ReportKind } from '../../core/report/wishes.ts'
import type { erasedFigures } from './erase/reports.ts'
import { hashFigures } from './figures-hash.ts'
import { chunk, isUniqueViolation } from './sql.ts'
import type { Store } from './store.ts'

/** What is frozen: a person's figures, or an organisation's. */
export type Figures = Report | OrgReport

/** One reader's copy. */
export interface NewMail {
  readonly reader: string
  readonly address: string
  readonly locale: string
  readonly formats: readonly string[]
  readonly dueAt: number
  /** Why it is not sent at all: the address gets no mails. */
  readonly suppressed?: string
}

export interface NewFrozen {
  readonly orgId: number
  readonly figures: Figures
  /** A user's id; empty where it is the organisation. */
  readonly about: string
  /** A planned report exists once per kind, subject and period; one made by hand never takes its place. */
  readonly planned: boolean
  readonly mails: readonly NewMail[]
  readonly now: number
}

export const planKeyOf = (kind: ReportKind, about: string, period: Period): string => `${kind}|${about}|${period}`

/**
 * Freezes a report with its hash, and plans all its mails: everything or nothing.
 * @returns the ids, the mails' in the order given; undefined if the period was planned before
 */
export async function freezeReport(
  store: Store,
  { orgId, figures, about, planned, mails: given, now }: NewFrozen,
): Promise<{ readonly reportId: string; readonly mailIds: readonly string[] } | undefined> {
  const { reports, mails } = store.t
  const reportId = randomUUID()
  const { kind, period } = figures
  const rows = given.map((mail) => toRow(mail, orgId, reportId, now))
  try {
    await store.batch((db) => [
      db.insert(reports).values({
        ...{ orgId, id: reportId, kind, about, period, figures, createdAt: now },
        planKey: planned ? planKeyOf(kind, about, period) : null,
        hash: hashFigures(figures),
      }),
      ...chunk(rows).map((part) => db.insert(mails).values(part)),
    ])
  } catch (error) {
    if (isUniqueViolation(error)) return undefined
    throw error
  }
  return { reportId, mailIds: rows.map(({ id }) => id) }
}

const toRow = (
  { suppressed, formats, ...mail }: NewMail,
  orgId: number,
  reportId: string,
  now: number,
): Store['t']['mails']['$inferInsert'] => ({
  ...{ orgId, id: randomUUID(), reportId, ...mail },
  formats: formats.length === 0 ? null : formats,
  state: suppressed === undefined ? 'planned' : 'suppressed',
  ...{ claim: null, attempts: 0, outcome: suppressed ?? null, sentAt: null, createdAt: now },
})

/** The frozen figures of a period that was closed by plan; undefined while it is open, and where they were erased. */
export async function findFrozen(
  { db, t: { reports: r } }: Store,
  orgId: number,
  kind: ReportKind,
  about: string,
  period: Period,
): Promise<Figures | undefined> {
  const [row] = await db
    .select({ figures: r.figures })
    .from(r)
    .where(and(eq(r.orgId, orgId), eq(r.planKey, planKeyOf(kind, about, period))))
  const figures = row?.figures as Figures | typeof erasedFigures | undefined
  return figures && 'erased' in figures ? undefined : figures
}

/** Which of these plans are in the ledger already. */
export async function findPlanned({ db, t: { reports: r } }: Store, orgId: number, planKeys: readonly string[]) {
  const found = new Set<string>()
  for (const part of chunk(planKeys)) {
    const rows = await db
      .select({ planKey: r.planKey })
      .from(r)
      .where(and(eq(r.orgId, orgId), inArray(r.planKey, part)))
    for (const { planKey } of rows) found.add(planKey!)
  }
  return found
}
