import { isAtLeast } from '../../core/access.ts'
import { AppError } from '../../core/errors.ts'
import { hasEnded, isPeriod } from '../../core/report/periods.ts'
import { isKind } from '../../core/report/wishes.ts'
import { toAnyHero } from '../../core/view/any-view.ts'
import type { ShownMail } from '../../protocol/report-fields.ts'
import type { ListedReport, ShownReport } from '../../protocol/reports.ts'
import type { MemberCaller } from '../http/guard.ts'
import { type ArchivedRow, findMailsOf, type ListedRow, readFiguresOf } from '../store/archive.ts'
import type { MailRow } from '../store/ledger.ts'
import { findReaderNames } from '../store/readers.ts'
import type { Store } from '../store/store.ts'
import { getAllowed, noteLooking } from './opening.ts'
import type { Reader } from './reader.ts'

/** Whether a report is the caller's: about them, or about the organisation that they run. */
export const isOwn = ({ userId, me }: MemberCaller, { about }: Pick<ArchivedRow, 'about'>): boolean =>
  about === '' ? isAtLeast(me.role, 'admin') : about === userId

export const noReport = () => new AppError('not_found', 'there is no report of this id')

/**
 * Lets somebody open a report, and notes it if it is about somebody else.
 * @throws AppError `not_found` for one that they may not know of, `forbidden`, `invalid` without a reason where one is due
 */
export async function openReport(
  store: Store,
  caller: MemberCaller,
  row: Pick<ArchivedRow, 'id' | 'about'>,
  reason: string | undefined,
  now: number,
): Promise<void> {
  if (isOwn(caller, row)) return
  if (row.about === '') throw noReport()
  await getAllowed(store, caller, row.about, 'see_detail').catch((error) => {
    throw error instanceof AppError && error.code === 'not_found' ? noReport() : error
  })
  if (reason === undefined)
    throw new AppError('invalid', 'this report is somebody else’s: say why you open it, the person reads it', {
      at: 'reason',
    })
  await noteLooking(store, caller, row.about, { what: 'report', reason, now })
}

/** Reports as they are shown, each with its mails and the names of their readers. */
export async function toShownReports(store: Store, orgId: number, rows: readonly ListedRow[]): Promise<ShownReport[]> {
  const ids = rows.map(({ id }) => id)
  const mails = await findMailsOf(store, orgId, ids)
  const names = await findReaderNames(
    store,
    orgId,
    mails.map(({ reader }) => reader),
  )
  return rows.map(({ id, kind, about, period, planKey, hash, createdAt, erased }) => ({
    ...{ id, kind: isKind(kind) ? kind : 'person-month', about, period },
    ...{ planned: planKey !== null, erased, hash, createdAt },
    mails: mails.filter(({ reportId }) => reportId === id).map((mail) => toShownMail(mail, names)),
  }))
}

/** The same, each with its headline, as its reader has it. */
export async function toListedReports(
  store: Store,
  orgId: number,
  rows: readonly ListedRow[],
  { locale, zone }: Pick<Reader, 'locale' | 'zone'>,
): Promise<ListedReport[]> {
  const shown = await toShownReports(store, orgId, rows)
  const headlines = new Map<string, Pick<ListedReport, 'closed' | 'headline'>>()
  await readFiguresOf(
    store,
    orgId,
    rows.filter(({ erased }) => !erased).map(({ id }) => id),
    (id, figures) => headlines.set(id, { closed: figures.closed, headline: toAnyHero(figures, locale) }),
  )
  return shown.map((report) => ({
    ...report,
    ...(headlines.get(report.id) ?? { closed: wasOver(report, zone), headline: null }),
  }))
}

/** Whether its period was over when it was made, where no figures say so any more: nothing is planned of one that is not. */
const wasOver = ({ planned, period, createdAt }: ShownReport, zone: string): boolean =>
  planned || (isPeriod(period) && hasEnded(period, zone, createdAt))

export const toShownMail = (
  { id, reader, address, locale, formats, state, dueAt, attempts, outcome, sentAt, createdAt }: MailRow,
  names: ReadonlyMap<string, string>,
): ShownMail => ({
  ...{ id, reader, readerName: names.get(reader) ?? null, address, locale },
  formats: Array.isArray(formats) ? formats.map(String) : [],
  ...{ state, dueAt, attempts, outcome, sentAt, createdAt },
})
