import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('every promise of docs/security.md names a test that is there', () => {
  const text = readFileSync('docs/security.md', 'utf8')
  const named = [...text.matchAll(/`((?:src|tests)\/[\w./-]+\.test\.ts)`/g)].map(([, file]) => file!)
  expect(named.length).toBeGreaterThan(50)
  expect(named.filter((file) => !existsSync(file))).toEqual([])
  const rows = text
    .split('## ASVS')[1]!
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
  expect(rows.filter((row) => !row.includes('.test.ts'))).toEqual([])
})
