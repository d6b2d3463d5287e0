import type { ReportLinks } from '../../core/view/links.ts'

/** Where the reader of a report can go on: screens of the web, and the page to unsubscribe. */
export const toReportLinks = (base: string, reportId: string, leaveToken: string): ReportLinks => ({
  web: `${base}/reports/${reportId}`,
  stored: `${base}/my-data`,
  pause: `${base}/my-data?part=pause`,
  export: `${base}/my-data?part=export`,
  erase: `${base}/my-data?part=erase`,
  unsubscribe: `${base}/unsubscribe/${leaveToken}`,
})
