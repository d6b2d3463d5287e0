import { and, eq, isNotNull } from 'drizzle-orm'
import type { Period } from '../../core/report/periods.ts'
import type { Report } from '../../core/report/report.ts'
import type { erasedFigures } from './erase/reports.ts'
import type { Store } from './store.ts'

/** The figures that were frozen by plan of a period; undefined where none were, or where they were erased. */
export async function readSaid(
  { db, t: { reports: r } }: Store,
  orgId: number,
  { kind, about, period }: { readonly kind: string; readonly about: string; readonly period: Period },
): Promise<Report | undefined> {
  const [row] = await db
    .select({ figures: r.figures })
    .from(r)
    .where(and(eq(r.orgId, orgId), eq(r.kind, kind), eq(r.about, about), eq(r.period, period), isNotNull(r.planKey)))
  const figures = row?.figures as Report | typeof erasedFigures | undefined
  return figures && 'erased' in figures ? undefined : figures
}
