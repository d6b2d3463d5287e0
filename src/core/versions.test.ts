import { expect, it } from 'vitest'
import { compareVersions } from './versions.ts'

it('compareVersions › counts numbers as numbers, and puts what comes early before what is done', () => {
  const sorted = ['', '0.9.0', '1.9.2', '1.10.0', '2.0.0-beta.2', '2.0.0-beta.10', '2.0.0', 'v2.1']
  expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted)
  expect(compareVersions('1.2.0', 'v1.2')).toBe(0)
})
