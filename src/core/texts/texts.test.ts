import { describe, expect, it } from 'vitest'
import { locales, type Texts } from './language.ts'
import { textsOf } from './texts.ts'

/** Stands for any figure or name, and for a number that chooses the plural. */
const numbers = ['devices', 'count', 'apps', 'launches']
const words = new Proxy(
  {},
  {
    get: (_, name) => {
      if (name === Symbol.toPrimitive) return () => '§'
      return numbers.includes(String(name)) ? 2 : '§'
    },
  },
)

/** Every sentence of a language by its place, functions called. */
function sentences(node: unknown, path: string): [string, string][] {
  if (typeof node === 'string') return [[path, node]]
  if (Array.isArray(node)) return [[path, node.map((piece) => piece.strong ?? piece).join('')]]
  if (typeof node === 'function') {
    const call = node as (argument: unknown) => unknown
    return ['numbers', 'words'].flatMap((kind) => {
      const made = call(kind === 'words' ? words : 2)
      return sentences(made, `${path}(${kind})`)
    })
  }
  return Object.entries(node as object).flatMap(([name, child]) => sentences(child, `${path}.${name}`))
}

/** The same in both languages, by right. */
const shared = ['.apps.app', '.apps.total']

const visible = (texts: Texts) => sentences(texts, '').filter(([, text]) => !/undefined|NaN|\[object/.test(text))

describe('textsOf', () => {
  it('textsOf › says nothing in Portuguese as it does in English', () => {
    const english = new Map(visible(textsOf('en')))
    for (const [path, text] of visible(textsOf('pt-BR'))) {
      if (shared.includes(path) || !/\p{L}{3}/u.test(text)) continue
      expect(text, path).not.toBe(english.get(path))
    }
  })

  it.each(locales)('textsOf › has no empty, doubled or trailing space in %s', (locale) => {
    for (const [path, text] of visible(textsOf(locale))) {
      expect(text, path).not.toBe('')
      expect(text, path).not.toMatch(/ {2}|\s$|\.\./)
    }
  })

  it('textsOf › chooses the plural', () => {
    const shown = (text: string) => text.replaceAll('\u00a0', ' ')
    const { headline: en } = textsOf('en')
    const { headline: pt, metrics } = textsOf('pt-BR')
    expect(shown(en.recordedOn(1))).toBe('recorded on 1 computer')
    expect(shown(en.recordedOn(2))).toBe('recorded on 2 computers')
    expect(shown(pt.recordedOn(1))).toBe('de registro em 1 computador')
    expect(shown(pt.recordedOn(1_200))).toBe('de registro em 1.200 computadores')
    expect(shown(metrics.daysOfDue(1))).toBe('com registro, de 1 dia previsto')
    expect(shown(metrics.daysOfDue(2))).toBe('com registro, de 2 dias previstos')
  })
})
