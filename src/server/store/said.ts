import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Said } from '../../core/report/earlier.ts'
import type { OrgReport } from '../../core/report/org-report.ts'
import type { Period } from '../../core/report/periods.ts'
import type { Report } from '../../core/report/report.ts'
import type { erasedFigures } from './erase/reports.ts'
import { prepareOnce } from './prepared.ts'
import type { Store } from './store.ts'

interface Planned {
  readonly kind: string
  /** A user's id; empty where it is the organisation. */
  readonly about: string
  readonly period: Period
}

/** What the frozen report of a person said. */
export const readSaid = (store: Store, orgId: number, planned: Planned): Promise<Said | undefined> =>
  readFigures<Report>(store, orgId, planned)

const figuresQuery = prepareOnce(({ db, t: { reports: r } }) =>
  db
    .select({ figures: r.figures })
    .from(r)
    .where(
      and(
        eq(r.orgId, sql.placeholder('orgId')),
        eq(r.kind, sql.placeholder('kind')),
        eq(r.about, sql.placeholder('about')),
        eq(r.period, sql.placeholder('period')),
        isNotNull(r.planKey),
      ),
    )
    .prepare('frozen_figures'),
)

/** The figures that were frozen by plan of a period; undefined where none were, or where they were erased. */
async function readFigures<R>(store: Store, orgId: number, { kind, about, period }: Planned): Promise<R | undefined> {
  const [row] = await figuresQuery(store).execute({ orgId, kind, about, period })
  const figures = row?.figures as R | typeof erasedFigures | undefined
  return isErased(figures) ? undefined : figures
}

const isErased = (figures: unknown): figures is typeof erasedFigures =>
  typeof figures === 'object' && figures !== null && 'erased' in figures

/** What the frozen report of an organisation said of a month; active time that it withheld is not there. */
export async function readSaidOfOrg(store: Store, orgId: number, period: Period): Promise<Said | undefined> {
  const figures = await readFigures<OrgReport>(store, orgId, { kind: 'org-month', about: '', period })
  if (!figures) return undefined
  const { recordedMs, activeMs } = figures
  return { recordedMs, ...(activeMs !== 'withheld' && { activeMs }) }
}
