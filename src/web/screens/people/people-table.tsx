import { roles } from '../../../core/access.ts'
import { formatCount, formatDay, noFigure } from '../../../core/format.ts'
import { type SortKey, sortBy } from '../../../core/list.ts'
import { dayAt, offsetAt } from '../../../core/time.ts'
import { toLabel } from '../../../core/view/label.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { formatAgo } from '../../data/instant.ts'
import { useAddress } from '../../data/param.ts'
import { type Self, useSelf } from '../../data/self.ts'
import type { Column } from '../../ui/column.ts'
import { HereLink } from '../../ui/here-link.tsx'
import { Tag } from '../../ui/notice.tsx'
import { Table } from '../../ui/table.tsx'
import { peopleWords } from '../../words/people.ts'
import { useWords } from '../../words/words.ts'
import type { PersonRow } from './rows.ts'

const keys = {
  name: ({ name, email }: PersonRow) => name || email,
  role: ({ role }: PersonRow) => roles.indexOf(role),
  computers: ({ computers }: PersonRow) => computers.length,
  lastSeenAt: ({ lastSeenAt }: PersonRow) => lastSeenAt,
} as const satisfies Record<string, (row: PersonRow) => SortKey>
type By = keyof typeof keys

/** People, by whatever one wants to know; a name opens what can be done. */
export function PeopleTable({ people }: { readonly people: readonly PersonRow[] }) {
  const words = useWords(peopleWords)
  const self = useSelf()
  const { sort: named = '', order: way } = useAddress()
  const change = useChangeAddress()
  const by: By = named in keys ? (named as By) : 'name'
  const usual = by === 'name' ? 'asc' : 'desc'
  const order = way === 'asc' || way === 'desc' ? way : usual
  return (
    <Table
      label={words.title}
      columns={toColumns(words, self)}
      rows={sortBy(people, { by: keys[by], tie: ({ id }) => id, order, usual })}
      rowKey={({ id }) => id}
      sorting={{ by, way: order === 'asc' ? 'ascending' : 'descending' }}
      onSort={(sorting) => {
        const natural = sorting.by === 'name' ? 'ascending' : 'descending'
        const to = sorting.way === 'ascending' ? 'asc' : 'desc'
        change(
          { sort: sorting.by === 'name' ? undefined : sorting.by, order: sorting.way === natural ? undefined : to },
          true,
        )
      }}
    />
  )
}

/** How somebody is called: by their name, or by their address. */
export const personName = ({ name, email }: Pick<PersonRow, 'name' | 'email'>, somebody: string): string =>
  toLabel(name, 60) || toLabel(email ?? '', 80) || somebody

function toColumns(words: (typeof peopleWords)['en'], { me, locale, zone }: Self): Column<PersonRow>[] {
  const right = { align: 'right', sorts: 'descending' } as const
  const { columns } = words
  return [
    {
      ...{ id: 'name', head: columns.name, names: true, sorts: 'ascending' },
      cell: (row) => (
        <HereLink change={{ who: row.id }} className="quiet-link block">
          <bdi>{personName(row, words.somebody)}</bdi> {row.id === me.id && <Tag>{words.you}</Tag>}
          {row.name !== '' && row.email !== null && (
            <span className="block text-note font-normal text-ink-2">{toLabel(row.email, 80)}</span>
          )}
        </HereLink>
      ),
    },
    { id: 'role', head: columns.role, sorts: 'descending', cell: ({ role }) => words.roles[role] },
    {
      ...{ id: 'state', head: columns.state, spare: true, quiet: true },
      cell: ({ state, invitation }) =>
        invitation
          ? `${words.states.invited}, ${words.until(formatDay(dayAt(invitation.expiresAt, offsetAt(zone, invitation.expiresAt)), locale, 'short'))}`
          : words.states[state],
    },
    {
      ...{ ...right, id: 'computers', head: columns.computers },
      cell: ({ computers, member }) => (member ? formatCount(computers.length, locale) : noFigure),
    },
    {
      ...{ ...right, id: 'lastSeenAt', head: columns.lastSeenAt, spare: true, quiet: true },
      cell: ({ computers, lastSeenAt }) =>
        computers.length === 0
          ? noFigure
          : lastSeenAt === null
            ? words.never
            : formatAgo(lastSeenAt, Date.now(), { locale, zone }),
    },
  ]
}
