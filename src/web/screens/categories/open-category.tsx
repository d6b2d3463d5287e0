import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { formatCpu } from '../../../core/format.ts'
import { type OutputOf, query } from '../../../protocol/client.ts'
import { sortedApps } from '../../../protocol/sorted-apps.ts'
import { appName } from '../../data/names.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import type { Column } from '../../ui/column.ts'
import { ScreenLink } from '../../ui/link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { categoryWords } from '../../words/categories.ts'
import { useWords } from '../../words/words.ts'
import { useSpan } from './span.ts'
import { columnOfTold } from './told.ts'
import type { TreeRow } from './tree.ts'

interface OpenCategoryProps {
  readonly id: number
  readonly tree: readonly TreeRow[]
  readonly revision: number
}

/** One category: the apps in it, and the rules that lead there. */
export function OpenCategory({ id, tree }: OpenCategoryProps) {
  const words = useWords(categoryWords)
  const row = tree.find((one) => one.id === id)
  return (
    <>
      <p className="mb-6 text-note">
        <ScreenLink to="categories" search={{ category: undefined }}>
          {words.back}
        </ScreenLink>
      </p>
      {row ? <CategoryApps row={row} tree={tree} /> : <Empty title={words.gone} />}
    </>
  )
}

type SortedApp = OutputOf<typeof sortedApps>['apps'][number]

function CategoryApps({ row, tree }: { readonly row: TreeRow; readonly tree: readonly TreeRow[] }) {
  const words = useWords(categoryWords)
  const { org, locale } = useSelf()
  const [span] = useSpan()
  const [q = '', setQ] = useParam('q')
  const { data } = useQuery({
    ...query(sortedApps, { org: org.id, days: span, category: row.id, search: q, limit: 200 }),
    placeholderData: keepPreviousData,
  })
  const apps = data?.apps ?? []
  const tell = columnOfTold(
    apps.map(({ time }) => time),
    locale,
    words.withheld,
  )
  const columns: Column<SortedApp>[] = [
    { id: 'app', head: words.columns.app, names: true, cell: (app) => <bdi>{appName(app)}</bdi> },
    {
      ...{ id: 'category', head: words.columns.category, quiet: true, spare: true },
      cell: ({ categoryId }) => <bdi>{tree.find(({ id }) => id === categoryId)?.label}</bdi>,
    },
    { id: 'active', head: words.columns.active, align: 'right', cell: ({ time }) => tell(time) },
    {
      ...{ id: 'cpu', head: words.columns.cpu, align: 'right', quiet: true },
      cell: ({ cpuMs }) => formatCpu(cpuMs, locale),
    },
  ]
  return (
    <Section
      title={row.path}
      caption={words.inCategoryCaption(words.ofSpan[span])}
      beside={<SearchField label={words.findApp} value={q} onChange={setQ} />}
    >
      {data === undefined ? (
        <Skeleton className="h-56" />
      ) : apps.length === 0 ? (
        <Empty title={q === '' ? words.noApps : words.noneFits(q)}>{q === '' ? words.noAppsHint : undefined}</Empty>
      ) : (
        <Table label={words.inCategory} columns={columns} rows={apps} rowKey={({ key }) => key} />
      )}
    </Section>
  )
}
