import { expect, it } from 'vitest'
import { problemWords } from './account-forms.ts'

it('problemWords › says what is wrong by its fault, or else by its code', () => {
  expect(problemWords('en', 'password_weak', 'short')).toMatch(/too short/)
  // Of shapes there are more faults than pages have words for.
  expect(problemWords('en', 'invalid', 'empty')).toBe('Something is missing here.')
  expect(problemWords('pt-BR', 'unauthenticated', 'signed_out')).toMatch(/não conferem/)
  expect(problemWords('en', 'unheard_of', undefined)).toBe('That did not work. Try again.')
})
