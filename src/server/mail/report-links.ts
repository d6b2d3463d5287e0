import type { ReportLinks } from '../../core/view/links.ts'
import { screens } from '../../protocol/screens.ts'

/** Parts of the screen of one's own data that a mail leads to, by the names of its links. */
const parts = ['stored', 'pause', 'export', 'erase'] as const

/** A report that is mailed to somebody. */
export interface MailedReport {
  readonly orgId: number
  readonly kind: string
  /** Undefined where the reader has no account, and could open nothing. */
  readonly reportId: string | undefined
}

/**
 * Where the reader of a report can go on: that very report on the web, and of one about themself what they may do with what is stored;
 * and the page to unsubscribe. Behind the question mark, for what stands after a `#` is lost on the way through a sign-in.
 */
export const toReportLinks = (
  base: string,
  { orgId, kind, reportId }: MailedReport,
  leaveToken: string,
): ReportLinks => ({
  ...(reportId !== undefined && {
    web: `${base}${screens.report.path.replace(':id', reportId)}?org=${orgId}`,
    ...(kind !== 'org-month' &&
      Object.fromEntries(parts.map((part) => [part, `${base}${screens.myData.path}?org=${orgId}&part=${part}`]))),
  }),
  unsubscribe: `${base}/unsubscribe/${leaveToken}`,
})
