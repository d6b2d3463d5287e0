import fc from 'fast-check'
import { expect, it } from 'vitest'
import { includesText, toSought } from './sought.ts'

it('finds a text whatever its case, its accents and how they are written', () => {
  for (const name of ['Relatório', 'RELATÓRIO de maio', 'relato\u0301rio', 'meu relatorio'])
    for (const text of ['relatorio', 'Relatório', ' RELATO\u0301RIO '])
      expect([name, text, includesText([name], text)]).toEqual([name, text, true])
  expect(includesText(['Relatório'], 'relatarios')).toBe(false)
  expect(includesText([null, undefined, 'Ｆｉｒｅｆｏｘ'], 'fire')).toBe(true)
  expect(includesText([null], 'fire')).toBe(false)
  expect(includesText([null, 'Ação Studio'], 'AÇÃO')).toBe(true)
  expect(includesText(['vim'], 'emacs')).toBe(false)
  expect(includesText([null], ' ')).toBe(true)
  expect(toSought(' Configuração ')).toBe('configuracao')
})

it('finds any text in itself, and is the same when done twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(toSought(toSought(text))).toBe(toSought(text))
      expect(includesText([`a ${text} b`], text)).toBe(true)
    }),
  )
})
