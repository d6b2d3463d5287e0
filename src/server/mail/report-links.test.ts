import { describe, expect, it } from 'vitest'
import { textsOf } from '../../core/texts/texts.ts'
import { toRightsLinks, toWebLink } from '../../core/view/links.ts'
import { isScreenAddress } from '../../protocol/screens.ts'
import { toReportLinks } from './report-links.ts'

const base = 'https://usage.example.org'
const reportId = '0f445e26-001f-4a3b-8c1d-762eed70e0e6'
const own = { orgId: 3, reader: 'ana', about: 'ana', reportId }
const unsubscribe = `${base}/unsubscribe/token`

describe('the links of a mail', () => {
  it('lead to the very report that was mailed and to the rights of its reader, all of them screens, and past them only to leave', () => {
    const { unsubscribe: leave, ...toScreens } = toReportLinks(base, own, 'token')
    expect(leave).toBe(unsubscribe)
    expect(Object.keys(toScreens).sort()).toEqual(['erase', 'export', 'pause', 'stored', 'web'])
    for (const [name, url] of Object.entries(toScreens)) {
      expect(url.startsWith(base)).toBe(true)
      expect([name, isScreenAddress(url.slice(base.length))]).toEqual([name, true])
    }
    expect(toScreens.web).toBe(`${base}/reports/${reportId}?org=3`)
  })

  it('are all in the last lines, in each language, in the order of what one would do first', () => {
    const links = toReportLinks(base, own, 'token')
    for (const locale of ['en', 'pt-BR'] as const) {
      const shown = toRightsLinks(links, textsOf(locale))
      expect(shown.map(({ url }) => url.slice(base.length))).toEqual([
        ...['stored', 'pause', 'export', 'erase'].map((part) => `/my-data?org=3&part=${part}`),
        '/unsubscribe/token',
      ])
      expect(toWebLink(links, textsOf(locale))?.short.url).toBe(links.web)
    }
  })

  it('lead nowhere that their reader could not open, and to the rights of nobody else', () => {
    const ofOrg = toReportLinks(base, { ...own, about: '' }, 'token')
    expect(ofOrg).toEqual({ web: `${base}/reports/${reportId}?org=3`, unsubscribe })
    expect(toReportLinks(base, { ...own, reader: 'books', reportId: undefined }, 'token')).toEqual({ unsubscribe })
  })
})
