/**
 * What must not reach a terminal, a mail or a screen: control characters, marks that reorder text, line separators,
 * invisible tags, and half characters (what is left of invalid UTF-16).
 */
const lineBreak = /[\t\n\v\f\r\u0085\p{Zl}\p{Zp}]+/gu
const hidden = /[\p{Cc}\p{Bidi_Control}\uFEFF\u{E0000}-\u{E007F}]/gu
const half = /\p{Cs}/gu

/**
 * Hostile text as one harmless line: breaks become a space, what is hidden is dropped, half characters become U+FFFD, and
 * more than `maxLength` UTF-16 units end in `…` without cutting a character in two. May be empty.
 */
export function toPlainText(text: string, maxLength: number): string {
  const plain = text.replace(lineBreak, ' ').replace(hidden, '').replace(half, '\uFFFD').trim()
  if (plain.length <= maxLength) return plain
  return `${plain.slice(0, maxLength - 1).replace(half, '')}…`
}
