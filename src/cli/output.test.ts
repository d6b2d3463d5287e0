import { describe, expect, it } from 'vitest'
import { toSafe, toScreen, toTable } from './output.ts'

describe('toTable', () => {
  it('aligns by what a terminal draws, figures on the right, nothing after the last letter', () => {
    const rows = [
      ['日本', '1', 'x'],
      ['vim', '1000', ''],
    ]
    expect(toTable(rows, { head: ['APP', 'N', 'NOTE'], right: [1] })).toBe(
      'APP      N  NOTE\n日本     1  x\nvim   1000\n',
    )
  })

  it('is empty without rows', () => {
    expect(toTable([])).toBe('')
  })
})

it('toSafe › lets nothing through that moves, rings, hides, colours or turns', () => {
  expect(toSafe('\u001b[31mred\u001b[39m')).toBe('\ufffd[31mred\ufffd[39m')
  expect(toSafe('a\u001b[2Jb\u001b]0;title\u0007c\nd\u202ee\u009bf')).toBe('a�[2Jb�]0;title�c�d�e�f')
})

describe('toScreen', () => {
  const coloured = (isTTY: boolean, env: Record<string, string>) => toScreen({ isTTY, write: () => {} }, env).colours

  it('colours a terminal only, unless told otherwise', () => {
    expect(coloured(true, {})).toBe(true)
    expect(coloured(false, {})).toBe(false)
    expect(coloured(true, { NO_COLOR: '1' })).toBe(false)
    expect(coloured(true, { NO_COLOR: '' })).toBe(true)
    expect(coloured(true, { TERM: 'dumb' })).toBe(false)
    expect(coloured(false, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(true)
    expect(coloured(true, { FORCE_COLOR: '0' })).toBe(false)
  })

  it('styles text only where colours are wanted', () => {
    const screen = (FORCE_COLOR: string) => toScreen({ write: () => {} }, { FORCE_COLOR })
    expect(screen('1').style('bold', 'x')).toBe('\u001b[1mx\u001b[22m')
    expect(screen('0').style('bold', 'x')).toBe('x')
  })

  it('is 80 columns wide where nobody knows', () => {
    expect(toScreen({ write: () => {} }, {}).width).toBe(80)
  })
})
