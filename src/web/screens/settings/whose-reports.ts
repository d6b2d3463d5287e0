import { type ReportKind, reportKinds } from '../../../core/report/wishes.ts'

/** One’s own reports, or the organisation’s. */
export type WhoseReports = 'own' | 'org'

export const isOf = (kind: ReportKind, about: WhoseReports): boolean => (kind === 'org-month') === (about === 'org')

export const kindsOf = (about: WhoseReports): ReportKind[] => reportKinds.filter((kind) => isOf(kind, about))
