import { expect, it } from 'vitest'
import { longestWords } from './words-of.ts'

it('gives room to the longest words of a column, and to none that breaks anywhere', () => {
  expect(longestWords(['Visual Studio Code', 'Desenvolvimento', 'emma-workstation', 'Files'])).toEqual([
    'Desenvolvimento',
    'workstation',
    'Visual',
  ])
  expect(longestWords(['a2f9'.repeat(16), 'Firefox', 'Firefox'])).toEqual(['Firefox'])
  expect(longestWords(['September\u00a02026', 'May\u00a02026'])[0]).toBe('September\u00a02026')
  expect(longestWords([])).toEqual([])
})
