import { expect, it } from 'vitest'
import { contract } from './contract.ts'

it.each([
  ['de uso ativo, de a semana 43 a a semana 44', 'de uso ativo, da semana 43 à semana 44'],
  ['em relação a a semana de 18 a 24 de outubro', 'em relação à semana de 18 a 24 de outubro'],
  ['registrado em a semana de 18 a 24 de outubro:', 'registrado na semana de 18 a 24 de outubro:'],
  ['de setembro de 2026 a outubro de 2026', 'de setembro de 2026 a outubro de 2026'],
  ['de terça a a semana 44 até agora', 'de terça à semana 44 até agora'],
])('takes the article of a week into the preposition: %s', (given, said) => {
  expect(contract(given)).toBe(said)
})
