import type { Locale } from '../../core/texts/language.ts'
import type { AnyReport } from '../../core/view/any-view.ts'
import type { Correspondent, Letter } from './compose.ts'

/** The letter that a reader would get of a report: the same for the same figures, and none that is in the ledger. */
export function letterOf(
  report: AnyReport,
  from: Correspondent,
  reader: Correspondent & { readonly locale: Locale },
): Letter {
  const messageId = `<${report.kind}.${report.period}.${report.madeAt}@${from.address.split('@')[1]}>`
  return { report, reader, from, messageId, date: new Date(report.madeAt) }
}
