import type { Locale } from '../../core/texts/language.ts'
import type { AnyReport } from '../../core/view/any-view.ts'
import { toReportFile } from '../reports/files.ts'

/** A file that goes with the mail. */
export interface Attachment {
  readonly filename: string
  readonly contentType: string
  readonly content: Buffer | string
}

const attachable = ['pdf', 'csv', 'json'] as const

/** The forms of a report that a reader wants beside the mail, in one order; what is none is left out. */
export async function toAttachments(
  report: AnyReport,
  locale: Locale,
  formats: readonly unknown[],
): Promise<Attachment[]> {
  const made: Attachment[] = []
  for (const format of attachable.filter((one) => formats.includes(one))) {
    const { name, type, bytes } = await toReportFile(report, format, locale, notAForm)
    made.push({ filename: name, contentType: type, content: Buffer.from(bytes) })
  }
  return made
}

const notAForm = () => Promise.reject(new Error('a mail is not attached to a mail'))
