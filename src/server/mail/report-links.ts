import type { ReportLinks } from '../../core/view/links.ts'
import { screens } from '../../protocol/screens.ts'

/** Whose report somebody reads, and which it is where they have an account to open it by. */
export interface ReadReport {
  readonly orgId: number
  /** A user’s id, or that of a recipient. */
  readonly reader: string
  /** A user’s id; empty where it is the organisation. */
  readonly about: string
  readonly reportId: string | undefined
}

/** Parts of the screen of one's own data that a mail leads to, by the names of its links. */
const parts = ['stored', 'pause', 'export', 'erase'] as const

/**
 * Where the reader of a report can go on: this very report on the web, if they have an account there, and where it is about them
 * what they may do with what is stored; and the page to unsubscribe. Behind the question mark, for what stands after a `#` is lost
 * on the way through a sign-in.
 */
export const toReportLinks = (
  base: string,
  { orgId, reader, about, reportId }: ReadReport,
  leaveToken: string,
): ReportLinks => ({
  ...(reportId !== undefined && { web: `${base}${screens.report.path.replace(':id', reportId)}?org=${orgId}` }),
  ...(reportId !== undefined &&
    reader === about &&
    Object.fromEntries(parts.map((part) => [part, `${base}${screens.myData.path}?org=${orgId}&part=${part}`]))),
  unsubscribe: `${base}/unsubscribe/${leaveToken}`,
})
