import { and, eq } from 'drizzle-orm'
import type { OrgReport } from '../../../core/report/org-report.ts'
import { findDevices } from '../devices.ts'
import { hashFigures } from '../figures-hash.ts'
import type { Store } from '../store.ts'
import type { ErasableMail, erasedFigures } from './reports.ts'

/** What an organisation still has a name for. */
interface Known {
  readonly apps: ReadonlySet<string>
  readonly devices: ReadonlySet<string>
}

/**
 * Takes out of an organisation's frozen reports what only somebody had who was erased: apps and devices of which no row tells any
 * more. Sums stay, as they name nobody; the hash is of what is left.
 * @param onMails removes what became of mails outside the database; called before the report is changed
 */
export async function eraseFromOrgReports(
  store: Store,
  orgId: number,
  onMails: (mails: readonly ErasableMail[]) => Promise<void>,
): Promise<void> {
  const { reports: r, subjects: s } = store.t
  const rows = await store.db
    .select({ id: r.id, period: r.period, figures: r.figures })
    .from(r)
    .where(and(eq(r.orgId, orgId), eq(r.kind, 'org-month')))
  if (rows.length === 0) return
  const subjects = await store.db.select({ key: s.key }).from(s).where(eq(s.orgId, orgId))
  const known: Known = {
    apps: new Set(subjects.map(({ key }) => key)),
    devices: new Set((await findDevices(store, orgId)).map(({ name }) => name)),
  }
  for (const { id, period, figures } of rows) {
    const left = toLeft(figures as OrgReport | typeof erasedFigures, known)
    if (!left) continue
    await onMails(await findMails(store, orgId, id, period))
    const set = { figures: left, hash: hashFigures(left) }
    await store.batch((db) => [
      db
        .update(r)
        .set(set)
        .where(and(eq(r.orgId, orgId), eq(r.id, id))),
    ])
  }
}

/** The figures without what nobody knows any more; undefined where all of it is known. */
function toLeft(figures: OrgReport | typeof erasedFigures, { apps, devices }: Known): OrgReport | undefined {
  if ('erased' in figures) return undefined
  const isKnown = ({ key }: { readonly key: string }) => apps.has(key)
  const left = {
    ...figures,
    apps: figures.apps.filter(isKnown),
    unused: figures.unused.filter(isKnown),
    growth: figures.growth.filter(isKnown),
    devices: { ...figures.devices, silent: figures.devices.silent.filter(({ name }) => devices.has(name)) },
  }
  const count = (one: OrgReport) => one.apps.length + one.unused.length + one.growth.length + one.devices.silent.length
  return count(left) === count(figures) ? undefined : left
}

async function findMails({ db, t: { mails: m } }: Store, orgId: number, reportId: string, period: string) {
  const rows = await db
    .select({ id: m.id, state: m.state, dueAt: m.dueAt, outcome: m.outcome })
    .from(m)
    .where(and(eq(m.orgId, orgId), eq(m.reportId, reportId)))
  return rows.map((row): ErasableMail => ({ ...row, period }))
}
