import { type AnyReport, isOrgReport } from '../../core/view/any-view.ts'
import { toCsv } from './csv.ts'
import { toOrgCsv } from './org-csv.ts'

/** The figures of a report of whatever kind as CSV. */
export const toAnyCsv = (report: AnyReport): string => (isOrgReport(report) ? toOrgCsv(report) : toCsv(report))

/** The frozen figures as they are, for programs: UTF-8, two spaces, a line end. docs/report-format.md names every field. */
export const toJson = (report: AnyReport): string => `${JSON.stringify(report, null, 2)}\n`
