import { formatCount, formatList, noFigure } from '../../../core/format.ts'
import { formatMoney } from '../../../core/format-money.ts'
import { toWaste } from '../../../core/licences/waste.ts'
import { type SortKey, sortBy } from '../../../core/list.ts'
import type { Price } from '../../../core/report/sections.ts'
import type { Locale } from '../../../core/texts/language.ts'
import { toLabel } from '../../../core/view/label.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { appName } from '../../data/names.ts'
import { useAddress } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { Bar } from '../../ui/bars.tsx'
import type { Column } from '../../ui/column.ts'
import { HereLink } from '../../ui/here-link.tsx'
import { Table } from '../../ui/table.tsx'
import { licencesWords } from '../../words/licences.ts'
import { useWords } from '../../words/words.ts'
import { formatRenewal } from './last-use.ts'
import type { UsedLicence } from './used-licence.ts'

/** So many amounts ask for attention, at most: more would ask for none. */
const attentions = 3

const keys = {
  wasted: ({ wastedMinor }: UsedLicence) => wastedMinor,
  name: ({ name }: UsedLicence) => name,
  seats: ({ seats }: UsedLicence) => seats,
  installed: ({ installed }: UsedLicence) => installed,
  used: ({ used }: UsedLicence) => used,
  unused: ({ unused }: UsedLicence) => unused,
  renewsOn: ({ renewsOn }: UsedLicence) => renewsOn,
} as const satisfies Record<string, (licence: UsedLicence) => SortKey>
type By = keyof typeof keys

const upwards: readonly string[] = ['name', 'renewsOn'] satisfies By[]

/** Every licence, what is wasted most first. */
export function LicenceTable({ licences }: { readonly licences: readonly UsedLicence[] }) {
  const words = useWords(licencesWords)
  const { locale, today } = useSelf()
  const { by: named = '', way } = useAddress()
  const change = useChangeAddress()
  const by: By = named in keys ? (named as By) : 'wasted'
  const usual = upwards.includes(by) ? 'asc' : 'desc'
  const order = way === 'asc' || way === 'desc' ? way : usual
  const rows = sortBy(licences, { by: keys[by], tie: ({ id }) => id, order, usual })
  const most = new Set(
    [...licences]
      .sort((a, b) => (b.wastedMinor ?? 0) - (a.wastedMinor ?? 0))
      .slice(0, attentions)
      .flatMap(({ id, wastedMinor }) => (wastedMinor ? [id] : [])),
  )
  return (
    <Table
      label={words.title}
      columns={toColumns({ licences, words, locale, today, most })}
      rows={rows}
      rowKey={({ id }) => id}
      sorting={{ by, way: order === 'asc' ? 'ascending' : 'descending' }}
      onSort={(sorting) => {
        const natural = upwards.includes(sorting.by) ? 'ascending' : 'descending'
        const to = sorting.way === 'ascending' ? 'asc' : 'desc'
        change(
          { by: sorting.by === 'wasted' ? undefined : sorting.by, way: sorting.way === natural ? undefined : to },
          true,
        )
      }}
      totals={licences.length > 1}
    />
  )
}

interface Telling {
  readonly licences: readonly UsedLicence[]
  readonly words: (typeof licencesWords)['en']
  readonly locale: Locale
  readonly today: string
  /** Whose waste asks for attention, by id. */
  readonly most: ReadonlySet<string>
}

function toColumns({ licences, words, locale, today, most }: Telling): Column<UsedLicence>[] {
  const { columns } = words
  const right = { align: 'right', sorts: 'descending' } as const
  const sum = (of: (licence: UsedLicence) => number) =>
    formatCount(
      licences.reduce((all, one) => all + of(one), 0),
      locale,
    )
  const waste = toWaste(licences)
  return [
    {
      ...{ id: 'name', head: columns.name, names: true, sorts: 'ascending', total: words.total },
      cell: (licence) => <Name licence={licence} locale={locale} />,
    },
    {
      ...{ ...right, id: 'seats', head: columns.seats, spare: true, quiet: true },
      cell: ({ seats }) => (seats === null ? words.any : formatCount(seats, locale)),
    },
    {
      ...{ ...right, id: 'installed', head: columns.installed, spare: true, quiet: true },
      cell: ({ installed }) => formatCount(installed, locale),
    },
    { ...right, id: 'used', head: columns.used, cell: ({ used }) => formatCount(used, locale) },
    {
      ...{ ...right, id: 'unused', head: columns.unused, total: sum(({ unused }) => unused) },
      cell: ({ unused }) => formatCount(unused, locale),
    },
    {
      ...{ id: 'price', head: columns.price, align: 'right', spare: true, quiet: true },
      cell: ({ price }) => (price ? formatPrice(price, words, locale) : noFigure),
    },
    {
      ...{ ...right, id: 'wasted', head: columns.wasted },
      total: waste.sums.map(({ minor, currency }) => (
        <span key={currency} className="block">
          {formatMoney(minor, currency, locale)}
        </span>
      )),
      cell: ({ id, price, wastedMinor }) =>
        price && wastedMinor !== null ? (
          <span className={most.has(id) ? 'font-semibold text-attn' : ''}>
            {formatMoney(wastedMinor, price.currency, locale)}
          </span>
        ) : (
          noFigure
        ),
    },
    {
      ...{ id: 'renewsOn', head: columns.renewsOn, align: 'right', spare: true, quiet: true, sorts: 'ascending' },
      cell: ({ renewsOn }) => (renewsOn === null ? noFigure : formatRenewal(renewsOn, today, locale)),
    },
  ]
}

function Name({ licence, locale }: { readonly licence: UsedLicence; readonly locale: Locale }) {
  const { id, name, apps, seats, installed, used } = licence
  const bought = seats ?? installed
  const names = apps.map(({ key, name: of }) => appName({ key, name: of ?? key })).filter((one) => one !== name)
  return (
    <HereLink change={{ open: id }} className="quiet-link block">
      <bdi>{toLabel(name, 60) || '?'}</bdi>
      {names.length > 0 && (
        <span className="block text-note font-normal text-ink-2">{formatList(names.slice(0, 3), locale)}</span>
      )}
      <Bar share={bought > 0 ? Math.min(1, used / bought) : 0} />
    </HereLink>
  )
}

/** `R$ 109,00 por mês` */
export const formatPrice = ({ minor, currency, per }: Price, words: (typeof licencesWords)['en'], locale: Locale) =>
  words[per === 'year' ? 'perYear' : 'perMonth'](formatMoney(minor, currency, locale))
