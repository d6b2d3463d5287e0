/** A text in its plainest letters, and where each of them stands in the text it was made of. */
export interface Folded {
  readonly text: string
  /** `[start, end)` in the text as it was given, of `[start, end)` in the folded one. */
  toGiven(start: number, end: number): { readonly start: number; readonly end: number }
}

/** What is drawn over, between or beside letters and is none: marks, zero-width and soft characters, variation selectors. */
const invisible = /^[\p{M}\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0]$/u
const dash = /^\p{Pd}$/u
const space = /^\p{Z}$/u
const digit = /^\p{Nd}$/u

/**
 * Takes away what only hides a text from those who look for something in it: full-width letters and digits of any script become
 * plain ones, any dash `-`, any space ` `, and what is invisible is left out. `４１１１​` → `4111`. Case stays.
 */
export function fold(given: string): Folded {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  let at = 0
  for (const character of given) {
    const plain = character.codePointAt(0)! < 0x7f && character >= ' ' ? character : foldCharacter(character)
    for (let i = 0; i < plain.length; i++) {
      starts.push(at)
      ends.push(at + character.length)
    }
    text += plain
    at += character.length
  }
  return { text, toGiven: (start, end) => ({ start: starts[start]!, end: ends[end - 1]! }) }
}

function foldCharacter(character: string): string {
  if (/[\t-\r\u0085]/.test(character)) return ' '
  if (invisible.test(character)) return ''
  if (dash.test(character) || character === '\u2212') return '-'
  if (space.test(character)) return ' '
  if (digit.test(character)) return String(digitOf(character.codePointAt(0)!))
  return character.normalize('NFKC').replace(/[\p{M}\p{Cf}]/gu, '')
}

/** Digits stand in rows of ten, 0 first. */
function digitOf(code: number): number {
  let zero = code
  while (digit.test(String.fromCodePoint(zero - 1))) zero--
  return (code - zero) % 10
}

/** A text in its plainest lower-case letters, as patterns are compared with it. */
export const foldCase = (text: string): string => (/^[ -~]*$/.test(text) ? text : fold(text).text).toLowerCase()
