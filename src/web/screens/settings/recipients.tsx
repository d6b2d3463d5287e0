import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatInstant } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import { query } from '../../../protocol/client.ts'
import { recipients, removeRecipient, type ShownRecipient } from '../../../protocol/subscriptions.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/column.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { reportsWords } from '../../words/settings-reports.ts'
import { suppressedWords, toSuppressedText } from '../../words/suppressed.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { AskRecipient } from './ask-recipient.tsx'
import { isOf, type WhoseReports } from './whose-reports.ts'

/** Who reads reports without an account: one’s own, or the organisation’s. */
export function Recipients({ about }: { readonly about: WhoseReports }) {
  const words = useWords(reportsWords)
  const { org } = useSelf()
  const { data } = useSuspenseQuery(query(recipients, { org: org.id }))
  const rows = data.recipients.filter(({ reads }) => reads.some(({ kind }) => isOf(kind, about)))
  const isOwn = about === 'own'
  return (
    <Section
      title={isOwn ? words.readers : words.orgReaders}
      caption={isOwn ? words.readersCaption : words.orgReadersCaption}
    >
      {rows.length === 0 ? <p className="text-ink-2">{words.noReaders}</p> : <Readers rows={rows} about={about} />}
      <AskRecipient about={about} />
    </Section>
  )
}

const nameOf = ({ name, address }: ShownRecipient) => toLabel(name, 80) || address

interface ReadersProps {
  readonly rows: readonly ShownRecipient[]
  readonly about: WhoseReports
}

function Readers({ rows, about }: ReadersProps) {
  const words = useWords(reportsWords)
  const toState = useStanding(about)
  const [leaving, setLeaving] = useState<ShownRecipient>()
  const columns: Column<ShownRecipient>[] = [
    {
      ...{ id: 'reader', head: words.reader, names: true },
      cell: (one) => (
        <>
          <bdi>{nameOf(one)}</bdi>
          <span className="block text-note font-normal text-ink-2">
            <bdi>{toLabel(one.address, 120)}</bdi>
          </span>
        </>
      ),
    },
    {
      ...{ id: 'report', head: words.report, quiet: true, spare: true },
      cell: ({ reads }) =>
        reads
          .filter(({ kind }) => isOf(kind, about))
          .map(({ kind }) => words.kinds[kind])
          .join(', '),
    },
    { ...{ id: 'state', head: words.state }, cell: toState },
    {
      ...{ id: 'remove', head: '', align: 'right' },
      cell: (one) => (
        <Button small aria-label={words.removeOf(nameOf(one))} onClick={() => setLeaving(one)}>
          {words.remove}
        </Button>
      ),
    },
  ]
  return (
    <>
      <Table label={words.readers} rows={rows} rowKey={({ id }) => id} columns={columns} />
      <Remove reader={leaving} onClose={() => setLeaving(undefined)} />
    </>
  )
}

/** How it stands with somebody who was asked, in a few words. */
function useStanding(about: WhoseReports): (one: ShownRecipient) => string {
  const words = useWords(reportsWords)
  const reasons = useWords(suppressedWords)
  const locale = useLocale()
  const { zone } = useSelf()
  return ({ confirmedAt, askedUntil, suppressed, reads }) => {
    if (suppressed !== null) return words.gone(toSuppressedText(reasons, suppressed))
    if (askedUntil !== null) return words.asked(formatInstant(askedUntil, locale, zone))
    if (confirmedAt === null) return words.lapsed
    return reads.some(({ kind, wanted }) => wanted && isOf(kind, about))
      ? words.reads(formatInstant(confirmedAt, locale, zone, 'year'))
      : words.left
  }
}

function Remove({ reader, onClose }: { readonly reader: ShownRecipient | undefined; onClose(): void }) {
  const words = useWords(reportsWords)
  const { org } = useSelf()
  const remove = useAction(removeRecipient, { changes: [recipients], onDone: onClose })
  return (
    <Confirm
      {...{ title: words.removeTitle, go: words.remove, action: remove, open: reader !== undefined, onClose }}
      onConfirm={() => reader && remove.run({ org: org.id, id: reader.id })}
    >
      {reader && <p className="mb-6">{words.removeHint(nameOf(reader))}</p>}
    </Confirm>
  )
}
