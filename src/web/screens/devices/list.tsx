import { isAtLeast } from '../../../core/access.ts'
import { formatPercent, noFigure } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import { formatAgo } from '../../data/instant.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import type { Column, Sorting } from '../../ui/column.ts'
import { HereLink } from '../../ui/here-link.tsx'
import { Empty, Tag } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Section } from '../../ui/section.tsx'
import { BareSelect } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import { counted } from '../../words/count.ts'
import { devicesWords } from '../../words/devices.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { chooseComputers, countShows, type Show, type Sort, shows, sorts } from './choose.ts'
import { type Computer, systemOf } from './computers.ts'
import { CoverageBar } from './coverage-bar.tsx'
import { useSkew } from './skew.ts'

/** Which computers the address asks for, and how they are sorted. */
function useChoice() {
  const [named, setShow] = useParam('show', 'current')
  const [q = '', setQ] = useParam('q')
  const [by, setSort] = useParam('sort', 'state')
  const [way, setWay] = useParam('way')
  const show: Show = shows.find((one) => one === named) ?? 'current'
  const sort: Sort = by in sorts ? (by as Sort) : 'state'
  const order = way === 'asc' || way === 'desc' ? way : sorts[sort]
  const sorting: Sorting = { by: sort, way: order === 'asc' ? 'ascending' : 'descending' }
  const onSort = (next: Sorting) => {
    const [to, toWay] = [next.by as Sort, next.way === 'ascending' ? 'asc' : 'desc']
    setSort(to)
    setWay(toWay === sorts[to] ? undefined : toWay)
  }
  return { choice: { show, q, sort, order }, setShow, setQ, sorting, onSort }
}

/** All computers of a filter, in one long table. */
export function ComputerList({ all }: { readonly all: readonly Computer[] }) {
  const words = useWords(devicesWords)
  const locale = useLocale()
  const { choice, setShow, setQ, sorting, onSort } = useChoice()
  const { me, org } = useSelf()
  const isOwn = !isAtLeast(org.role, 'manager') && all.every(({ userId }) => userId === me.id)
  const title = isOwn ? words.listYours : words.listTitle
  const counts = countShows(all)
  const found = chooseComputers(all, choice)
  const columns = useColumns(all)
  const options = shows
    .filter((show) => counts[show] > 0 || show === choice.show || show === 'current')
    .map((show) => ({ value: show, text: `${words.shows[show]} (${counts[show]})` }))
  return (
    <Section
      title={title}
      caption={<span aria-live="polite">{counted(locale, found.length, words.computer, words.computers)}</span>}
      beside={
        all.length > 1 && (
          <div className="no-print mt-2 flex flex-wrap items-center gap-3 sm:mt-0 [&_select]:py-[5px] [&_select]:text-note">
            <BareSelect label={words.show} value={choice.show} options={options} onChange={setShow} />
            <SearchField label={words.filter} value={choice.q} onChange={setQ} />
          </div>
        )
      }
    >
      {found.length === 0 ? (
        <Empty title={words.noneFits}>
          {words.noneFitsHint} <HereLink change={{ q: undefined, show: undefined }}>{words.showAll}</HereLink>
        </Empty>
      ) : (
        <Table label={title} columns={columns} rows={found} rowKey={({ id }) => id} sorting={sorting} onSort={onSort} />
      )}
    </Section>
  )
}

function useColumns(all: readonly Computer[]): Column<Computer>[] {
  const words = useWords(devicesWords)
  const locale = useLocale()
  const self = useSelf()
  const { personal, me } = self
  const skewOf = useSkew()
  const { columns } = words
  const now = Date.now()
  const others = !personal && all.some(({ userId }) => userId !== me.id)
  const told = all.some(({ waitingDays }) => waitingDays !== undefined)
  const all8: (Column<Computer> | false)[] = [
    {
      id: 'name',
      head: columns.name,
      names: true,
      sorts: 'ascending',
      cell: (one) => <Name computer={one} person={others} />,
    },
    others && {
      ...{ id: 'person', head: columns.person, spare: true, sorts: 'ascending' },
      cell: ({ person }) => <bdi>{person === null ? words.left : toLabel(person, 60)}</bdi>,
    },
    {
      ...{ id: 'lastSeenAt', head: columns.lastSeenAt, sorts: 'ascending' },
      cell: ({ lastSeenAt }) => (
        <span className="whitespace-nowrap">
          {lastSeenAt === null ? words.never : formatAgo(lastSeenAt, now, self, 'short')}
        </span>
      ),
    },
    told && {
      ...{
        id: 'waitingDays',
        head: columns.waitingDays,
        align: 'right',
        spare: true,
        quiet: true,
        sorts: 'descending',
      },
      cell: ({ waitingDays = 0 }) =>
        waitingDays === 0 ? noFigure : counted(locale, waitingDays, words.day, words.days),
    },
    {
      ...{ id: 'agentVersion', head: columns.agentVersion, spare: true, quiet: true, sorts: 'ascending' },
      cell: ({ agentVersion, outdated }) => (
        <>
          {agentVersion ?? noFigure} {outdated && <Tag>{words.older}</Tag>}
        </>
      ),
    },
    {
      ...{ id: 'clockSkewMs', head: columns.clockSkewMs, spare: true, quiet: true, sorts: 'descending' },
      cell: (one) => (one.clockIsOff ? <strong className="text-ink">{skewOf(one)}</strong> : skewOf(one)),
    },
    {
      ...{ id: 'coverage', head: columns.coverage, align: 'right', sorts: 'ascending' },
      cell: ({ coverage }) => (
        <>
          {coverage === null ? noFigure : formatPercent(coverage, locale)}
          <CoverageBar coverage={coverage} />
        </>
      ),
    },
    { id: 'state', head: columns.state, sorts: 'ascending', cell: (one) => <State computer={one} /> },
  ]
  return all8.filter((column) => column !== false)
}

function Name({ computer, person }: { readonly computer: Computer; readonly person: boolean }) {
  const words = useWords(devicesWords)
  const { me, org } = useSelf()
  const { id, name, platform, userId } = computer
  const inner = (
    <>
      <bdi className="font-semibold">{toLabel(name, 80) || `#${id}`}</bdi>
      <span className="block text-label font-normal text-ink-3">
        <bdi>{systemOf(platform)}</bdi>
        {person && (
          <span className="sm:hidden">
            {' · '}
            <bdi>{computer.person === null ? words.left : toLabel(computer.person, 60)}</bdi>
          </span>
        )}
      </span>
    </>
  )
  // Managers see others' computers from the outside only.
  if (userId !== me.id && !isAtLeast(org.role, 'admin')) return inner
  return (
    <HereLink change={{ device: String(id) }} className="quiet-link block">
      {inner}
    </HereLink>
  )
}

function State({ computer: { state, fault } }: { readonly computer: Computer }) {
  const words = useWords(devicesWords)
  return (
    <>
      <Tag tone={state === 'silent' ? 'look' : 'plain'}>{words.states[state]}</Tag>
      {fault !== null && (
        <span className="block">
          <Tag tone="look">{words.faults[fault]}</Tag>
        </span>
      )}
    </>
  )
}
