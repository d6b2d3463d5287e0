import { useSuspenseQuery } from '@tanstack/react-query'
import { formatCount } from '../../../core/format.ts'
import { ruleSuggestions } from '../../../protocol/categories.ts'
import { query } from '../../../protocol/client.ts'
import { useSelf } from '../../data/self.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { categoryWords } from '../../words/categories.ts'
import { counted } from '../../words/count.ts'
import { unsortedWords } from '../../words/unsorted.ts'
import { useWords } from '../../words/words.ts'
import { underTabs, useSpan } from './span.ts'
import type { TreeRow } from './tree.ts'
import { UnsortedTable } from './unsorted-table.tsx'
import { useChoice } from './use-choice.ts'

/** The most that the server gives at once. */
const page = 200

/** Apps that no rule takes, each with where it may belong: accepted one by one or several at once. */
export function Unsorted({ tree }: { readonly tree: readonly TreeRow[] }) {
  const words = useWords(unsortedWords)
  const { ofSpan } = useWords(categoryWords)
  const { org, locale } = useSelf()
  const [span] = useSpan()
  const { data } = useSuspenseQuery(query(ruleSuggestions, { org: org.id, days: span, limit: page }))
  const { total, apps, revision } = data
  const choice = useChoice(apps, tree, revision)
  const { selected, ready, table, busy } = choice
  const many = (n: number) => counted(locale, n, words.app, words.apps)
  if (total === 0) return <Empty title={words.none}>{words.noneHint}</Empty>
  const anySuggested = apps.some(({ suggestion }) => suggestion)
  const suggested = apps.filter(({ key }) => ready(key)).map(({ key }) => key)
  return (
    <Section
      title={words.title({ count: many(total), of: ofSpan[span] })}
      caption={anySuggested ? words.caption : words.captionPlain}
      className={underTabs}
    >
      {/* Always there, or the table would move down under the hand that chooses in it. */}
      <div className="no-print mb-4 flex flex-wrap items-center gap-x-4 gap-y-3">
        <Button kind="main" disabled={selected.length === 0} busy={busy} onClick={() => choice.accept(selected)}>
          {selected.length === 0 ? words.acceptSelected : words.acceptSeveral(many(selected.length))}
        </Button>
        {anySuggested && (
          <Button onClick={() => choice.select(selected.length > 0 ? [] : suggested)}>
            {selected.length > 0 ? words.selectNone : words.selectAll}
          </Button>
        )}
        <p className="hidden text-note text-ink-2 sm:block">{anySuggested ? words.keys : words.keysPlain}</p>
      </div>
      <Problem of={choice.problem} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of what is in it, which all can be reached without them */}
      <div ref={table} onKeyDown={choice.onKeyDown(suggested)}>
        <UnsortedTable apps={apps} tree={tree} choice={choice} />
      </div>
      {total > apps.length && (
        <p className="mt-3 text-note text-ink-2">{words.ofMany(formatCount(apps.length, locale))}</p>
      )}
    </Section>
  )
}
