import { categoryWords } from '../../words/categories.ts'
import { useWords } from '../../words/words.ts'
import type { ToldTime } from './tree.ts'

/** Why some of the times above are not told. */
export function WithheldHint({ times }: { readonly times: readonly ToldTime[] }) {
  const words = useWords(categoryWords)
  if (!times.includes('withheld')) return null
  return <p className="mt-3 text-note text-ink-2">{words.withheldHint}</p>
}
