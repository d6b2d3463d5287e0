import { expect, it } from 'vitest'
import { formatDays } from './days-name.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

it('names days as a person does', () => {
  const named = (first: string, last: string) =>
    (['en', 'pt-BR'] as const).map((locale) => plain(formatDays({ first, last }, locale)))
  expect(named('2026-10-01', '2026-10-31')).toEqual(['October', 'outubro'])
  expect(named('2026-10-01', '2026-10-27')).toEqual(['1–27 Oct', '1º–27 de out.'])
  expect(named('2026-09-28', '2026-10-04')).toEqual(['28 Sep–4 Oct', '28 de set.–4 de out.'])
  expect(named('2026-10-01', '2026-10-01')).toEqual(['1 October', '1º de outubro'])
})
