import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Receipt } from '../../../protocol/data-fields.ts'
import { eraseMember } from '../../../protocol/member-data.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { counted } from '../../words/count.ts'
import { personWords } from '../../words/person.ts'
import { shellWords } from '../../words/shell.ts'
import { useWords } from '../../words/words.ts'
import type { ChangeProps } from './changes.tsx'

/** Counts first, for a reason; then the word is typed, and it goes for good. */
export function Erase(props: ChangeProps) {
  const { erase: words } = useWords(personWords)
  const { person, name, open, onClose } = props
  const { org } = useSelf()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [receipt, setReceipt] = useState<Receipt>()
  const close = () => {
    setReceipt(undefined)
    onClose()
  }
  const count = useAction(eraseMember, { fields: ['reason'], onDone: setReceipt })
  const erase = useAction(eraseMember, {
    onDone: () => {
      // What of it was looked at before is not shown again.
      queries.removeQueries({ type: 'inactive' })
      toast(words.done)
      close()
    },
  })
  if (receipt)
    return (
      <Confirm
        title={words.title}
        open={open}
        onClose={close}
        action={erase}
        go={words.go}
        typed={words.word}
        onConfirm={() => erase.run({ org: org.id, member: person.id, reason, dryRun: false })}
      >
        <Counted receipt={receipt} />
      </Confirm>
    )
  return (
    <Dialog title={words.title} open={open} onClose={close}>
      <Form
        action={count}
        go={words.count}
        onSubmit={({ reason: why = '' }) => {
          setReason(why)
          count.run({ org: org.id, member: person.id, reason: why, dryRun: true })
        }}
      >
        <p className="mb-5">{words.says(name)}</p>
        <TextField
          name="reason"
          label={words.reason}
          hint={words.hint}
          maxLength={400}
          autoComplete="off"
          problem={count.problemAt('reason')}
        />
      </Form>
    </Dialog>
  )
}

function Counted({ receipt: { devices, reports, mails } }: { readonly receipt: Receipt }) {
  const { erase: words } = useWords(personWords)
  const shell = useWords(shellWords)
  const { locale } = useSelf()
  const rows = devices.reduce((all, one) => all + Object.values(one.rows).reduce((sum, n) => sum + n, 0), 0)
  return (
    <p className="mb-5" aria-live="polite">
      {words.found({
        records: counted(locale, rows, words.record, words.records),
        computers: counted(locale, devices.length, shell.computer, shell.computers),
        reports: counted(locale, reports, words.report, words.reports),
        mails: counted(locale, mails, words.mail, words.mails),
      })}
    </p>
  )
}
