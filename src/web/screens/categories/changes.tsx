import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { capitalise, formatInstant } from '../../../core/format.ts'
import { rulesHistory } from '../../../protocol/categories.ts'
import { type OutputOf, query } from '../../../protocol/client.ts'
import { useSelf } from '../../data/self.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/column.ts'
import { Empty, Tag } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { counted } from '../../words/count.ts'
import { ruleWords } from '../../words/rules.ts'
import { useWords } from '../../words/words.ts'
import { underTabs } from './span.ts'
import { nameOfAction } from './use-rules.ts'

type Change = OutputOf<typeof rulesHistory>['changes'][number]

/** How many there are at first, and at most. */
const [page, most] = [50, 200]

/** What was changed, and what of it was taken back. */
export function Changes() {
  const words = useWords(ruleWords)
  const { org } = useSelf()
  const [limit, setLimit] = useState(page)
  const { data } = useQuery({
    ...query(rulesHistory, { org: org.id, limit }),
    placeholderData: keepPreviousData,
  })
  if (!data) return <Skeleton className="h-56" />
  if (data.changes.length === 0) return <Empty title={words.noChanges}>{words.noChangesHint}</Empty>
  return (
    <Section title={words.changes} caption={words.changesCaption} className={underTabs}>
      <ChangeTable changes={data.changes} />
      {data.next !== null && limit < most && (
        <Button className="mt-4" onClick={() => setLimit(most)}>
          {words.moreChanges}
        </Button>
      )}
    </Section>
  )
}

function ChangeTable({ changes }: { readonly changes: readonly Change[] }) {
  const words = useWords(ruleWords)
  const { locale, zone } = useSelf()
  const byRevision = new Map(changes.map((change) => [change.revision, change]))
  const nameOf = ({ action }: Change) => nameOfAction(action, words.actions)
  const columns: Column<Change>[] = [
    {
      ...{ id: 'at', head: words.changeColumns.at, quiet: true },
      cell: ({ at }) => formatInstant(at, locale, zone, 'year'),
    },
    {
      ...{ id: 'action', head: words.changeColumns.action, names: true },
      cell: (change) => {
        const undone = change.undoes === null ? undefined : byRevision.get(change.undoes)
        return capitalise(undone ? words.undoes(nameOf(undone)) : nameOf(change), locale)
      },
    },
    {
      ...{ id: 'extent', head: words.changeColumns.extent, align: 'right', quiet: true },
      cell: ({ categories, rules }) =>
        [
          categories > 0 && counted(locale, categories, words.categoryOne, words.categories),
          rules > 0 && counted(locale, rules, words.rule, words.rules),
        ]
          .filter(Boolean)
          .join(', '),
    },
    {
      ...{ id: 'state', head: words.changeColumns.state, align: 'right', spare: true },
      cell: ({ undone }) => undone && <Tag>{words.isUndone}</Tag>,
    },
  ]
  return <Table label={words.changes} columns={columns} rows={changes} rowKey={({ revision }) => revision} />
}
