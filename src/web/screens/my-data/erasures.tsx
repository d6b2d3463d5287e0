import { formatCount, formatInstant } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import type { Orders } from '../../../protocol/data-fields.ts'
import { useSelf } from '../../data/self.ts'
import type { Column } from '../../ui/column.ts'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { eraseWords } from '../../words/my-data-erase.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { countAll } from './kinds.ts'
import type { StoredDevice } from './stored.tsx'

type Order = Orders['erasures'][number]

interface ErasuresProps {
  readonly erasures: readonly Order[]
  readonly devices: readonly StoredDevice[]
}

/** What was ordered to be erased, and who has done it: the server, and each computer. */
export function Erasures({ erasures, devices }: ErasuresProps) {
  const words = useWords(eraseWords)
  const locale = useLocale()
  const { zone } = useSelf()
  if (erasures.length === 0) return null
  const names = new Map(devices.map(({ device, name }) => [device, toLabel(name, 80)]))
  const instant = (at: number) => formatInstant(at, locale, zone, 'year')
  const columns: Column<Order>[] = [
    { id: 'at', head: words.orderedAt, quiet: true, cell: ({ orderedAt }) => instant(orderedAt) },
    {
      ...{ id: 'name', head: words.computer, names: true },
      cell: ({ device }) => <bdi>{names.get(device) || words.unknown(String(device))}</bdi>,
    },
    { id: 'until', head: words.upTo, quiet: true, spare: true, cell: ({ until }) => instant(until) },
    {
      ...{ id: 'rows', head: words.rows, align: 'right' },
      // What was counted when it was ordered; reports and mails are of the person, not of the computer.
      cell: ({ removed: { reports: _, mails: __, ...rows } }) => formatCount(countAll(rows), locale),
    },
    {
      ...{ id: 'server', head: words.server, quiet: true, spare: true },
      cell: ({ doneAt }) => (doneAt === null ? words.working : words.done(instant(doneAt))),
    },
    {
      ...{ id: 'own', head: words.own, quiet: true },
      cell: ({ confirmedAt }) => (confirmedAt === null ? words.waiting : words.confirmed(instant(confirmedAt))),
    },
  ]
  const newest = [...erasures].sort((a, b) => b.orderedAt - a.orderedAt)
  return (
    <Section title={words.historyTitle} caption={words.historyCaption}>
      <Table label={words.historyTitle} columns={columns} rows={newest} rowKey={({ order }) => order} />
    </Section>
  )
}
