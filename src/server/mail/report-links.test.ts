import { expect, it } from 'vitest'
import { isScreenAddress } from '../../protocol/screens.ts'
import { toReportLinks } from './report-links.ts'

const base = 'https://usage.example.org'
const id = '0f445e26-001f-4a3b-8c1d-762eed70e0e6'

it('leads from a mail to the very report that was mailed, at the address of a screen', () => {
  const { web, unsubscribe } = toReportLinks(base, { orgId: 3, reportId: id }, 'token')
  expect(web).toBe(`${base}/reports/${id}?org=3`)
  expect(isScreenAddress(web!.slice(base.length))).toBe(true)
  expect(unsubscribe).toBe(`${base}/unsubscribe/token`)
})

it('leads nowhere that its reader could not open', () => {
  expect(toReportLinks(base, { orgId: 3, reportId: undefined }, 'token').web).toBeUndefined()
})
