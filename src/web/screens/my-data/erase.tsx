import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatCount, formatInstant, formatList } from '../../../core/format.ts'
import type { Locale } from '../../../core/texts/language.ts'
import { isDay } from '../../../core/time.ts'
import { toLabel } from '../../../core/view/label.ts'
import { call } from '../../../protocol/client.ts'
import type { Receipt } from '../../../protocol/data-fields.ts'
import { eraseMine, myErasures, myStored } from '../../../protocol/rights.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/column.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { Says, Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { counted } from '../../words/count.ts'
import { eraseWords } from '../../words/my-data-erase.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { countAll } from './kinds.ts'
import type { StoredDevice } from './stored.tsx'

/**
 * Erases what is stored, of all computers or one, up to now or before a day: first in figures, then for good. They are counted for who asks:
 * that reads as much as there is, and most who come here have come for something else.
 */
export function Erase({ devices }: { readonly devices: readonly StoredDevice[] }) {
  const words = useWords(eraseWords)
  const { org, today } = useSelf()
  const [computer, setComputer] = useParam('computer')
  const [before, setBefore] = useParam('before')
  const device = devices.find(({ device }) => String(device) === computer)?.device
  const until = before !== undefined && isDay(before) ? before : undefined
  const isAhead = until !== undefined && until > today
  const wish = { org: org.id, ...(device !== undefined && { device }), ...(until !== undefined && { until }) }
  const named = `${device ?? ''} ${until ?? ''}`
  const [asked, setAsked] = useState<string>()
  const isAsked = asked === named && !isAhead
  const { data: plan } = useQuery({
    // Beside the orders, whose path is the same: what changes them changes this.
    queryKey: [eraseMine.path, 'dry run', wish] as const,
    queryFn: ({ signal }) => call(eraseMine, { ...wish, dryRun: true }, signal),
    enabled: isAsked,
  })
  return (
    <Section title={words.title} caption={words.caption}>
      <div className="no-print grid gap-x-6 sm:grid-cols-2">
        <SelectField
          label={words.which}
          value={device === undefined ? '' : String(device)}
          options={[
            { value: '', text: words.all },
            ...devices.map(({ device, name }) => ({
              value: String(device),
              text: toLabel(name, 60) || String(device),
            })),
          ]}
          onChange={(event) => setComputer(event.target.value || undefined)}
        />
        <TextField
          type="date"
          label={words.until}
          hint={words.untilHint}
          value={until ?? ''}
          max={today}
          problem={isAhead ? words.untilAhead : undefined}
          onChange={(event) => setBefore(event.target.value || undefined)}
        />
      </div>
      {isAsked ? (
        plan ? (
          <Plan plan={plan} wish={wish} />
        ) : (
          <Skeleton className="h-24" />
        )
      ) : (
        <Button className="no-print" disabled={isAhead} onClick={() => setAsked(named)}>
          {words.count}
        </Button>
      )}
      <Says quiet>
        {words.wholly}{' '}
        <ScreenLink to="account" search={{ tab: 'close' }}>
          {words.toAccount}
        </ScreenLink>
      </Says>
    </Section>
  )
}

interface PlanProps {
  readonly plan: Receipt
  readonly wish: { readonly org: number; readonly device?: number; readonly until?: string }
}

type Words = (typeof eraseWords)['en']

/** What would go, in figures: only that of which there is some. */
const toWhat = ({ devices, reports, mails }: Receipt, words: Words, locale: Locale): string[] =>
  (
    [
      [devices.reduce((sum, { rows }) => sum + countAll(rows), 0), words.record, words.records],
      [reports, words.report, words.reports],
      [mails, words.mail, words.mails],
    ] as const
  ).flatMap(([n, one, other]) => (n === 0 ? [] : [counted(locale, n, one, other)]))

function Plan({ plan, wish }: PlanProps) {
  const words = useWords(eraseWords)
  const locale = useLocale()
  const { zone } = useSelf()
  const [asking, setAsking] = useState(false)
  const erase = useAction(eraseMine, {
    changes: [myErasures, myStored],
    onDone: () => {
      setAsking(false)
      toast(words.ordered)
    },
  })
  const ask = () => {
    erase.reset()
    setAsking(true)
  }
  const parts = toWhat(plan, words, locale)
  const isNothing = parts.length === 0
  const what = formatList(parts, locale)
  const told = plan.devices.filter(({ rows }) => countAll(rows) > 0)
  const instant = (at: number) => formatInstant(at, locale, zone, 'year')
  const last = Math.max(...told.map(({ until }) => until))
  return (
    <>
      <p aria-live="polite" className="text-[17px]/[26px]">
        {isNothing ? words.nothing : words.wouldGo(what)}
      </p>
      {told.length > 0 && <PlanTable devices={told} instant={instant} />}
      <Button kind="remove" className="no-print mt-5" disabled={isNothing} onClick={ask}>
        {words.go}
      </Button>
      <Confirm
        title={words.confirmTitle}
        open={asking}
        onClose={() => setAsking(false)}
        action={erase}
        go={words.confirm}
        typed={words.word}
        onConfirm={() => erase.run({ ...wish, dryRun: false })}
      >
        <p className="mb-3">
          {told.length === 0
            ? words.confirmWhatOfYou(what)
            : words.confirmWhat({
                what,
                computers: counted(locale, told.length, words.computerWord, words.computersWord),
                until: instant(last),
              })}
        </p>
        <p className="mb-5 text-ink-2">{words.confirmLimits}</p>
      </Confirm>
    </>
  )
}

interface PlanTableProps {
  readonly devices: Receipt['devices']
  instant(at: number): string
}

function PlanTable({ devices, instant }: PlanTableProps) {
  const words = useWords(eraseWords)
  const locale = useLocale()
  const columns: Column<Receipt['devices'][number]>[] = [
    {
      ...{ id: 'name', head: words.computer, names: true },
      cell: ({ name, device }) => <bdi>{toLabel(name, 80) || String(device)}</bdi>,
    },
    { id: 'until', head: words.upTo, align: 'right', quiet: true, cell: ({ until }) => instant(until) },
    { id: 'rows', head: words.rows, align: 'right', cell: ({ rows }) => formatCount(countAll(rows), locale) },
  ]
  return (
    <div className="mt-4">
      <Table label={words.title} columns={columns} rows={devices} rowKey={({ device }) => device} />
    </div>
  )
}
