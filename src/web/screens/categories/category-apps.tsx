import { formatCpu } from '../../../core/format.ts'
import type { Locale } from '../../../core/texts/language.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import { sortedApps } from '../../../protocol/sorted-apps.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { usePages } from '../../data/use-pages.ts'
import { AppName } from '../../ui/app-name.tsx'
import { Bar } from '../../ui/bars.tsx'
import type { Column } from '../../ui/column.ts'
import { More } from '../../ui/more.tsx'
import { Empty } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { categoryWords } from '../../words/categories.ts'
import { useWords } from '../../words/words.ts'
import { CategoryName } from './rule-table.tsx'
import { useSpan } from './span.ts'
import { columnOfTold } from './told.ts'
import { activeOf, type TreeRow } from './tree.ts'
import { WithheldHint } from './withheld-hint.tsx'

type SortedApp = OutputOf<typeof sortedApps>['apps'][number]

/** The apps in a category and below it. */
export function CategoryApps({ row, tree }: { readonly row: TreeRow; readonly tree: readonly TreeRow[] }) {
  const words = useWords(categoryWords)
  const { org, locale } = useSelf()
  const [span] = useSpan()
  const [q = '', setQ] = useParam('q')
  const asked = { org: org.id, days: span, category: row.id, search: q }
  const found = usePages(sortedApps, asked, (answer) => answer.apps.length)
  const apps = found?.pages.flatMap((page) => page.apps) ?? []
  return (
    <Section
      title={words.inCategory}
      caption={words.inCategoryCaption}
      beside={<SearchField label={words.findApp} value={q} onChange={setQ} />}
    >
      {found === undefined ? (
        <Skeleton className="h-56" />
      ) : apps.length === 0 ? (
        <Empty title={q === '' ? words.noApps : words.noneFits(q)}>{q === '' ? words.noAppsHint : undefined}</Empty>
      ) : (
        <Table
          label={words.inCategory}
          columns={toColumns(apps, tree, words, locale)}
          rows={apps}
          rowKey={({ key }) => key}
        />
      )}
      <WithheldHint times={apps.map(({ time }) => time)} />
      {found?.hasMore && (
        <More text={words.more} busy={found.busy} left={found.last.total - apps.length} onMore={found.more} />
      )}
    </Section>
  )
}

function toColumns(
  apps: readonly SortedApp[],
  tree: readonly TreeRow[],
  words: (typeof categoryWords)['en'],
  locale: Locale,
): Column<SortedApp>[] {
  const most = Math.max(1, ...apps.map(({ time }) => activeOf(time) ?? 0))
  const tell = columnOfTold(
    apps.map(({ time }) => time),
    locale,
    words.withheld,
  )
  const byId = new Map(tree.map((one) => [one.id, one]))
  return [
    {
      ...{ id: 'app', head: words.columns.app, names: true },
      cell: (app) => (
        <>
          <AppName app={app} among={apps} />
          {(activeOf(app.time) ?? 0) > 0 && <Bar share={(activeOf(app.time) ?? 0) / most} />}
        </>
      ),
    },
    {
      ...{ id: 'category', head: words.columns.category, quiet: true, spare: true },
      cell: ({ categoryId }) => <CategoryName row={byId.get(categoryId ?? -1)} />,
    },
    { id: 'active', head: words.columns.active, align: 'right', cell: ({ time }) => tell(time) },
    {
      ...{ id: 'cpu', head: words.columns.cpu, align: 'right', quiet: true },
      cell: ({ cpuMs }) => formatCpu(cpuMs, locale),
    },
  ]
}
