import { createRequire } from 'node:module'

// string-width knows every script and emoji, but takes 25 ms to load, as long as half of Node: it is fetched only for text
// that has more in it than letters, figures and lines one column wide.
const plain = /^[ -~\u00a0-\u024f\u2010-\u2027\u2030-\u205e\u2500-\u2595]*$/
const load = createRequire(import.meta.url)
let stringWidth: ((text: string) => number) | undefined

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one.
const colours = /\u001b\[[\d;]*m/g

/** The columns a text takes on a terminal, colours not counted. */
export function widthOf(text: string): number {
  const bare = text.replace(colours, '')
  if (plain.test(bare) && !bare.includes('\u00ad')) return bare.length
  stringWidth ??= (load('string-width') as { default: (text: string) => number }).default
  return stringWidth(bare)
}

/** A text that takes at most so many columns; what is cut ends in `…`. */
export function clip(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  const letters = [...text]
  while (letters.length > 0 && widthOf(letters.join('')) >= columns) letters.pop()
  return `${letters.join('')}…`
}
