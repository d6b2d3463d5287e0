import { categoryWords } from '../../words/categories.ts'
import { useWords } from '../../words/words.ts'
import type { ToldTime } from './tree.ts'

interface WithheldHintProps {
  readonly times: readonly ToldTime[]
  /** Their column is not there on a phone. */
  readonly spare?: boolean
}

/** Why some of the times above are not told. */
export function WithheldHint({ times, spare = false }: WithheldHintProps) {
  const words = useWords(categoryWords)
  if (!times.includes('withheld')) return null
  return <p className={`mt-3 text-note text-ink-2 ${spare ? 'hidden sm:block' : ''}`}>{words.withheldHint}</p>
}
