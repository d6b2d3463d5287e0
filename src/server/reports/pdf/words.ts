import type { Rich } from '../../../core/texts/language.ts'
import { lackingSign, lettersOf, toShown, type Weight } from './fonts.ts'
import { type Doc, type Sheet, type Struct, widthIn } from './sheet.ts'

/** Text of one look. */
export interface Piece {
  readonly text: string
  readonly weight: Weight
  readonly color: string
  readonly size: number
}

/** What a line is printed of: pieces, each with its width. */
export type Line = readonly (Piece & { readonly width: number })[]

export interface Look {
  readonly size: number
  /** Height of a line. */
  readonly line: number
  readonly color: string
  readonly weight?: Weight
  /** What is strong in a sentence. */
  readonly strongColor?: string
}

/** A sentence in the pieces it is printed of. */
export const toPieces = (sentence: Rich | string, look: Look): Piece[] =>
  (typeof sentence === 'string' ? [sentence] : sentence).map((piece) => {
    const { size, color, weight = 'regular' } = look
    if (typeof piece === 'string') return { text: piece, weight, color, size }
    return { text: piece.strong, weight: 'medium', color: look.strongColor ?? color, size }
  })

/** Words between spaces at which a line may end; one may be of several pieces. No-break spaces are none. */
function toWords(pieces: readonly Piece[]): Piece[][] {
  const words: Piece[][] = []
  let glued = false
  for (const piece of pieces) {
    for (const [i, text] of toShown(piece.text).split(' ').entries()) {
      if (i > 0) glued = false
      if (text === '') continue
      if (glued) words.at(-1)!.push({ ...piece, text })
      else words.push([{ ...piece, text }])
      glued = true
    }
  }
  return words
}

const measure = (doc: Doc, { text, weight, size }: Piece) => widthIn(doc, text, weight, size)
const widthOfWord = (doc: Doc, word: readonly Piece[]) => word.reduce((sum, piece) => sum + measure(doc, piece), 0)

/** A word too long for a line, cut where the line ends. */
function cut(doc: Doc, word: readonly Piece[], width: number): Piece[][] {
  const parts: Piece[][] = [[]]
  let used = 0
  for (const piece of word)
    for (const text of lettersOf(piece.text)) {
      const letter = measure(doc, { ...piece, text })
      if (used + letter > width && used > 0) {
        parts.push([])
        used = 0
      }
      const last = parts.at(-1)!
      const open = last.at(-1)
      if (open && open.weight === piece.weight && open.color === piece.color)
        last[last.length - 1] = { ...open, text: open.text + text }
      else last.push({ ...piece, text })
      used += letter
    }
  return parts
}

/** Neighbours of one look become one piece, so that a reader of the file finds whole sentences. */
function toLine(doc: Doc, words: readonly (readonly Piece[])[]): Line {
  const line: Piece[] = []
  for (const [i, word] of words.entries())
    for (const [j, piece] of word.entries()) {
      const space = i > 0 && j === 0 ? ' ' : ''
      const open = line.at(-1)
      if (open && open.weight === piece.weight && open.color === piece.color && open.size === piece.size)
        line[line.length - 1] = { ...open, text: open.text + space + piece.text }
      else line.push({ ...piece, text: space + piece.text })
    }
  return line.map((piece) => ({ ...piece, width: measure(doc, piece) }))
}

/** Breaks pieces into lines no wider than `width` points. */
export function toLines(doc: Doc, pieces: readonly Piece[], width: number): Line[] {
  const lines: Piece[][][] = [[]]
  let used = 0
  const all = toWords(pieces).flatMap((word) => (widthOfWord(doc, word) > width ? cut(doc, word, width) : [word]))
  for (const word of all) {
    const room = widthOfWord(doc, word)
    const space = used > 0 ? measure(doc, { ...word[0]!, text: ' ' }) : 0
    if (used > 0 && used + space + room > width + 0.01) {
      lines.push([word])
      used = room
    } else {
      lines.at(-1)!.push(word)
      used += space + room
    }
  }
  return lines.map((words) => toLine(doc, words))
}

/** The narrowest column in which no word is cut, and the one in which nothing is broken. */
export function widthsOf(doc: Doc, pieces: readonly Piece[]): { readonly least: number; readonly most: number } {
  const words = toWords(pieces)
  const most = toLine(doc, words).reduce((sum, { width }) => sum + width, 0)
  return { least: Math.max(0, ...words.map((word) => widthOfWord(doc, word))), most }
}

const widthOfLine = (line: Line) => line.reduce((sum, { width }) => sum + width, 0)

/** Prints a line so that its letters stand on `y`. */
export function printLine(doc: Doc, line: Line, x: number, y: number): void {
  let at = x
  for (const { text, weight, size, color, width } of line) {
    doc.font(weight).fontSize(size).fillColor(color).text(text, at, y, { lineBreak: false, baseline: 'alphabetic' })
    at += width
  }
}

/** A line that goes on below ends with the space that was broken there, for whoever copies it. */
const endWithSpace = (line: Line): Line =>
  line.map((piece, i) => (i === line.length - 1 ? { ...piece, text: `${piece.text} ` } : piece))

export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly align?: 'left' | 'right'
}

/** Lines ready to be printed as one element of the document's structure. */
export interface Words {
  readonly lines: readonly Line[]
  readonly height: number
  /** What they say in full, where letters are lacking in the fonts. */
  readonly actual?: string
}

/** Breaks a sentence into lines. */
export function toText(doc: Doc, sentence: Rich | string, look: Look, width: number): Words {
  const pieces = toPieces(sentence, look)
  return { lines: toLines(doc, pieces, width), height: look.line, ...actualOf(pieces) }
}

/** What pieces say in full, where letters are lacking. */
export function actualOf(pieces: readonly Piece[]): { readonly actual?: string } {
  const text = pieces.map((piece) => piece.text).join('')
  const shown = toShown(text)
  return shown !== text && shown.includes(lackingSign) ? { actual: text } : {}
}

/**
 * Prints some of the lines. Where letters are lacking, the text in full goes with them: it is what a reader aloud says, and what
 * is found and copied.
 * @param element of the document's structure, which the words belong to; without one they are for the eye only
 */
export function printLines(sheet: Sheet, words: Words, place: Place, element?: Struct, from = 0, to?: number): void {
  const { doc } = sheet
  const { lines, height, actual } = words
  const inFull = actual !== undefined && element !== undefined && from === 0
  const print = () => {
    if (inFull) doc.markContent('Span', { actual })
    for (const [i, line] of lines.slice(from, to).entries()) {
      const x = place.align === 'right' ? place.x + place.width - widthOfLine(line) : place.x
      const isLast = from + i === lines.length - 1
      printLine(doc, isLast ? line : endWithSpace(line), x, place.y + (i + 0.5) * height + (line[0]?.size ?? 0) * 0.355)
    }
    if (inFull) doc.endMarkedContent()
  }
  if (element) element.add(print)
  else print()
  if (actual !== undefined) sheet.lacking = true
}
