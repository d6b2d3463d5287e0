import { AppError } from '../../core/errors.ts'
import type { OrgReport } from '../../core/report/org-report.ts'
import type { Report } from '../../core/report/report.ts'
import type { Locale } from '../../core/texts/language.ts'
import type { ReportFormat } from '../../protocol/reports.ts'
import { toCsv } from './csv.ts'
import { toPage } from './html.ts'
import { toText } from './text.ts'

/** A report in one of its forms. */
export interface ReportFile {
  readonly type: string
  readonly name: string
  readonly bytes: Uint8Array
}

const types: Readonly<Record<ReportFormat, readonly [string, string]>> = {
  csv: ['text/csv; charset=utf-8', 'csv'],
  json: ['application/json', 'json'],
  html: ['text/html; charset=utf-8', 'html'],
  text: ['text/plain; charset=utf-8', 'txt'],
  eml: ['message/rfc822', 'eml'],
}

/** Frozen figures as a file. @param toMail makes the mail that one gets of them */
export async function toReportFile(
  figures: Report | OrgReport,
  format: ReportFormat,
  locale: Locale,
  toMail: () => Promise<Uint8Array>,
): Promise<ReportFile> {
  const [type, ending] = types[format]
  const made = await toForm(figures, format, locale, toMail)
  const bytes = typeof made === 'string' ? new TextEncoder().encode(made) : made
  return { type, name: `usage-audit-${figures.period}.${ending}`, bytes }
}

function toForm(
  figures: Report | OrgReport,
  format: ReportFormat,
  locale: Locale,
  toMail: () => Promise<Uint8Array>,
): string | Uint8Array | Promise<string | Uint8Array> {
  if (format === 'json') return `${JSON.stringify(figures, null, 2)}\n`
  if (figures.kind === 'org-month')
    throw new AppError('invalid', 'the report of an organisation is a file as json only', { at: 'format' })
  if (format === 'csv') return toCsv(figures)
  if (format === 'html') return toPage(figures, locale)
  if (format === 'text') return toText(figures, locale)
  return toMail()
}
