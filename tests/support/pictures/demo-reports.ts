import type { OrgReport } from '../../../src/core/report/org-report.ts'
import type { Report } from '../../../src/core/report/report.ts'
import type { Locale } from '../../../src/core/texts/language.ts'
import { addMonths, monthAt } from '../../../src/core/time.ts'
import { fillStore } from '../../../src/server/demo/fill-store.ts'
import { makeOrgReport } from '../../../src/server/reports/make-org-report.ts'
import { makeReport } from '../../../src/server/reports/make-report.ts'
import { openStore } from '../../../src/server/store/open.ts'
import { findOwner, personalOrg } from '../../../src/server/store/people.ts'

const zone = 'America/Sao_Paulo'
/** The morning of 1 November 2026 there, when October's report is mailed. */
export const morning = Date.UTC(2026, 10, 1, 11)

export interface DemoReports {
  readonly month: Report
  readonly week: Report
  /** Of a month before anything was recorded. */
  readonly empty: Report
}

/** A year of two made-up computers, and the reports of their person. */
export async function makeDemoReports(database: string, locale: Locale): Promise<DemoReports> {
  const store = await openStore(database)
  try {
    await fillStore(store, { seed: 1, from: '2025-11-03', devices: 2, now: morning, locale, zone })
    const owner = (await findOwner(store, personalOrg))!
    const make = (period: string) => makeReport(store, personalOrg, owner, period, morning)
    const month = addMonths(monthAt(morning, zone), -1)
    return { month: await make(month), week: await make('2026-W43'), empty: await make('2025-09') }
  } finally {
    await store.close()
  }
}

/** Ten weeks of a made-up organisation of twelve computers, and the report of its October. */
export async function makeDemoOrgReport(database: string, locale: Locale): Promise<OrgReport> {
  const store = await openStore(database)
  try {
    await fillStore(store, { seed: 1, from: '2026-08-24', devices: 12, now: morning, locale, zone })
    return await makeOrgReport(store, personalOrg, addMonths(monthAt(morning, zone), -1), morning)
  } finally {
    await store.close()
  }
}
