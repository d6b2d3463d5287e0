import { formatCount, formatYear } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import type { myStored } from '../../../protocol/rights.ts'
import { formatKept } from '../../data/kept-for.ts'
import type { Column } from '../../ui/column.ts'
import { Figures, Hero } from '../../ui/figures.tsx'
import { Empty } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { counted, plural } from '../../words/count.ts'
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
  const looks = tables.accessLog ?? 0
  const { figures } = words
  return (
    <div className="flex flex-col gap-6 pt-8 pb-8 sm:pt-10 lg:grid lg:grid-cols-[auto_minmax(0,1fr)] lg:items-end lg:gap-16">
      <div className="max-w-[22rem]">
        <Hero
          figure={counted(locale, days, words.day, words.days)}
          label={days === 1 ? words.heroOne(from) : words.hero({ from, to })}
        />
      </div>
      <Figures
        figures={[
          {
            figure: formatCount(devices.length, locale),
            label: plural(locale, devices.length, figures.computer, figures.computers),
          },
          { figure: formatCount(countAll(tables), locale), label: figures.records },
          { figure: kinds.includes('titles') ? words.yes : words.no, label: figures.titles },
          { figure: formatCount(looks, locale), label: plural(locale, looks, figures.look, figures.looks) },
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
          <h3 className="mt-8 mb-2 font-semibold">{words.byComputer}</h3>
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
    return kinds.includes('titles') ? words.among : words.noTitles
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

/** Of these a computer tells; the other kinds are the person's. */
const kindsOfDevices = ['programs', 'moments', 'gaps', 'days'] as const

function DeviceTable({ devices }: { readonly devices: readonly StoredDevice[] }) {
  const words = useWords(myDataWords)
  const locale = useLocale()
  const toSpan = (first: string | null, last: string | null) => {
    if (first === null || last === null) return words.nothingOf
    const [from, to] = [formatYear(first, locale), formatYear(last, locale)]
    return from === to ? from : words.span({ from, to })
  }
  const columns: Column<StoredDevice>[] = [
    {
      ...{ id: 'name', head: words.computerHead, names: true },
      cell: ({ name, device, firstDay, lastDay }) => (
        <>
          <bdi>{toLabel(name, 80) || String(device)}</bdi>
          <span className="block text-note font-normal text-ink-2">{toSpan(firstDay, lastDay)}</span>
        </>
      ),
    },
    ...kindsOfDevices.map(
      (kind): Column<StoredDevice> => ({
        ...{ id: kind, head: words.kinds[kind][0]!, align: 'right', quiet: true, spare: true },
        cell: ({ rows }) => formatCount(countByKind(rows).get(kind) ?? 0, locale),
      }),
    ),
    { id: 'all', head: words.all, align: 'right', cell: ({ rows }) => formatCount(countAll(rows), locale) },
  ]
  return <Table label={words.byComputer} columns={columns} rows={devices} rowKey={({ device }) => device} />
}
