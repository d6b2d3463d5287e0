import { expect, it } from 'vitest'
import { dayMs } from '../../core/time.ts'
import { formatKept } from './kept-for.ts'

it.each([
  [1, '1 day', '1 dia'],
  [30, '30 days', '30 dias'],
  [62, '62 days', '62 dias'],
  [100, '100 days', '100 dias'],
  [183, '6 months', '6 meses'],
  [366, '12 months', '12 meses'],
  [396, '13 months', '13 meses'],
  [1_827, '5 years', '5 anos'],
  [3_660, '10 years', '10 anos'],
])('says for how long %i days are, in the largest unit that says it', (days, en, ptBr) => {
  const plain = (text: string) => text.replaceAll('\u00a0', ' ')
  expect([plain(formatKept(days * dayMs, 'en')), plain(formatKept(days * dayMs, 'pt-BR'))]).toEqual([en, ptBr])
})
