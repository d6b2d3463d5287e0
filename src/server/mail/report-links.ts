import type { ReportLinks } from '../../core/view/links.ts'

/** Where the reader of a report can go on: the same period on the web, if it is one of a person, and the page to unsubscribe. */
export const toReportLinks = (
  base: string,
  { kind, period }: { readonly kind: string; readonly period: string },
  leaveToken: string,
): ReportLinks => ({
  ...(kind !== 'org-month' && { web: `${base}/?period=${period}` }),
  unsubscribe: `${base}/unsubscribe/${leaveToken}`,
})
