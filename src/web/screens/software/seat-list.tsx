import { formatCount } from '../../../core/format.ts'
import type { Locale } from '../../../core/texts/language.ts'
import { toLabel } from '../../../core/view/label.ts'
import { planCall } from '../../../protocol/client.ts'
import { licenceSeats, reclaimLicence } from '../../../protocol/licences.ts'
import type { Seat } from '../../../protocol/seat-fields.ts'
import { softwareSeats } from '../../../protocol/software.ts'
import { appName } from '../../data/names.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { type Pages, usePages } from '../../data/use-pages.ts'
import type { Column } from '../../ui/column.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { More } from '../../ui/more.tsx'
import { Empty, Tag } from '../../ui/notice.tsx'
import { Says } from '../../ui/section.tsx'
import { BareSelect } from '../../ui/select.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { counted } from '../../words/count.ts'
import { partWords } from '../../words/parts.ts'
import { seatWords } from '../../words/seats.ts'
import { useWords } from '../../words/words.ts'
import { formatLastUse } from './last-use.ts'

/** Of what seats are: an app by its key, or a licence by its id. */
export interface SeatsOf {
  readonly kind: 'app' | 'licence'
  readonly id: string
  /** Seats that are on no computer: nobody has to give them back. */
  readonly free?: number
}

interface SeatListProps {
  readonly of: SeatsOf
  /** Which the people read. */
  readonly why: string
}

const spans = ['any', '30', '60', '90'] as const
type Span = (typeof spans)[number]

/** Those that were not used for longest first. */
export function SeatList({ of, why }: SeatListProps) {
  const words = useWords(seatWords)
  const { locale } = useSelf()
  const usual: Span = of.kind === 'licence' ? '30' : 'any'
  const [named, setSpan] = useParam('idle', usual as string)
  const span = spans.find((one) => one === named) ?? usual
  const List = of.kind === 'licence' ? LicenceSeats : AppSeats
  return (
    <>
      <div className="mt-2 mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <BareSelect
          label={words.unusedFor}
          value={span}
          options={spans.map((value) => ({ value, text: words.spans[value] }))}
          onChange={setSpan}
        />
        {of.kind === 'licence' && span !== 'any' && <Download id={of.id} span={span} why={why} />}
      </div>
      <p className="mb-3 text-note text-ink-2">{words.because(toLabel(why, 200))}</p>
      <List id={of.id} span={span} why={why} />
      {of.free !== undefined && of.free > 0 && (
        <Says quiet>{words.free(counted(locale, of.free, words.seat, words.seats))}</Says>
      )}
    </>
  )
}

interface ListProps {
  readonly id: string
  readonly span: Span
  readonly why: string
}

function Download({ id, span, why }: ListProps) {
  const words = useWords(seatWords)
  const { org } = useSelf()
  const { url } = planCall(reclaimLicence, { org: org.id, id, unused: span, reason: why })
  return (
    <FileLink href={url} className="text-note">
      {words.csv}
    </FileLink>
  )
}

const toUnused = (span: Span) => (span === 'any' ? {} : { unused: span })

function LicenceSeats({ id, span, why }: ListProps) {
  const { org } = useSelf()
  const asked = { org: org.id, id, reason: why, ...toUnused(span) }
  return <Found found={usePages(licenceSeats, asked, ({ seats }) => seats.length, true)} all={span === 'any'} />
}

function AppSeats({ id, span, why }: ListProps) {
  const { org } = useSelf()
  const asked = { org: org.id, app: id, reason: why, ...toUnused(span) }
  return <Found found={usePages(softwareSeats, asked, ({ seats }) => seats.length, true)} all={span === 'any'} />
}

interface FoundProps {
  readonly found: Pages<{ readonly total: number; readonly seats: readonly Seat[] }> | undefined
  readonly all: boolean
}

function Found({ found, all }: FoundProps) {
  const words = useWords(seatWords)
  const parts = useWords(partWords)
  const { locale, today } = useSelf()
  if (!found) return <Skeleton className="h-32" />
  const seats = found.pages.flatMap((page) => page.seats)
  if (seats.length === 0) return <Empty title={all ? words.none : words.noneUnused} />
  const several = new Set(seats.map(({ app }) => app.key)).size > 1
  return (
    <>
      <p aria-live="polite" className="mb-2 text-cell font-semibold">
        {counted(locale, found.last.total, words.computer, words.computersOf)}
      </p>
      <Table
        label={words.computers}
        columns={toColumns(words, locale, today).filter(({ id }) => several || id !== 'app')}
        rows={seats}
        rowKey={({ deviceId }) => deviceId}
      />
      {found.hasMore && (
        <More text={parts.more} busy={found.busy} left={found.last.total - seats.length} onMore={found.more} />
      )}
      <Says quiet>
        {words.verdict} {seats.some(({ frontKnown }) => !frontKnown) && words.ranOnlyWhy}
      </Says>
    </>
  )
}

function toColumns(words: (typeof seatWords)['en'], locale: Locale, today: string): Column<Seat>[] {
  const { columns } = words
  return [
    {
      ...{ id: 'person', head: columns.person, names: true },
      cell: ({ person, device }) => (
        <>
          <bdi>{toLabel(person ?? '', 60) || words.left}</bdi>
          <span className="block text-note font-normal text-ink-2">
            <bdi>{toLabel(device, 60)}</bdi>
          </span>
        </>
      ),
    },
    { id: 'app', head: columns.app, quiet: true, spare: true, cell: ({ app }) => <bdi>{appName(app)}</bdi> },
    {
      ...{ id: 'version', head: columns.version, quiet: true, spare: true },
      cell: ({ version }) => <bdi>{toLabel(version ?? '', 40)}</bdi>,
    },
    {
      ...{ id: 'lastUsedOn', head: columns.lastUsedOn, align: 'right', quiet: true },
      cell: ({ lastUsedOn, frontKnown }) => (
        <>
          {formatLastUse(lastUsedOn, { today, locale, words })} {!frontKnown && <Tag>{words.ranOnly}</Tag>}
        </>
      ),
    },
    { id: 'days', head: columns.days, align: 'right', cell: ({ days }) => formatCount(days, locale) },
  ]
}
