import { expect, it } from 'vitest'
import { toChosen } from './chosen.ts'

it('takes from an address what the log can be asked for, and nothing else', () => {
  const about = '4a1f0a52-7d3c-4b8e-9f5e-1d0c2b3a4f56'
  expect(toChosen({ about, actor: 'local:root', what: 'report', org: '2' })).toEqual({
    ...{ about, actor: 'local:root', what: 'report' },
  })
  expect(toChosen({ about: '<b>', actor: '', what: 'x'.repeat(41) })).toEqual({})
})
