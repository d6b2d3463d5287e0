/** Consonants that no font confuses and that spell nothing: eight of them are one of 25 thousand million codes. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'
const length = 8

/** A code that a person reads on one screen and types at another, `WDJB-MJHT`. @param random 0 ≤ random() < 1 */
export function toUserCode(random: () => number): string {
  const code = Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('')
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`
}

/** What somebody typed, as it was told; undefined if it cannot be a code. */
export function parseUserCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s\p{Pd}]/gu, '')
  if (code.length !== length || [...code].some((letter) => !letters.includes(letter))) return undefined
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`
}
