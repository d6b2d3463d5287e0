/** Where something secret stands, `[start, end)` in UTF-16 units of a folded text, and what is put there instead. */
export interface Finding {
  readonly start: number
  readonly end: number
  readonly placeholder: string
}

/** Finds one kind of secret in a folded text. Pure, and linear in the text but for a small factor: titles are hostile. */
export type Find = (text: string) => Finding[]

/**
 * Finds what a pattern matches and `accept` takes.
 * @param pattern with the flags `g`, and `d` if it has a group: then only what that group matched is replaced
 */
export const findBy =
  (pattern: RegExp, placeholder: string, accept: (found: string) => boolean = () => true): Find =>
  (text) => {
    const findings: Finding[] = []
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const [start, end] = match.indices?.[1] ?? [match.index, match.index + match[0].length]
      if (accept(text.slice(start, end))) findings.push({ start, end, placeholder })
      // What was refused may hide what begins a character later.
      else pattern.lastIndex = match.index + 1
    }
    return findings
  }

/** What any of several finds. */
export const findAny =
  (...finds: readonly Find[]): Find =>
  (text) =>
    finds.flatMap((find) => find(text))

export const digitsOf = (text: string): number[] => [...text.replace(/\D/g, '')].map(Number)
