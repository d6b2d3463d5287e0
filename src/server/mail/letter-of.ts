import { AppError } from '../../core/errors.ts'
import type { OrgReport } from '../../core/report/org-report.ts'
import type { Report } from '../../core/report/report.ts'
import type { Locale } from '../../core/texts/language.ts'
import type { Correspondent, Letter } from './compose.ts'

/** The letter that a reader would get of a report: the same for the same figures, and none that is in the ledger. */
export function letterOf(
  figures: Report | OrgReport,
  from: Correspondent,
  reader: Correspondent & { readonly locale: Locale },
): Letter {
  if (figures.kind === 'org-month')
    throw new AppError('invalid', 'the report of an organisation is a file as json only', { at: 'format' })
  const messageId = `<${figures.kind}.${figures.period}.${figures.madeAt}@${from.address.split('@')[1]}>`
  return { report: figures, reader, from, messageId, date: new Date(figures.madeAt) }
}
