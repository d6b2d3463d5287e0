import { toLabel } from '../../core/view/label.ts'
import { useWhose } from '../data/usage.ts'
import { Notice } from '../ui/notice.tsx'
import { overviewWords } from '../words/overview.ts'
import { useWords } from '../words/words.ts'

/** Whose figures one looks at, where they are somebody else's: said before any of them. */
export function Whose({ name }: { readonly name: string }) {
  const words = useWords(overviewWords)
  const whose = useWhose()
  if (!whose) return null
  return (
    <div className="mt-6">
      <Notice tone="look">
        {words.looking(toLabel(name, 60))} “{toLabel(whose.reason, 200)}”
      </Notice>
    </div>
  )
}
