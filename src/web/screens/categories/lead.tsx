import { formatPercent } from '../../../core/format.ts'
import { useSelf } from '../../data/self.ts'
import { Hero } from '../../ui/figures.tsx'
import { Empty } from '../../ui/notice.tsx'
import { categoryWords } from '../../words/categories.ts'
import { counted } from '../../words/count.ts'
import { useWords } from '../../words/words.ts'
import { useSpan } from './span.ts'
import type { UnsortedShare } from './tree.ts'

/** How much there still is to sort: the first thing that somebody wants to know here. */
export function Lead({ share: { share, of, atMost, apps, any } }: { readonly share: UnsortedShare }) {
  const words = useWords(categoryWords)
  const { locale } = useSelf()
  const [span] = useSpan()
  const within = words.ofSpan[span]
  if (!any) return <Empty title={words.nothing(within)}>{words.nothingHint}</Empty>
  if (apps === 0) return <Hero figure={formatPercent(0, locale)} label={words.allSorted(within)} />
  const many = counted(locale, apps, words.app, words.apps)
  if (share === null) return <Hero figure="" label={words.unsortedWithheld(within, many)} />
  const says = atMost ? words.unsortedAtMost : of === 'cpu' ? words.unsortedCpu : words.unsortedShare
  return <Hero figure={formatPercent(share, locale)} label={says(within, many)} />
}
