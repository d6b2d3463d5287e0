import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { api } from '../src/protocol/api.ts'

const pages = ['docs/rights.md', 'docs/direitos.md'] as const

/** Of each row of the tables what is the same in every language: endpoints, commands and tests. */
const rowsOf = (page: string) =>
  readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('`'))
    .map((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => code!.replace(/SENHA|MOTIVO/, '…')))
    .map((codes) => codes.map((code) => code.replace(/PASSWORD|WHY/, '…')))

it('the pages on rights say the same in both languages', () => {
  expect(rowsOf(pages[0]).length).toBeGreaterThan(15)
  expect(rowsOf(pages[1])).toEqual(rowsOf(pages[0]))
})

it('the pages on rights name endpoints and tests that there are, and every endpoint of rights', () => {
  const codes = rowsOf(pages[0]).flat()
  for (const file of codes.filter((code) => code.endsWith('.test.ts')))
    expect([file, existsSync(file)]).toEqual([file, true])
  const named = codes
    .map((code) => /^(GET|POST|PATCH) ([^?\s]+)/.exec(code))
    .filter((found) => found !== null)
    .map(([, method, path]) => `${method} ${path!.startsWith('/api/') ? path : `/api/v1/orgs/:org${path}`}`)
    .map((text) => text.replace('/ID/', '/:member/'))
  const known = api.map(({ method, path }) => `${method} ${path}`)
  expect(named.filter((one) => !known.includes(one))).toEqual([])
  const rights = api.filter(({ tag }) => ['rights', 'memberData', 'policies'].includes(tag))
  const told = readFileSync(pages[0], 'utf8')
  for (const { method, path } of rights) {
    const short = `${method} ${path.replace('/api/v1/orgs/:org', '').replace(':member', 'ID')}`
    expect([short, told.includes(short)]).toEqual([short, true])
  }
})
