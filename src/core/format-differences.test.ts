import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDuration } from './format.ts'
import { columnOfChanges, differenceOf, formatCpuChange, formatDifference, roundAccount } from './format-differences.ts'
import { formatMoney } from './format-money.ts'
import { hourMs, minuteMs } from './time.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('formatDifference', () => {
  it('formatDifference › is what a reader finds who subtracts what is printed', () => {
    const now = 142 * hourMs + 29 * minuteMs
    const before = 135 * hourMs + 31 * minuteMs
    expect(plain(formatDuration(now, 'en'))).toBe('142 h')
    expect(plain(formatDuration(before, 'en'))).toBe('136 h')
    expect(formatDifference(now, before, 'en')).toMatchObject({ sign: 1, signed: '+6\u00a0h' })
    expect(plain(formatDifference(2 * hourMs, 2.5 * hourMs, 'en').signed)).toBe('\u221230 min')
    expect(plain(formatDifference(hourMs, hourMs, 'en').signed)).toBe('0 s')
  })

  it('differenceOf › is the same in a column as in a sentence', () => {
    const [is, was] = [34 * hourMs - 31_000, 35 * hourMs + 31_000]
    expect(plain(formatDifference(is, was, 'en').signed)).toBe('\u22121 h 02')
    expect(plain(columnOfChanges(10 * hourMs, 'en')(differenceOf(is, was)))).toBe('\u22121 h 02')
  })
})

describe('columnOfChanges', () => {
  it('columnOfChanges › keeps the sign of what is too little to see', () => {
    const format = columnOfChanges(10 * hourMs, 'en')
    expect([324, -130, 0].map((minutes) => plain(format(minutes * minuteMs)))).toEqual([
      '+5 h 24',
      '\u22122 h 10',
      '0 h 00',
    ])
    expect(plain(format(2_000))).toBe('+0 h 00')
    expect(plain(formatCpuChange(-0.6 * hourMs, 'pt-BR'))).toBe('\u221236,0 min')
  })
})

describe('roundAccount', () => {
  it('roundAccount › comes to its last figure in whole units, and moves no line by a whole unit more than it must', () => {
    const ms = fc.integer({ min: -50 * hourMs, max: 50 * hourMs })
    fc.assert(
      fc.property(
        fc.nat(400 * hourMs),
        fc.array(ms, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        (from, lines, slack) => {
          const to = from + lines.reduce((sum, each) => sum + each, 0)
          fc.pre(to >= 0 && Math.max(from, to) >= 2 * hourMs)
          const account = roundAccount(from, lines, to, slack ? lines.length - 1 : undefined)
          expect(account.from + account.lines.reduce((sum, each) => sum + each, 0)).toBe(account.to)
          account.lines.forEach((each, i) => {
            if (slack && i === lines.length - 1) return
            expect(Math.abs(each - lines[i]!)).toBeLessThanOrEqual(slack ? minuteMs / 2 : 1.5 * minuteMs)
          })
        },
      ),
    )
  })
})

describe('formatMoney', () => {
  it('formatMoney › is written as where the reader is, and knows a currency by its code where it knows no sign', () => {
    expect(plain(formatMoney(130_800, 'BRL', 'pt-BR'))).toBe('R$ 1.308,00')
    expect(formatMoney(130_800, 'BRL', 'en')).toBe('R$1,308.00')
    expect(plain(formatMoney(100, 'XYZ', 'en'))).toBe('XYZ 1.00')
    expect(plain(formatMoney(-100, 'not one', 'en'))).toBe('\u22121.00 not one')
  })
})
