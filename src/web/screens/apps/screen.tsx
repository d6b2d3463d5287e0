import { useDeferredValue } from 'react'
import { columnOfDurations, formatCount, formatCpu, formatMemory, noFigure } from '../../../core/format.ts'
import { columnOfChanges, differenceOf } from '../../../core/format-differences.ts'
import type { Locale, Texts } from '../../../core/texts/language.ts'
import { textsOf } from '../../../core/texts/texts.ts'
import { appOrders, memberApps, myApps } from '../../../protocol/usage.ts'
import type { ListedApp } from '../../../protocol/usage-shapes.ts'
import { categoryName } from '../../data/names.ts'
import { useParam } from '../../data/param.ts'
import { useRange } from '../../data/range.ts'
import { useUsageSoon } from '../../data/usage.ts'
import { PeriodHead } from '../../shell/period-bar.tsx'
import { AppName } from '../../ui/app-name.tsx'
import { Bar } from '../../ui/bars.tsx'
import type { Column, Sorting } from '../../ui/column.ts'
import { ScreenLink } from '../../ui/link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Section } from '../../ui/section.tsx'
import { ScreenSkeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { appsWords } from '../../words/apps.ts'
import { counted } from '../../words/count.ts'
import { useLocale, useWords } from '../../words/words.ts'

/** The most that the server gives at once. */
const page = '200'

type Order = (typeof appOrders)[number]

/** Every app of a period, by whatever one wants to know. */
export function Screen() {
  const words = useWords(appsWords)
  const locale = useLocale()
  const { range } = useRange()
  const [sort, setSort] = useParam('sort', 'active')
  const [q = '', setQ] = useParam('q')
  const order = appOrders.find((one) => one === sort) ?? 'active'
  const asked = { period: range.name, sort: order, limit: page, ...(useDeferredValue(q) && { q }) }
  const { data } = useUsageSoon({ mine: myApps, theirs: memberApps }, asked)
  return (
    <>
      <PeriodHead screen={words.title} units={['week', 'month', 'year']} />
      <div className="mt-8">
        {data ? (
          <Section
            title={words.title}
            caption={words.caption({ total: counted(locale, data.total, words.one, words.other) })}
            beside={<SearchField label={words.filter} value={q} onChange={setQ} />}
          >
            {data.apps.length === 0 ? (
              <Empty title={q === '' ? words.none : words.noneFits(q)} />
            ) : (
              <AppTable apps={data.apps} order={order} onOrder={setSort} />
            )}
          </Section>
        ) : (
          <ScreenSkeleton />
        )}
      </div>
    </>
  )
}

interface AppTableProps {
  readonly apps: readonly ListedApp[]
  readonly order: Order
  onOrder(order: string): void
}

function AppTable({ apps, order, onOrder }: AppTableProps) {
  const words = useWords(appsWords)
  const locale = useLocale()
  const columns = toColumns(apps, { words, texts: textsOf(locale).apps, locale, order })
  const sorting: Sorting = { by: order, way: order === 'name' ? 'ascending' : 'descending' }
  return (
    <Table
      label={words.title}
      columns={columns}
      rows={apps}
      rowKey={({ key }) => key}
      sorting={sorting}
      onSort={({ by }) => onOrder(by)}
    />
  )
}

interface Telling {
  readonly words: { readonly category: string; readonly change: string; readonly uncategorised: string }
  readonly texts: Texts['apps']
  readonly locale: Locale
  readonly order: Order
}

/** What bars under the names show: what the table is sorted by, or active time. */
const measures: Partial<Readonly<Record<Order, (app: ListedApp) => number>>> = {
  foreground: (app) => app.foregroundMs ?? 0,
  running: (app) => app.runningMs,
  cpu: (app) => app.cpuMs,
  memory: (app) => app.memoryMeanKiB,
  launches: (app) => app.launches,
}

function toColumns(apps: readonly ListedApp[], { words, texts, locale, order }: Telling): Column<ListedApp>[] {
  const measure = measures[order] ?? ((app: ListedApp) => app.activeMs ?? 0)
  const most = Math.max(1, ...apps.map(measure))
  const times = (of: (app: ListedApp) => number | null) => {
    const format = columnOfDurations(Math.max(0, ...apps.map((app) => of(app) ?? 0)), locale)
    return (app: ListedApp) => {
      const ms = of(app)
      return ms === null ? noFigure : format(ms)
    }
  }
  const right = { align: 'right', sorts: 'descending' } as const
  return [
    {
      ...{ id: 'name', head: texts.app, names: true, sorts: 'ascending' },
      cell: (app) => (
        <ScreenLink to="app" search={{ app: app.key }} className="quiet-link">
          <AppName app={app} among={apps} />
          {measure(app) > 0 && <Bar share={measure(app) / most} />}
        </ScreenLink>
      ),
    },
    {
      ...{ id: 'category', head: words.category, spare: true, quiet: true },
      cell: ({ category }) => categoryName(category, locale) ?? words.uncategorised,
    },
    { ...right, id: 'active', head: texts.active, cell: times(({ activeMs }) => activeMs) },
    {
      ...right,
      id: 'foreground',
      head: texts.foreground,
      quiet: true,
      spare: true,
      cell: times((app) => app.foregroundMs),
    },
    { ...right, id: 'running', head: texts.running, quiet: true, spare: true, cell: times((app) => app.runningMs) },
    { ...right, id: 'cpu', head: texts.cpu, quiet: true, cell: ({ cpuMs }) => formatCpu(cpuMs, locale) },
    {
      ...{ ...right, id: 'memory', head: texts.memoryMean, quiet: true, spare: 'most' },
      cell: ({ memoryMeanKiB }) => formatMemory(memoryMeanKiB, locale),
    },
    {
      ...{ ...right, id: 'launches', head: texts.launches, quiet: true, spare: 'most' },
      cell: ({ launches }) => formatCount(launches, locale),
    },
    { id: 'change', head: words.change, align: 'right', quiet: true, spare: true, cell: toChanges(apps, locale) },
  ]
}

function toChanges(apps: readonly ListedApp[], locale: Locale) {
  const changeOf = ({ activeMs, previous }: ListedApp) =>
    activeMs === null || previous?.activeMs == null ? null : differenceOf(activeMs, previous.activeMs)
  const format = columnOfChanges(Math.max(0, ...apps.map((app) => Math.abs(changeOf(app) ?? 0))), locale)
  return (app: ListedApp) => {
    const ms = changeOf(app)
    return ms === null ? noFigure : format(ms)
  }
}
