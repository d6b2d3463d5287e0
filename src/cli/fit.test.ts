import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shorten, wrap } from './fit.ts'
import { toTable } from './output.ts'
import { widthOf } from './text-width.ts'

describe('wrap', () => {
  it('breaks at spaces, and a path after a slash', () => {
    expect(wrap('nothing is recorded until there is room', 16)).toEqual([
      'nothing is',
      'recorded until',
      'there is room',
    ])
    expect(wrap('set aside: /home/ana/.local/share/usage-audit/agent', 20)).toEqual([
      'set aside: /home/',
      'ana/.local/share/',
      'usage-audit/agent',
    ])
    expect(wrap('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)])
  })

  it('loses nothing, and no line is too wide', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ç', '/', ' ', '漢', '👩‍🚀', '\u001b[2m') })
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (given, width) => {
        const lines = wrap(given, width)
        expect(lines.join('').replaceAll(' ', '')).toBe(given.replaceAll(' ', ''))
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width)
      }),
    )
  })
})

it('shorten › gives up the end', () => {
  expect([shorten('Visual Studio Code', 10), shorten('漢字漢字', 6), shorten('vim', 3)]).toEqual([
    'Visual St…',
    '漢字…',
    'vim',
  ])
})

describe('toTable in a width', () => {
  const rows = [
    ['Journal', '/home/ana/.local/share/usage-audit/agent/journal.db', 'default'],
    ['Agent', 'recording', 'flag'],
  ]

  it('wraps the column that may be wrapped', () => {
    expect(toTable(rows, { fit: { column: 1, by: 'wrapping' } }, 48).split('\n')).toEqual([
      'Journal  /home/ana/.local/share/       default',
      '         usage-audit/agent/journal.db',
      'Agent    recording                     flag',
      '',
    ])
  })

  it('shortens the column that may be shortened, and leaves alone what fits', () => {
    const [first] = toTable(rows, { fit: { column: 1, by: 'shortening' } }, 48).split('\n')
    expect(first).toBe('Journal  /home/ana/.local/share/usage-…  default')
    expect(toTable(rows, { fit: { column: 1, by: 'shortening' } }, 200)).toBe(toTable(rows))
  })
})
