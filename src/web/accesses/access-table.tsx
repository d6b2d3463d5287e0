import { formatInstant } from '../../core/format.ts'
import { toLabel } from '../../core/view/label.ts'
import { useSelf } from '../data/self.ts'
import { Button } from '../ui/button.tsx'
import type { Column } from '../ui/column.ts'
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
  const columns: Column<AccessEntry>[] = [
    {
      ...{ id: 'at', head: words.at, quiet: true },
      cell: ({ at }) => <span className="sm:whitespace-nowrap">{formatInstant(at, locale, zone, 'year')}</span>,
    },
    { id: 'who', head: words.who, names: true, cell: (entry) => <bdi>{actorOf(entry, words)}</bdi> },
    ...(whose
      ? [{ id: 'whose', head: words.whose, cell: (entry: AccessEntry) => <bdi>{whose(entry)}</bdi> } as const]
      : []),
    { id: 'what', head: words.what, cell: ({ what }) => kindOf(what, words) },
    {
      ...{ id: 'reason', head: words.reason, quiet: true },
      cell: ({ reason }) => (reason === null ? words.noReason : <bdi>{toLabel(reason, 500)}</bdi>),
    },
  ]
  return (
    <>
      <Table label={label} columns={columns} rows={accesses.entries ?? []} rowKey={({ seq }) => seq} />
      {accesses.hasMore && (
        <Button small className="no-print mt-4" busy={accesses.busy} onClick={accesses.readMore}>
          {parts.more}
        </Button>
      )}
    </>
  )
}
