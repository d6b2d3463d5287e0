import { useSuspenseQuery } from '@tanstack/react-query'
import { formatYear } from '../../../core/format.ts'
import { retainedKinds } from '../../../core/retention.ts'
import { query } from '../../../protocol/client.ts'
import type { Retention } from '../../../protocol/data-fields.ts'
import { org as orgEndpoint } from '../../../protocol/orgs.ts'
import { useSelf } from '../../data/self.ts'
import type { Column } from '../../ui/column.ts'
import { Lead } from '../../ui/lead.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { counted } from '../../words/count.ts'
import { retentionWords } from '../../words/settings-retention.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { daysOf, firstKept } from './first-kept.ts'
import { TryRetention } from './try-retention.tsx'

/** On the long run. */
const daysOfYear = 365.25

/** How long things are kept, as the server is set. */
export function RetentionTab() {
  const words = useWords(retentionWords)
  const locale = useLocale()
  const { org } = useSelf()
  const { retention } = useSuspenseQuery(query(orgEndpoint, { org: org.id })).data
  const days = daysOf(retention, 'days')
  const years = Math.round(days / daysOfYear)
  const length =
    years < 2
      ? counted(locale, days, words.day, words.days)
      : words.about(counted(locale, years, words.year, words.years))
  return (
    <>
      <Lead>{words.lead(length)}</Lead>
      <Section title={words.table} caption={words.caption}>
        <Kinds retention={retention} />
      </Section>
      <TryRetention retention={retention} />
    </>
  )
}

function Kinds({ retention }: { readonly retention: Retention }) {
  const words = useWords(retentionWords)
  const locale = useLocale()
  const rows = [...retainedKinds, 'reports' as const]
  type Row = (typeof rows)[number]
  const columns: Column<Row>[] = [
    {
      ...{ id: 'kind', head: words.kind, names: true },
      cell: (kind) => (
        <>
          {kind === 'reports' ? words.reports : words.kinds[kind]}
          <span className="block max-w-(--measure) text-note font-normal text-ink-2">
            {kind === 'reports' ? words.reportsHint : words.hints[kind]}
          </span>
        </>
      ),
    },
    {
      ...{ id: 'kept', head: words.kept, align: 'right' },
      cell: (kind) =>
        kind === 'reports' ? words.forever : counted(locale, daysOf(retention, kind), words.day, words.days),
    },
    {
      ...{ id: 'gone', head: words.gone, align: 'right', quiet: true, spare: true },
      cell: (kind) =>
        kind !== 'reports' && words.before(formatYear(firstKept(kind, daysOf(retention, kind), Date.now()), locale)),
    },
  ]
  return <Table label={words.table} rows={rows} rowKey={(kind) => kind} columns={columns} />
}
