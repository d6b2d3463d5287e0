import type { Locale } from '../../core/texts/language.ts'
import type { AnyReport } from '../../core/view/any-view.ts'
import type { ReportFormat } from '../../protocol/reports.ts'
import { toAnyCsv, toJson } from './any-forms.ts'
import { toPage } from './html.ts'
import { toPdf } from './pdf.ts'
import { toText } from './text.ts'

/** A report in one of its forms. */
export interface ReportFile {
  readonly type: string
  readonly name: string
  readonly bytes: Uint8Array
}

const types: Readonly<Record<ReportFormat, readonly [string, string]>> = {
  pdf: ['application/pdf', 'pdf'],
  csv: ['text/csv; charset=utf-8', 'csv'],
  json: ['application/json', 'json'],
  html: ['text/html; charset=utf-8', 'html'],
  text: ['text/plain; charset=utf-8', 'txt'],
  eml: ['message/rfc822', 'eml'],
}

/** Frozen figures as a file. @param toMail makes the mail that one gets of them */
export async function toReportFile(
  figures: AnyReport,
  format: ReportFormat,
  locale: Locale,
  toMail: () => Promise<Uint8Array>,
): Promise<ReportFile> {
  const [type, ending] = types[format]
  const made = await toForm(figures, format, locale, toMail)
  const bytes = typeof made === 'string' ? new TextEncoder().encode(made) : made
  return { type, name: `usage-audit-${figures.kind}-${figures.period}.${ending}`, bytes }
}

function toForm(
  figures: AnyReport,
  format: ReportFormat,
  locale: Locale,
  toMail: () => Promise<Uint8Array>,
): string | Uint8Array | Promise<string | Uint8Array> {
  switch (format) {
    case 'pdf':
      return toPdf(figures, locale)
    case 'csv':
      return toAnyCsv(figures)
    case 'json':
      return toJson(figures)
    case 'html':
      return toPage(figures, locale)
    case 'text':
      return toText(figures, locale)
    case 'eml':
      return toMail()
  }
}
