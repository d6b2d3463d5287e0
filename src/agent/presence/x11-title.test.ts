import { describe, expect, it } from 'vitest'
import { toTitle } from './x11-title.ts'

const atoms = { STRING: 31, UTF8_STRING: 300, COMPOUND_TEXT: 301 }
const title = (type: number, ...parts: (string | Buffer)[]) =>
  toTitle(
    { type, data: Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))) },
    atoms,
  )

describe('toTitle', () => {
  it('toTitle › reads a text by its type', () => {
    expect(title(300, Buffer.from('Relatório — ação.md'))).toBe('Relatório — ação.md')
    expect(title(31, 'Relat\u00f3rio')).toBe('Relatório')
    expect(title(301, 'Relat\u00f3rio ', '\u001b%G', Buffer.from('— ação'), '\u001b%@', ' \u00e9')).toBe(
      'Relatório — ação é',
    )
    expect(title(7, 'a number')).toBe('')
  })

  it('toTitle › ends at the first NUL, and survives what is torn or wrong', () => {
    expect(title(31, 'one\0two')).toBe('one')
    expect(title(301, 'a', '\u001b%G', Buffer.from('é').subarray(0, 1))).toBe('a\ufffd')
    expect(title(301, '\u001b%G')).toBe('')
    expect(title(300, Buffer.from([0xff, 0x61]))).toBe('\ufffda')
  })
})
