import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReportKind } from '../../core/report/wishes.ts'
import { query } from '../../protocol/client.ts'
import { archivedReport, reports, sendReport } from '../../protocol/reports.ts'
import { mySubscriptions, recipients } from '../../protocol/subscriptions.ts'
import { useMe, useSelf } from '../data/self.ts'
import { useAction } from '../data/use-action.ts'
import { Unverified } from '../mail/test-mail.tsx'
import { toast } from '../shell/toasts.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { ScreenLink } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { mailsWords } from '../words/mails.ts'
import { partWords } from '../words/parts.ts'
import { suppressedWords, toSuppressedText } from '../words/suppressed.ts'
import { useWords } from '../words/words.ts'

interface SendNowProps {
  readonly id: string
  readonly kind: ReportKind
  /** As it stands in a sentence. */
  readonly period: string
}

/** Mails a frozen report once more, to the reader or to somebody without an account who reads such reports; asks first. */
export function SendNow({ id, kind, period }: SendNowProps) {
  const words = useWords(mailsWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="no-print -mx-[6px] px-[6px] py-[3px] text-note text-link underline underline-offset-2"
        onClick={() => setOpen(true)}
      >
        {words.now}
        <span className="sr-only">: {period}</span>
      </button>
      <Dialog title={words.nowTitle(period)} open={open} onClose={() => setOpen(false)}>
        <Sending id={id} kind={kind} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

/** The caller's own address, under this name. */
const own = ''

interface Reader {
  /** A recipient's id. */
  readonly id: string
  readonly name: string
  readonly address: string
  readonly suppressed: string | null
}

/** Those to whom a report of a kind may be mailed; undefined while that is on its way. */
function useReaders(kind: ReportKind): readonly Reader[] | undefined {
  const words = useWords(mailsWords)
  const { org } = useSelf()
  const { data: mine } = useQuery(query(mySubscriptions, { org: org.id }))
  const { data: others } = useQuery(query(recipients, { org: org.id }))
  if (!mine || !others) return undefined
  const { address, suppressed } = mine
  return [
    ...(address === null ? [] : [{ id: own, name: words.you(address), address, suppressed }]),
    ...others.recipients
      .filter(({ confirmedAt, reads }) => confirmedAt !== null && reads.some((one) => one.kind === kind && one.wanted))
      .map((one) => ({ ...one, name: `${one.name}, ${one.address}` })),
  ]
}

/** An address that nobody has shown to be theirs gets no reports: the link that shows it is what is lacking. */
function NoReader() {
  const words = useWords(mailsWords)
  const { email, emailVerified } = useMe()
  if (email !== null && !emailVerified) return <Unverified address={email} />
  return (
    <p>
      {words.noAddress} <ScreenLink to="account">{words.toAccount}</ScreenLink>
    </p>
  )
}

interface SendingProps {
  readonly id: string
  readonly kind: ReportKind
  onClose(): void
}

function Sending({ id, kind, onClose }: SendingProps) {
  const parts = useWords(partWords)
  const words = useWords(mailsWords)
  const reasons = useWords(suppressedWords)
  const { org } = useSelf()
  const readers = useReaders(kind)
  const isFile = useQuery(query(mySubscriptions, { org: org.id })).data?.way === 'outbox'
  const [to, setTo] = useState<string>()
  const action = useAction(sendReport, {
    ...{ changes: [reports, archivedReport], says: words.refusals },
    onDone: ({ address }) => {
      onClose()
      toast(isFile ? words.toOutbox : words.onItsWay(address))
    },
  })
  if (!readers) return <Skeleton className="h-24" />
  const reader = readers.find((one) => one.id === to) ?? readers[0]
  if (!reader) return <NoReader />
  const { address, suppressed } = reader
  return (
    <Form
      action={action}
      go={isFile ? words.nowFile : words.nowTo(address)}
      onSubmit={() => action.run({ org: org.id, id, ...(reader.id !== own && { to: reader.id }) })}
      beside={<Button onClick={onClose}>{parts.cancel}</Button>}
    >
      {readers.length > 1 && (
        <SelectField
          label={words.reader}
          value={reader.id}
          options={readers.map((one) => ({ value: one.id, text: one.name }))}
          onChange={(event) => {
            action.reset()
            setTo(event.target.value)
          }}
        />
      )}
      {suppressed !== null && (
        <Notice tone="look">{words.isSuppressed({ address, why: toSuppressedText(reasons, suppressed) })}</Notice>
      )}
      <p className="mb-5 text-body">{isFile ? words.outboxSays : words.nowSays}</p>
    </Form>
  )
}
