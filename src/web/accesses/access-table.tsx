import type { ReactNode } from 'react'
import { formatInstant } from '../../core/format.ts'
import { toLabel } from '../../core/view/label.ts'
import { useSelf } from '../data/self.ts'
import type { Column } from '../ui/column.ts'
import { More } from '../ui/more.tsx'
import { Table } from '../ui/table.tsx'
import { accessWords } from '../words/accesses.ts'
import { partWords } from '../words/parts.ts'
import { useLocale, useWords } from '../words/words.ts'
import { type AccessEntry, actorOf, kindOf } from './access.ts'
import type { Accesses } from './use-accesses.ts'

interface AccessTableProps {
  readonly label: string
  readonly accesses: Accesses
  /** Whose data it was, where the log is of many people. */
  whose?(entry: AccessEntry): string
}

/** Who opened whose data, when, and why; the newest first, and more on demand. */
export function AccessTable({ label, accesses, whose }: AccessTableProps) {
  const words = useWords(accessWords)
  const parts = useWords(partWords)
  const locale = useLocale()
  const { zone } = useSelf()
  const atOf = ({ at }: AccessEntry) => formatInstant(at, locale, zone, 'year')
  const reasonOf = ({ reason }: AccessEntry) => (reason === null ? words.noReason : <bdi>{toLabel(reason, 500)}</bdi>)
  const columns: Column<AccessEntry>[] = [
    {
      ...{ id: 'who', head: words.who, names: true },
      cell: (entry) => (
        <>
          <bdi>{actorOf(entry, words)}</bdi>
          <OnPhones>{atOf(entry).replaceAll('\u00a0', ' ')}</OnPhones>
        </>
      ),
    },
    ...(whose
      ? [
          {
            id: 'whose',
            head: words.whose,
            cell: (entry: AccessEntry) => <bdi className="block min-w-20">{whose(entry)}</bdi>,
          } as const,
        ]
      : []),
    {
      ...{ id: 'what', head: words.what },
      cell: (entry) => (
        <>
          {kindOf(entry.what, words)}
          <OnPhones>{reasonOf(entry)}</OnPhones>
        </>
      ),
    },
    { id: 'reason', head: words.reason, quiet: true, spare: true, cell: reasonOf },
    { id: 'at', head: words.at, align: 'right', quiet: true, spare: true, cell: atOf },
  ]
  return (
    <>
      <Table label={label} columns={columns} rows={accesses.entries ?? []} rowKey={({ seq }) => seq} />
      {accesses.hasMore && (
        <More
          {...{ text: parts.more, busy: accesses.busy, onMore: accesses.readMore }}
          left={accesses.total - (accesses.entries ?? []).length}
        />
      )}
    </>
  )
}

/** What has a column of its own where there is room for one. */
const OnPhones = ({ children }: { readonly children: ReactNode }) => (
  <span className="block text-note font-normal text-ink-2 sm:hidden">{children}</span>
)
