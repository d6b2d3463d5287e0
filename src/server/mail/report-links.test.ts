import { describe, expect, it } from 'vitest'
import { textsOf } from '../../core/texts/texts.ts'
import { toRightsLinks, toWebLink } from '../../core/view/links.ts'
import { isScreenAddress } from '../../protocol/screens.ts'
import { toReportLinks } from './report-links.ts'

const base = 'https://usage.example.org'
const report = { orgId: 3, kind: 'person-month', reportId: '0f445e26-001f-4a3b-8c1d-762eed70e0e6' }

describe('the links of a mail', () => {
  it.each(['person-month', 'person-week'])('lead to screens, and past them only to leave (%s)', (kind) => {
    const links = toReportLinks(base, { ...report, kind }, 'token')
    const { unsubscribe, ...toScreens } = links
    expect(unsubscribe).toBe(`${base}/unsubscribe/token`)
    expect(Object.keys(toScreens).sort()).toEqual(['erase', 'export', 'pause', 'stored', 'web'])
    for (const [name, url] of Object.entries(toScreens)) {
      expect(url.startsWith(base)).toBe(true)
      expect([name, isScreenAddress(url.slice(base.length))]).toEqual([name, true])
    }
    expect(links.web).toBe(`${base}/reports/${report.reportId}?org=3`)
  })

  it('are all in the last lines, in each language, in the order of what one would do first', () => {
    const links = toReportLinks(base, report, 'token')
    for (const locale of ['en', 'pt-BR'] as const) {
      const shown = toRightsLinks(links, textsOf(locale))
      expect(shown.map(({ url }) => url.slice(base.length))).toEqual([
        ...['stored', 'pause', 'export', 'erase'].map((part) => `/my-data?org=3&part=${part}`),
        '/unsubscribe/token',
      ])
      expect(toWebLink(links, textsOf(locale))?.short.url).toBe(links.web)
    }
  })

  it('of a report on an organisation lead to that report, and to nothing of one’s own', () => {
    const { web, ...others } = toReportLinks(base, { ...report, kind: 'org-month' }, 'token')
    expect(isScreenAddress(web!.slice(base.length))).toBe(true)
    expect(others).toEqual({ unsubscribe: `${base}/unsubscribe/token` })
  })

  it('lead who has no account nowhere but to leave', () => {
    const links = toReportLinks(base, { ...report, reportId: undefined }, 'token')
    expect(links).toEqual({ unsubscribe: `${base}/unsubscribe/token` })
  })
})
