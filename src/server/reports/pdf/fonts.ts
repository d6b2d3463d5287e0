import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'

export type Weight = 'light' | 'regular' | 'medium'

const fromHere = createRequire(import.meta.url)

const files: Readonly<Record<Weight, string>> = {
  light: '300Light/Roboto_300Light.ttf',
  regular: '400Regular/Roboto_400Regular.ttf',
  medium: '500Medium/Roboto_500Medium.ttf',
}

const opened = new Map<Weight, Font>()

/**
 * A font that travels with the package, so that print is the same on every server. It is opened once per process: reading its
 * tables anew for each document takes ten times what a page does.
 */
export function fontOf(weight: Weight): Font {
  const known = opened.get(weight)
  if (known) return known
  const font = create(readFileSync(fromHere.resolve(`@expo-google-fonts/roboto/${files[weight]}`)))
  if (!('layout' in font)) throw new TypeError(`${files[weight]} is a collection of fonts`)
  // The reader of fonts remembers of which letters it first heard with a glyph. Each is met first as itself, and joined ones as the
  // letters they join: a part of another (the E of É) would have no letter in any later document, and nobody could find or copy it.
  for (const joined of ['ff', 'fi', 'fl', 'ffi', 'ffl']) font.layout(joined)
  for (const letter of font.characterSet) font.glyphForCodePoint(letter)
  opened.set(weight, font)
  return font
}

/** Stands for a letter that the fonts do not have. */
export const lackingSign = '\ufffd'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** What every text is made of but names; asked before the costly way. */
const plain = /^[\u0020-\u007e\u00a0-\u017f\u2012-\u2014\u2018-\u201d\u2026\u2212]*$/
/** Joiners, marks of direction and selectors of variants take no room. */
const invisible = /\p{Cf}|\p{Variation_Selector}/gu

/**
 * A text as the fonts can set it: each letter that they lack is one sign in its place, however many characters it is made of.
 * The fonts have Latin, Greek and Cyrillic letters, and no others.
 */
export function toShown(text: string): string {
  if (plain.test(text)) return text
  const font = fontOf('regular')
  return [...graphemes.segment(text.normalize('NFC'))]
    .map(({ segment }) => {
      const visible = segment.replace(invisible, '')
      const isKnown = [...visible].every((letter) => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))
      return isKnown ? visible : lackingSign
    })
    .join('')
}

/** The letters of a text one by one, as people count them. */
export const lettersOf = (text: string): string[] => [...graphemes.segment(text)].map(({ segment }) => segment)
