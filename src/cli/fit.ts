import { widthOf } from './text-width.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one.
const signs = /\u001b\[[\d;]*m|./gsu

/** The text, its end given up for `…` where it is wider than that. */
export function shorten(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const [sign] of text.matchAll(signs)) {
    if (widthOf(kept + sign) > width - 1) break
    kept += sign
  }
  return `${kept.trimEnd()}…`
}

/** Lines no wider than that: broken at spaces, and what is too long for a line, as a path, after a slash or anywhere. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  const put = (part: string, glue: string) => {
    if (line && widthOf(line + glue + part) > width) {
      lines.push(line)
      line = part
    } else line = line ? line + glue + part : part
  }
  for (const word of text.split(' ')) {
    if (widthOf(word) <= width) put(word, ' ')
    else for (const [i, part] of breakUp(word, width).entries()) put(part, i === 0 ? ' ' : '')
  }
  return [...lines, line]
}

function breakUp(word: string, width: number): string[] {
  const parts = word.split(/(?<=[/\\])/)
  return parts.flatMap((part) => (widthOf(part) <= width ? [part] : chop(part, width)))
}

function chop(text: string, width: number): string[] {
  const parts = ['']
  for (const [sign] of text.matchAll(signs)) {
    if (widthOf(parts.at(-1) + sign) > width) parts.push('')
    parts[parts.length - 1] += sign
  }
  return parts
}
