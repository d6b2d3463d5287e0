import { isAtLeast } from '../../../core/access.ts'
import { formatCount, noFigure } from '../../../core/format.ts'
import { formatMoney } from '../../../core/format-money.ts'
import type { Locale } from '../../../core/texts/language.ts'
import type { OrgSoftwareApp } from '../../../protocol/software.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { appName } from '../../data/names.ts'
import { useSelf } from '../../data/self.ts'
import { Bar } from '../../ui/bars.tsx'
import type { Column, Sorting } from '../../ui/column.ts'
import { HereLink } from '../../ui/here-link.tsx'
import { Table } from '../../ui/table.tsx'
import { softwareWords } from '../../words/software.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { lastUseOf } from './last-use.ts'
import type { Order } from './orders.ts'

interface AppTableProps {
  readonly apps: readonly OrgSoftwareApp[]
  readonly unused: '30' | '60' | '90' | undefined
  readonly sort: Order
  readonly order: 'asc' | 'desc' | undefined
}

/** Apps, by whatever one wants to know; a name opens what else is known of it. */
export function AppTable({ apps, unused = '30', sort, order }: AppTableProps) {
  const words = useWords(softwareWords)
  const locale = useLocale()
  const { org, today } = useSelf()
  const change = useChangeAddress()
  const pays = isAtLeast(org.role, 'admin') && apps.some(({ licence }) => licence !== null)
  const telling = { words, locale, today, unused, most: Math.max(1, ...apps.map(({ devices }) => devices)) }
  const usual = sort === 'name' ? 'ascending' : 'descending'
  const sorting: Sorting = { by: sort, way: order ? (order === 'asc' ? 'ascending' : 'descending') : usual }
  return (
    <Table
      label={words.table}
      columns={toColumns(telling).filter(({ id }) => pays || id !== 'wasted')}
      rows={apps}
      rowKey={({ key }) => key}
      sorting={sorting}
      onSort={({ by, way }) => {
        const natural = by === 'name' ? 'ascending' : 'descending'
        const to = way === 'ascending' ? 'asc' : 'desc'
        change({ sort: by === 'devices' ? undefined : by, order: way === natural ? undefined : to }, true)
      }}
    />
  )
}

interface Telling {
  readonly words: (typeof softwareWords)['en']
  readonly locale: Locale
  readonly today: string
  readonly unused: '30' | '60' | '90'
  /** Computers of the app that most have. */
  readonly most: number
}

function toColumns({ words, locale, today, unused, most }: Telling): Column<OrgSoftwareApp>[] {
  const right = { align: 'right', sorts: 'descending' } as const
  const { columns } = words
  return [
    {
      ...{ id: 'name', head: columns.name, names: true, sorts: 'ascending' },
      cell: (app) => (
        <HereLink change={{ app: app.key }} className="quiet-link block">
          <bdi>{appName(app)}</bdi>
          <Bar share={app.devices / most} />
        </HereLink>
      ),
    },
    { ...right, id: 'devices', head: columns.devices, cell: ({ devices }) => formatCount(devices, locale) },
    {
      ...{ ...right, id: 'people', head: columns.people, spare: true, quiet: true },
      cell: ({ people }) => (people === 'withheld' ? <Withheld text={words.withheld} /> : formatCount(people, locale)),
    },
    {
      ...{ ...right, id: 'lastUsedOn', head: columns.lastUsedOn, spare: true, quiet: true },
      cell: (app) => lastUseOf(app, { today, locale, words }),
    },
    {
      ...{ ...right, id: 'unused', head: columns.unused(unused) },
      cell: (app) => formatCount(app.unused[`days${unused}`], locale),
    },
    {
      ...{ ...right, id: 'wasted', head: columns.wasted, spare: true },
      cell: ({ licence }) =>
        licence?.currency && licence.wastedMinor !== null
          ? formatMoney(licence.wastedMinor, licence.currency, locale)
          : noFigure,
    },
  ]
}

const Withheld = ({ text }: { readonly text: string }) => <span className="text-note text-ink-3">{text}</span>
