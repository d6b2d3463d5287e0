import stringWidth from 'string-width'

/** Letters of which each has a column of its own: nearly all that a report says, and lines and bars. Asked before the costly way. */
const plain = /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2015\u2018-\u201d\u2026\u2212\u2500-\u259f]*$/

/** How many columns a terminal gives a text. */
export const widthOf = (text: string): number => (plain.test(text) ? text.length : stringWidth(text))

const segmenter = new Intl.Segmenter()

/** The text, or as many whole letters as fit before an ellipsis. */
export function cutToWidth(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const { segment } of segmenter.segment(text)) {
    if (widthOf(kept + segment) > width - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Keeps a name written from right to left from turning round the figures after it. */
export const isolate = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text)

/** A text in a field of its own, cut if it must be. */
export function pad(text: string, width: number, align: 'left' | 'right'): string {
  const shown = cutToWidth(text, width)
  const space = ' '.repeat(width - widthOf(shown))
  return align === 'right' ? space + isolate(shown) : isolate(shown) + space
}

/** Lines of whole words; a word wider than the line is cut into pieces. Non-breaking spaces do not break. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((each) => piecesOf(each, width))) {
    if (line && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return [...lines, line]
}

function piecesOf(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const { segment } of segmenter.segment(word)) {
    if (widthOf(piece + segment) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += segment
  }
  return [...pieces, piece]
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█']

/** A bar of `share` of the width, to an eighth of a column; something is never nothing. */
export function barOf(share: number, width: number): string {
  const length = share > 0 ? Math.max(1, Math.round(share * width * 8)) : 0
  return '█'.repeat(Math.floor(length / 8)) + (eighths[length % 8] ?? '')
}
