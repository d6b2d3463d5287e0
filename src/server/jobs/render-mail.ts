import { AppError } from '../../core/errors.ts'
import type { Report } from '../../core/report/report.ts'
import { toPlainText } from '../../core/text.ts'
import { toLocale } from '../../core/texts/texts.ts'
import type { ReportLinks } from '../../core/view/links.ts'
import type { Log } from '../log.ts'
import type { Mail, Outcome } from '../mail/channel.ts'
import { type Correspondent, composeMail, type Letter } from '../mail/compose.ts'
import { getReport, type MailRow, type ReportRow } from '../store/ledger.ts'
import { getUser } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { findSuppression } from '../store/suppressions.ts'
import { findReader, isUnwanted, type Subject, unsubscribedOutcome } from '../store/wishes.ts'

export interface RenderOptions {
  readonly from: Correspondent
  readonly log: Log
  /** Makes the bytes of a mail; if not here, where it keeps nobody waiting. */
  compose?(letter: Letter): Promise<Uint8Array>
  /** Where the reader of a report can go on, in that report where they have an account; without it mails have no links. */
  linksOf?(of: Subject, reportId: string | undefined): ReportLinks
}

/**
 * A planned mail, ready to leave; or why there is none: it cannot be made, its address is suppressed, or its reader left.
 */
export async function renderMail(store: Store, options: RenderOptions, mail: MailRow): Promise<Mail | Outcome> {
  let letter: Letter | undefined
  try {
    const report = await getReport(store, mail.orgId, mail.reportId)
    const why = await findObstacle(store, mail, report)
    if (why !== undefined) return { kind: 'refused', detail: why }
    letter = await readLetter(store, options, mail, report)
    const bytes = await (options.compose ?? composeMail)(letter)
    return { id: mail.id, period: report.period, from: letter.from.address, to: mail.address, bytes }
  } catch (error) {
    options.log.error({ err: error, mail: mail.id }, 'a mail could not be made')
    // The same letter fails the same way for ever; a database, or a thread, that did not answer may do so later.
    const isPassing = error instanceof AppError ? error.code === 'unavailable' : letter === undefined
    const kind = isPassing ? 'later' : 'refused'
    return { kind, detail: `the mail could not be made: ${toReason(error)}` }
  }
}

const subjectOf = ({ orgId, reader }: MailRow, { kind, about }: ReportRow): Subject => ({ orgId, reader, kind, about })

/** Why a mail is not to be sent at all. Who asks for a report by hand wants it, whatever else they wished. */
async function findObstacle(store: Store, mail: MailRow, report: ReportRow): Promise<string | undefined> {
  const suppressed = await findSuppression(store, mail.orgId, mail.address)
  if (suppressed) return toPlainText(`suppressed (${suppressed.reason}): ${suppressed.detail ?? ''}`, 300)
  const isPlanned = report.planKey !== null
  return isPlanned && (await isUnwanted(store, subjectOf(mail, report))) ? unsubscribedOutcome : undefined
}

async function readLetter(
  store: Store,
  { from, linksOf }: RenderOptions,
  mail: MailRow,
  row: ReportRow,
): Promise<Letter> {
  const reader = await findReader(store, mail.orgId, mail.reader)
  const links = linksOf?.(subjectOf(mail, row), reader?.isMember ? row.id : undefined)
  const { name } = reader ?? (await getUser(store, mail.reader))
  return {
    report: row.figures as Report,
    reader: { name, address: mail.address, locale: toLocale(mail.locale) },
    from,
    messageId: `<${mail.id}@${from.address.split('@')[1]}>`,
    date: new Date(mail.createdAt),
    ...(Array.isArray(mail.formats) && { formats: mail.formats }),
    ...(links && { links }),
  }
}

/** What went wrong, for people. */
export const toReason = (error: unknown) => toPlainText(error instanceof Error ? error.message : String(error), 300)
