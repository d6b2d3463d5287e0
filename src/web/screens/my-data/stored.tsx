import { formatCount, formatYear, noFigure } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import type { myStored } from '../../../protocol/rights.ts'
import { formatKept } from '../../data/kept-for.ts'
import type { Column } from '../../ui/column.ts'
import { Figures, Hero } from '../../ui/figures.tsx'
import { Empty } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { counted } from '../../words/count.ts'
import { myDataWords } from '../../words/my-data.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { countAll, countByKind, keptMs, type StoredKind, storedKinds } from './kinds.ts'

export type Stored = OutputOf<typeof myStored>
export type StoredDevice = Stored['devices'][number]

/** In one figure and four: how much there is. */
export function Summary({ stored: { tables, devices, kinds, firstDay, lastDay } }: { readonly stored: Stored }) {
  const words = useWords(myDataWords)
  const locale = useLocale()
  if (firstDay === null || lastDay === null)
    return (
      <div className="pt-10 pb-8">
        <Empty title={words.none}>{words.noneHint}</Empty>
      </div>
    )
  const days = tables.personDays ?? tables.days ?? 0
  const [from, to] = [formatYear(firstDay, locale), formatYear(lastDay, locale)]
  const hasTitles = kinds.includes('titles')
  return (
    <div className="flex flex-col gap-6 pt-8 pb-8 sm:pt-10 lg:grid lg:grid-cols-[auto_minmax(0,1fr)] lg:items-end lg:gap-16">
      <Hero
        figure={counted(locale, days, words.day, words.days)}
        label={days === 1 ? words.heroOne(from) : words.hero({ from, to })}
      />
      <Figures
        figures={[
          { figure: counted(locale, devices.length, words.computer, words.computers), label: words.figures.computers },
          { figure: counted(locale, countAll(tables), words.record, words.records), label: words.figures.records },
          {
            figure: hasTitles ? words.titles : words.noTitles,
            label: hasTitles ? words.figures.titles : words.figures.noTitles,
          },
          { figure: counted(locale, tables.accessLog ?? 0, words.time, words.times), label: words.figures.looks },
        ]}
      />
    </div>
  )
}

/** By kind, with how long each is kept; and by computer. */
export function StoredSection({ stored }: { readonly stored: Stored }) {
  const words = useWords(myDataWords)
  const { devices } = stored
  return (
    <Section title={words.storedTitle} caption={words.storedCaption}>
      <KindTable stored={stored} />
      {devices.length > 0 && (
        <>
          <h3 className="mt-8 mb-2 text-body font-semibold">{words.byComputer}</h3>
          <DeviceTable devices={devices} />
        </>
      )}
    </Section>
  )
}

function KindTable({ stored: { tables, kinds, retention } }: { readonly stored: Stored }) {
  const words = useWords(myDataWords)
  const locale = useLocale()
  const counts = countByKind(tables)
  const keptFor = (kind: StoredKind) => {
    const ms = keptMs(kind, retention)
    return ms === undefined ? (kind === 'account' ? words.account : words.ever) : formatKept(ms, locale)
  }
  const rowsOf = (kind: StoredKind) => {
    if (kind !== 'titles') return formatCount(counts.get(kind) ?? 0, locale)
    return kinds.includes('titles') ? words.yes : words.no
  }
  const columns: Column<StoredKind>[] = [
    {
      ...{ id: 'what', head: words.what, names: true, total: words.total },
      cell: (kind) => (
        <>
          {words.kinds[kind][0]}
          <span className="block text-note font-normal text-ink-2">{words.kinds[kind][1]}</span>
        </>
      ),
    },
    {
      ...{ id: 'rows', head: words.rows, align: 'right', total: formatCount(countAll(tables), locale) },
      cell: rowsOf,
    },
    { id: 'kept', head: words.kept, align: 'right', quiet: true, cell: keptFor },
  ]
  return <Table label={words.storedTitle} columns={columns} rows={storedKinds} rowKey={(kind) => kind} totals />
}

function DeviceTable({ devices }: { readonly devices: readonly StoredDevice[] }) {
  const words = useWords(myDataWords)
  const locale = useLocale()
  const day = (given: string | null) => (given === null ? noFigure : formatYear(given, locale))
  const columns: Column<StoredDevice>[] = [
    {
      ...{ id: 'name', head: words.computer, names: true },
      cell: ({ name, device }) => <bdi>{toLabel(name, 80) || String(device)}</bdi>,
    },
    { id: 'from', head: words.from, align: 'right', quiet: true, cell: ({ firstDay }) => day(firstDay) },
    { id: 'to', head: words.to, align: 'right', quiet: true, cell: ({ lastDay }) => day(lastDay) },
    {
      ...{ id: 'rows', head: words.rows, align: 'right' },
      cell: ({ rows }) => (countAll(rows) === 0 ? words.nothingOf : formatCount(countAll(rows), locale)),
    },
  ]
  return <Table label={words.byComputer} columns={columns} rows={devices} rowKey={({ device }) => device} />
}
