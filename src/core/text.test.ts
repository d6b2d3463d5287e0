import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPlainText } from './text.ts'

describe('toPlainText', () => {
  it('toPlainText › keeps ordinary names of every script', () => {
    for (const name of ['Firefox', 'Планета', 'می‌خواهم', '👩‍💻 editor', 'a  b'])
      expect(toPlainText(name, 200)).toBe(name)
  })

  it('toPlainText › drops escapes, bells and marks that reorder text', () => {
    expect(toPlainText('\u001b[31mred\u0007\u009b', 200)).toBe('[31mred')
    expect(toPlainText('invoice\u202Efdp.exe\u2066', 200)).toBe('invoicefdp.exe')
    expect(toPlainText('\uFEFFname\u{E0041}', 200)).toBe('name')
  })

  it('toPlainText › makes one line of many', () => {
    expect(toPlainText('a\r\nb\u2028c\td\n', 200)).toBe('a b c d')
  })

  it('toPlainText › shows invalid text as U+FFFD', () => {
    expect(toPlainText('a\uD800b', 200)).toBe('a\uFFFDb')
  })

  it('toPlainText › shortens without cutting a character in two', () => {
    expect(toPlainText('abcdef', 4)).toBe('abc…')
    expect(toPlainText('ab👩cd', 4)).toBe('ab…')
  })

  it('toPlainText › is harmless whatever comes in', () => {
    void fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (text, maxLength) => {
        const plain = toPlainText(text, maxLength)
        expect(plain.length).toBeLessThanOrEqual(maxLength)
        expect(plain).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u)
        expect(toPlainText(plain, maxLength)).toBe(plain)
      }),
    )
  })
})
