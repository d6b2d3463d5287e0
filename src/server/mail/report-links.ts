import type { ReportLinks } from '../../core/view/links.ts'
import { screens } from '../../protocol/screens.ts'

/** Parts of the screen of one's own data that a mail leads to, by the names of its links. */
const parts = ['stored', 'pause', 'export', 'erase'] as const

/**
 * Where the reader of a report can go on: of one of a person the same period on the web, and what that person may do with what is
 * stored; and the page to unsubscribe. Behind the question mark, for what stands after a `#` is lost on the way through a sign-in.
 */
export const toReportLinks = (
  base: string,
  { kind, period }: { readonly kind: string; readonly period: string },
  leaveToken: string,
): ReportLinks => ({
  ...(kind !== 'org-month' && {
    web: `${base}${screens.overview.path}?period=${period}`,
    ...Object.fromEntries(parts.map((part) => [part, `${base}${screens.myData.path}?part=${part}`])),
  }),
  unsubscribe: `${base}/unsubscribe/${leaveToken}`,
})
