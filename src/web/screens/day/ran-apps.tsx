import { formatCpu, formatDuration } from '../../../core/format.ts'
import { memberApps, myApps } from '../../../protocol/usage.ts'
import type { ListedApp } from '../../../protocol/usage-shapes.ts'
import { appName } from '../../data/names.ts'
import { useUsageSoon } from '../../data/usage.ts'
import type { Column } from '../../ui/column.ts'
import { ScreenLink } from '../../ui/link.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { dayWords } from '../../words/day.ts'
import { useLocale, useWords } from '../../words/words.ts'

const shown = '20'

/** What ran, where no computer tells what was in front: by what it cost the processor, over the whole day. */
export function RanApps({ day }: { readonly day: string }) {
  const words = useWords(dayWords)
  const { data } = useUsageSoon({ mine: myApps, theirs: memberApps }, { period: day, sort: 'cpu', limit: shown })
  if (!data) return <Skeleton className="h-64" />
  if (data.apps.length === 0) return null
  return (
    <Section title={words.ran} caption={words.ranCaption}>
      <RanTable apps={data.apps} />
    </Section>
  )
}

function RanTable({ apps }: { readonly apps: readonly ListedApp[] }) {
  const words = useWords(dayWords)
  const locale = useLocale()
  const columns: Column<ListedApp>[] = [
    {
      ...{ id: 'app', head: words.app, names: true },
      cell: (app) => (
        <ScreenLink to="app" search={{ app: app.key }} className="quiet-link">
          <bdi>{appName(app)}</bdi>
        </ScreenLink>
      ),
    },
    { id: 'cpu', head: words.cpu, align: 'right', cell: ({ cpuMs }) => formatCpu(cpuMs, locale) },
    {
      ...{ id: 'running', head: words.running, align: 'right', quiet: true },
      cell: ({ runningMs }) => formatDuration(runningMs, locale),
    },
  ]
  return (
    <Table
      label={words.ran}
      columns={columns}
      rows={apps}
      rowKey={({ key }) => key}
      sorting={{ by: 'cpu', way: 'descending' }}
    />
  )
}
