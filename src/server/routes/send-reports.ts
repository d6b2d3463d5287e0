import { AppError } from '../../core/errors.ts'
import { decideWish, isKind } from '../../core/report/wishes.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { hourMs } from '../../core/time.ts'
import * as protocol from '../../protocol/reports.ts'
import type { Doorway } from '../auth/doorway.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { makeReport } from '../reports/make-report.ts'
import { countByHand, getArchived, planAgain } from '../store/archive.ts'
import { findFrozen, freezeReport, type NewFrozen, type NewMail } from '../store/freeze.ts'
import { getMail, getReport, type MailRow } from '../store/ledger.ts'
import { findUser, type User } from '../store/people.ts'
import { findReaderNames } from '../store/readers.ts'
import { findRecipients, type Recipient } from '../store/recipients.ts'
import { readReportSettings } from '../store/report-settings.ts'
import type { Store } from '../store/store.ts'
import { findSubscriptionsOf, toSubscription } from '../store/subscriptions.ts'
import { findSuppressed, toFolded } from '../store/suppressed.ts'
import { inTurn } from '../store/turns.ts'
import { isOwn, noReport, toShownMail, toShownReports } from './archive.ts'
import { getAllowed, getSelf } from './opening.ts'

/** Mails of reports that somebody asks for: the caller's own, or the organisation's for admins. */
export const sendRoutes = ({ store, now }: Doorway, guard: Guard, onPlanned: () => void): Route[] => [
  personRoute(guard, protocol.reportNow, async ({ period }, caller) => {
    const { orgId } = caller
    const { user } = await getSelf(store, caller)
    await checkByHand(store, orgId, user.id, now())
    const figures = await makeReport(store, orgId, user, period, now())
    if ((await findFrozen(store, orgId, figures.kind, user.id, period)) !== undefined)
      throw new AppError('conflict', `${period} is over, and its report is in the archive already; open or send that`, {
        at: 'period',
      })
    if (figures.recordedMs === 0)
      throw new AppError('conflict', 'nothing was recorded of this period yet', { at: 'period' })
    const mails = await toOwnMails(store, caller, figures.kind, user, now())
    const given = { orgId, figures, about: user.id, planned: false, mails, now: now() }
    const { reportId } = await freezeByHand(store, given)
    onPlanned()
    const { figures: _, ...row } = await getArchived(store, orgId, reportId)
    const [shown] = await toShownReports(store, orgId, [{ ...row, erased: false }])
    return shown!
  }),
  personRoute(guard, protocol.sendReport, async ({ id, to }, caller) => {
    await checkOwn(store, caller, await getReport(store, caller.orgId, id))
    const { figures, orgId, about, kind } = await getArchived(store, caller.orgId, id)
    const mail = { ...(await toReader(store, caller, { kind, about }, to)), dueAt: now() }
    await checkSuppressed(store, orgId, mail.address)
    const given = { orgId, figures, about, planned: false, mails: [mail], now: now() }
    const { mailIds } = await freezeByHand(store, given)
    onPlanned()
    return show(store, await getMail(store, orgId, mailIds[0]!))
  }),
  personRoute(guard, protocol.resendMail, async ({ id }, caller) => {
    const { orgId } = caller
    const mail = await getMail(store, orgId, id)
    await checkOwn(store, caller, await getReport(store, orgId, mail.reportId)).catch((error) => {
      if (error instanceof AppError && error.code === 'not_found')
        throw new AppError('not_found', 'there is no mail of this id')
      throw error
    })
    await getArchived(store, orgId, mail.reportId)
    const address = await findAddress(store, mail)
    await checkSuppressed(store, orgId, address)
    const again = await planAgain(store, mail, address, now())
    onPlanned()
    return show(store, again)
  }),
]

const show = async (store: Store, mail: MailRow) =>
  toShownMail(mail, await findReaderNames(store, mail.orgId, [mail.reader]))

/** Nobody mails what is somebody else's. @throws AppError `not_found`, `forbidden` */
async function checkOwn(store: Store, caller: MemberCaller, row: { readonly id: string; readonly about: string }) {
  if (isOwn(caller, row)) return
  if (row.about === '') throw noReport()
  await getAllowed(store, caller, row.about, 'see_profile').catch(() => {
    throw noReport()
  })
  throw new AppError('forbidden', 'a report about a person is mailed by that person only')
}

/** To the caller, who may have no address, or one that gets no mails: then nothing is mailed, and the report is there all the same. */
async function toOwnMails(store: Store, caller: MemberCaller, kind: string, { email }: User, now: number) {
  if (email === null || (await findSuppressed(store, caller.orgId)).has(toFolded(email))) return []
  return [{ ...(await toReader(store, caller, { kind, about: caller.userId }, undefined)), dueAt: now }]
}

type Read = Pick<NewMail, 'reader' | 'address' | 'locale' | 'formats'>

/** The caller, or somebody without an account who said that they want such reports. */
async function toReader(
  store: Store,
  caller: MemberCaller,
  report: { readonly kind: string; readonly about: string },
  to: string | undefined,
): Promise<Read> {
  const { orgId } = caller
  const kind = isKind(report.kind) ? report.kind : 'person-month'
  const settings = await readReportSettings(store, orgId)
  const wordOf = async (reader: string) => {
    const rows = await findSubscriptionsOf(store, orgId, reader)
    const row = rows.find((one) => one.kind === kind && one.about === report.about)
    return row && toSubscription(row)
  }
  if (to === undefined) {
    const { user } = await getSelf(store, caller)
    if (user.email === null)
      throw new AppError('conflict', 'there is no address to mail it to; `usage-audit users` says how to set one')
    const at = { locale: toLocale(user.locale), zone: user.zone }
    const { locale, formats } = decideWish(kind, await wordOf(user.id), at, settings, 0)
    return { reader: user.id, address: user.email, locale, formats }
  }
  const isMeant = (one: Recipient) => one.id === to && one.kind === kind && one.about === report.about
  const found = (await findRecipients(store, orgId)).find((one) => isMeant(one) && one.confirmedAt !== null)
  const word = found && (await wordOf(found.id))
  if (!found || !word?.wanted)
    throw new AppError('not_found', 'no recipient of this id reads such reports', { at: 'to' })
  const { locale, formats } = decideWish(kind, word, { locale: toLocale(found.locale), zone: found.zone }, settings, 0)
  return { reader: found.id, address: found.address, locale, formats }
}

/** Where a reader is to be reached now, which may be another address than when the mail was planned. */
async function findAddress(store: Store, { orgId, reader, address }: MailRow): Promise<string> {
  const user = await findUser(store, reader)
  const recipient = user ? undefined : (await findRecipients(store, orgId)).find(({ id }) => id === reader)
  return user?.email ?? recipient?.address ?? address
}

async function checkSuppressed(store: Store, orgId: number, address: string): Promise<void> {
  const reason = (await findSuppressed(store, orgId)).get(toFolded(address))
  if (reason !== undefined)
    throw new AppError('conflict', `${address} gets no reports (${reason}); an admin can let mails go there again`)
}

/** Nobody fills a mailbox by this server. */
const mostByHand = 20

/** One after the other, or requests at the same moment would each find room for one more. */
const freezeByHand = (store: Store, given: NewFrozen) =>
  inTurn(store, async () => {
    await checkByHand(store, given.orgId, given.about, given.now)
    return (await freezeReport(store, given))!
  })

async function checkByHand(store: Store, orgId: number, about: string, now: number): Promise<void> {
  if ((await countByHand(store, orgId, about, now - hourMs)) < mostByHand) return
  throw new AppError('too_many_requests', `${mostByHand} reports were mailed by hand within an hour; try again later`, {
    retryAfterMs: hourMs,
  })
}
