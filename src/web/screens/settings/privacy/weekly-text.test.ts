import { expect, it } from 'vitest'
import { toWeeklyText } from './weekly-text.ts'

it.each([
  ['mo-fr 08:00-18:00', 'Mon–Fri 08:00–18:00', 'seg–sex 08:00–18:00'],
  ['mo-fr 08:00-12:00, 13:00-18:00; sa 9:00-12:00', 'Mon–Fri 08:00–12:00 + 13:00–18:00, Sat 09:00–12:00', undefined],
  ['mo,we 08:00-10:00', 'Mon 08:00–10:00, Wed 08:00–10:00', undefined],
  ['fr 22:00-06:00', 'Fri 22:00–06:00', 'sex 22:00–06:00'],
  ['mo-su 00:00-24:00', 'Mon–Sun 00:00–24:00', undefined],
])('toWeeklyText › %s', (text, en, pt) => {
  expect(toWeeklyText(text, 'en')).toBe(en)
  if (pt !== undefined) expect(toWeeklyText(text, 'pt-BR')).toBe(pt)
})

it('toWeeklyText › says nothing of what is no schedule', () => {
  expect(toWeeklyText('always', 'en')).toBeUndefined()
})
