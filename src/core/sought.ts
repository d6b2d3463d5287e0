import { foldCase } from './redact/fold.ts'

/**
 * A text as it is looked for: in plain small letters, without accents and what cannot be seen. Wherever somebody types what they look
 * for both sides are made so, so that `relatorio` finds `Relatório` on every screen.
 */
export const toSought = (text: string): string =>
  // A sigma is written otherwise at the end of a word.
  foldCase(text.normalize('NFKD')).replaceAll('ς', 'σ').trim()

/** Whether a text stands somewhere in one of some others; an empty one does in all. */
export function includesText(texts: readonly (string | null | undefined)[], text: string): boolean {
  const sought = toSought(text)
  return sought === '' || texts.some((one) => one != null && toSought(one).includes(sought))
}
