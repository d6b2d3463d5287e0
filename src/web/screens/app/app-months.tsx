import {
  capitalise,
  columnOfDurations,
  formatCount,
  formatCpu,
  formatDuration,
  formatMemory,
  formatMonth,
  formatMonthName,
  noFigure,
} from '../../../core/format.ts'
import { textsOf } from '../../../core/texts/texts.ts'
import { monthOf } from '../../../core/time.ts'
import { useRange } from '../../data/range.ts'
import type { Column } from '../../ui/column.ts'
import { ColumnsChart } from '../../ui/columns-chart.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { appWords } from '../../words/app.ts'
import { useLocale, useWords } from '../../words/words.ts'
import type { AppAnswer } from './pictures.ts'

type Month = AppAnswer['months'][number]

const shownMonths = 12

/** The months of an app: how long, what it cost the machine, how often it came to life. */
export function AppMonths({ answer }: { readonly answer: AppAnswer }) {
  const words = useWords(appWords)
  const locale = useLocale()
  const { range } = useRange()
  const months = answer.months.slice(-shownMonths)
  const lengthOf = ({ activeMs, runningMs }: Month) => activeMs ?? runningMs
  const items = months.map((month) => ({
    id: month.month,
    label: formatMonthName(month.month, locale, 'short').replace('.', ''),
    value: lengthOf(month),
    figure: formatDuration(lengthOf(month), locale),
  }))
  return (
    <Section title={words.months} caption={words.monthsCaption}>
      <div className="mb-6">
        <ColumnsChart
          items={items}
          {...(range.unit !== 'year' && { current: monthOf(range.first) })}
          alternative={`${words.picture} ${items.map(({ label, figure }) => `${label} ${figure}`).join('; ')}.`}
        />
      </div>
      <MonthTable months={[...months].reverse()} />
    </Section>
  )
}

function MonthTable({ months }: { readonly months: readonly Month[] }) {
  const words = useWords(appWords)
  const locale = useLocale()
  const texts = textsOf(locale).apps
  const times = (of: (month: Month) => number | null) => {
    const format = columnOfDurations(Math.max(0, ...months.map((month) => of(month) ?? 0)), locale)
    return (month: Month) => {
      const ms = of(month)
      return ms === null ? noFigure : format(ms)
    }
  }
  const right = { align: 'right', quiet: true } as const
  const columns: Column<Month>[] = [
    {
      ...{ id: 'month', head: words.month, names: true },
      // It may break between its words on a phone.
      cell: ({ month }) => capitalise(formatMonth(month, locale), locale).replaceAll('\u00a0', ' '),
    },
    { id: 'active', head: texts.active, align: 'right', cell: times(({ activeMs }) => activeMs) },
    { ...right, id: 'front', head: texts.foreground, spare: true, cell: times(({ foregroundMs }) => foregroundMs) },
    { ...right, id: 'running', head: texts.running, spare: true, cell: times(({ runningMs }) => runningMs) },
    { ...right, id: 'cpu', head: texts.cpu, cell: ({ cpuMs }) => formatCpu(cpuMs, locale) },
    {
      ...right,
      id: 'memory',
      head: texts.memoryMean,
      cell: ({ memoryMeanKiB }) => formatMemory(memoryMeanKiB, locale),
    },
    {
      ...{ ...right, id: 'peak', head: texts.memoryPeak, spare: true },
      cell: ({ memoryPeakKiB }) => formatMemory(memoryPeakKiB, locale),
    },
    {
      ...{ ...right, id: 'launches', head: texts.launches, spare: true },
      cell: ({ launches }) => formatCount(launches, locale),
    },
  ]
  return (
    <Table
      label={words.months}
      columns={columns}
      rows={months}
      rowKey={({ month }) => month}
      sorting={{ by: 'active', way: 'descending' }}
    />
  )
}
