import { formatCount, formatDuration } from '../../../core/format.ts'
import type { Interval } from '../../../core/spans.ts'
import { toLabel } from '../../../core/view/label.ts'
import type { TimelineDevice, WindowStretch } from '../../../protocol/usage-shapes.ts'
import { formatClock } from '../../data/instant.ts'
import { appName } from '../../data/names.ts'
import type { Column } from '../../ui/column.ts'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { dayWords } from '../../words/day.ts'
import { useLocale, useWords } from '../../words/words.ts'
import type { DayAnswer } from './span.ts'

type Stretch = WindowStretch & { readonly device: TimelineDevice }

/** The same as the picture, line by line. */
export function Stretches({ answer, span }: { readonly answer: DayAnswer; readonly span: Interval }) {
  const words = useWords(dayWords)
  const locale = useLocale()
  const { apps, zone, devices, titles } = answer
  const rows = devices
    .flatMap((device) => device.windows.map((one): Stretch => ({ ...one, device })))
    .filter(({ start, end }) => end > span.start && start < span.end)
    .sort((a, b) => a.start - b.start)
  if (rows.length === 0) return null
  const several = new Set(rows.map(({ device }) => device.id)).size > 1
  const columns: Column<Stretch>[] = [
    {
      ...{ id: 'when', head: words.when, names: true },
      cell: ({ start, end }) => (
        <span className="whitespace-nowrap font-normal">{`${formatClock(start, zone)}–${formatClock(end, zone)}`}</span>
      ),
    },
    {
      ...{ id: 'window', head: words.window },
      cell: ({ app, title, others, device }) => (
        <>
          <bdi>{appName(apps[app]!)}</bdi>
          {others !== undefined && (
            <span className="ml-2 text-label text-ink-3">{words.others(formatCount(others, locale))}</span>
          )}
          {several && <span className="ml-2 text-label text-ink-3">{toLabel(device.name, 40)}</span>}
          {title !== undefined && <bdi className="block text-note text-ink-2">{toLabel(title, 80)}</bdi>}
        </>
      ),
    },
    {
      ...{ id: 'length', head: words.length, align: 'right', quiet: true },
      cell: ({ start, end, frontMs }) => formatDuration(frontMs ?? end - start, locale),
    },
  ]
  return (
    <Section title={words.stretches} caption={words.stretchesCaption}>
      <Table label={words.stretches} columns={columns} rows={rows} rowKey={(row) => `${row.device.id} ${row.start}`} />
      {titles === 'withheld' && <p className="mt-2 text-note text-ink-2">{words.titlesWithheld}</p>}
    </Section>
  )
}
