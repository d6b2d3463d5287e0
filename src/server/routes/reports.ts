import { isAtLeast } from '../../core/access.ts'
import type { Locale } from '../../core/texts/language.ts'
import { toLocale } from '../../core/texts/texts.ts'
import * as protocol from '../../protocol/reports.ts'
import type { Doorway } from '../auth/doorway.ts'
import type { Guard } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { toReportFile } from '../reports/files.ts'
import { findArchived, getArchived } from '../store/archive.ts'
import type { Figures } from '../store/freeze.ts'
import { getReport } from '../store/ledger.ts'
import { findUser } from '../store/people.ts'
import { openReport, toListedReports, toShownReports } from './archive.ts'
import { readerOf } from './reader.ts'
import { sendRoutes } from './send-reports.ts'

/** What of a server is needed to make files of reports, and to have them sent. */
export interface ArchiveOptions {
  /** Of mails where nobody said another. */
  readonly hour: number
  /** A report as the mail that its reader gets. */
  toMail(figures: Figures, reader: { name: string; address: string; locale: Locale }): Promise<Uint8Array>
  /** Told of a mail that may leave. */
  onPlanned(): void
}

/** What was reported, as it was frozen, and its mails. */
export const reportRoutes = (doorway: Doorway, guard: Guard, options: ArchiveOptions): Route[] => [
  ...readRoutes(doorway, guard, options),
  ...sendRoutes(doorway, guard, options.onPlanned),
]

const usualPage = 50
/** Whom a mail is to that is only looked at, by who has no address. */
const nobody = 'nobody@localhost'

const readRoutes = ({ store, now }: Doorway, guard: Guard, { toMail }: ArchiveOptions): Route[] => [
  personRoute(guard, protocol.reports, async ({ kind, after, limit = usualPage, locale }, caller) => {
    const { orgId, userId, me } = caller
    const about = isAtLeast(me.role, 'admin') ? [userId, ''] : [userId]
    const place = after === undefined ? undefined : toPlace(after)
    const rows = await findArchived(store, orgId, { about, kind, after: place, limit: limit + 1 })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const reader = await readerOf(store, caller, now())
    return {
      reports: await toListedReports(store, orgId, page, { ...reader, ...(locale && { locale }) }),
      next: rows.length > limit && last ? `${last.createdAt}-${last.id}` : null,
    }
  }),
  personRoute(guard, protocol.archivedReport, async ({ id, reason }, caller) => {
    const { orgId } = caller
    await openReport(store, caller, await getReport(store, orgId, id), reason, now())
    const { figures, ...row } = await getArchived(store, orgId, id)
    const [shown] = await toShownReports(store, orgId, [{ ...row, erased: false }])
    return { ...shown!, figures }
  }),
  personRoute(guard, protocol.reportFile, async ({ id, format, locale, reason }, caller) => {
    const { orgId, userId } = caller
    await openReport(store, caller, await getReport(store, orgId, id), reason, now())
    const { figures } = await getArchived(store, orgId, id)
    const user = await findUser(store, userId)
    const inLocale = locale ?? toLocale(user?.locale ?? 'en')
    const reader = { name: user?.name ?? '', address: user?.email ?? nobody, locale: inLocale }
    const file = await toReportFile(figures, format, inLocale, () => toMail(figures, reader))
    return toResponse(file)
  }),
]

const toPlace = (after: string) => {
  const at = after.indexOf('-')
  return { createdAt: Number(after.slice(0, at)), id: after.slice(at + 1) }
}

/** Nothing of it is run, loaded or framed where a browser shows it. */
const toResponse = ({ type, name, bytes }: Awaited<ReturnType<typeof toReportFile>>) =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'content-security-policy':
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  })
