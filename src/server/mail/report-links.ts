import type { ReportLinks } from '../../core/view/links.ts'
import { screens } from '../../protocol/screens.ts'

/** Where the reader of a report can go on: this very report on the web, if they have an account there, and the page to unsubscribe. */
export const toReportLinks = (
  base: string,
  { orgId, reportId }: { readonly orgId: number; readonly reportId: string | undefined },
  leaveToken: string,
): ReportLinks => ({
  ...(reportId !== undefined && { web: `${base}${screens.report.path.replace(':id', reportId)}?org=${orgId}` }),
  unsubscribe: `${base}/unsubscribe/${leaveToken}`,
})
