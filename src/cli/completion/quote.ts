/** A word as bash and zsh take it literally. */
export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** A pattern of bash's and zsh's `case` in which only a `*` at its beginning is no letter. */
export const toPattern = (pattern: string): string =>
  pattern.startsWith('*') ? `*${quote(pattern.slice(1))}` : quote(pattern)

/** A word as fish takes it literally. */
export const quoteFish = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`
