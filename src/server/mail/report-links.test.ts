import { describe, expect, it } from 'vitest'
import { textsOf } from '../../core/texts/texts.ts'
import { toRightsLinks, toWebLink } from '../../core/view/links.ts'
import { isScreenAddress } from '../../protocol/screens.ts'
import { toReportLinks } from './report-links.ts'

const base = 'https://usage.example.org'

describe('the links of a mail', () => {
  it.each([
    { kind: 'person-month', period: '2026-10' },
    { kind: 'person-week', period: '2026-W44' },
  ])('lead to screens, and past them only to leave ($kind)', (report) => {
    const links = toReportLinks(base, report, 'token')
    const { unsubscribe, ...toScreens } = links
    expect(unsubscribe).toBe(`${base}/unsubscribe/token`)
    expect(Object.keys(toScreens).sort()).toEqual(['erase', 'export', 'pause', 'stored', 'web'])
    for (const [name, url] of Object.entries(toScreens)) {
      expect(url.startsWith(base)).toBe(true)
      expect([name, isScreenAddress(url.slice(base.length))]).toEqual([name, true])
    }
    expect(links.web).toBe(`${base}/?period=${report.period}`)
  })

  it('are all in the last lines, in each language, in the order of what one would do first', () => {
    const links = toReportLinks(base, { kind: 'person-month', period: '2026-10' }, 'token')
    for (const locale of ['en', 'pt-BR'] as const) {
      const shown = toRightsLinks(links, textsOf(locale))
      expect(shown.map(({ url }) => url.slice(base.length))).toEqual([
        ...['/my-data?part=stored', '/my-data?part=pause', '/my-data?part=export', '/my-data?part=erase'],
        '/unsubscribe/token',
      ])
      expect(toWebLink(links, textsOf(locale))?.short.url).toBe(links.web)
    }
  })

  it('of a report on an organisation are for who may have no account, and lead nowhere but to leave', () => {
    const links = toReportLinks(base, { kind: 'org-month', period: '2026-10' }, 'token')
    expect(links).toEqual({ unsubscribe: `${base}/unsubscribe/token` })
  })
})
