/** A longer one may break within itself: a fingerprint, an address, a path. */
const mostLetters = 20
/** Letters are not all as wide: of words about as long, so many are measured. */
const few = 3

/** As lines break: at spaces, but not at those that hold two words together, and behind hyphens. */
const wordsIn = (text: string): string[] => text.split(/(?:[^\S\u00a0]|[/·-])+/).filter((word) => word !== '')

/**
 * @param texts what stands in a column
 * @returns the words that are to have room in it, the longest first
 */
export const longestWords = (texts: Iterable<string>): string[] =>
  [...new Set([...texts].flatMap(wordsIn))]
    .filter((word) => word.length <= mostLetters)
    .sort((a, b) => b.length - a.length)
    .slice(0, few)
