import { useState } from 'react'
import { capitalise, formatMonth } from '../../../core/format.ts'
import { reportNow, reports } from '../../../protocol/reports.ts'
import type { Subscriptions } from '../../../protocol/subscriptions.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { mailsWords } from '../../words/mails.ts'
import { partWords } from '../../words/parts.ts'
import { reportsWords } from '../../words/reports.ts'
import { useWords } from '../../words/words.ts'

type To = Pick<Subscriptions, 'address' | 'suppressed' | 'way'>

/** The running month as a report, for who does not want to wait until it is over; asks first. */
export function ReportNow({ to }: { readonly to: To }) {
  const words = useWords(reportsWords)
  const { locale, month } = useSelf()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <button type="button" className="py-[3px] text-link underline underline-offset-2" onClick={() => setOpen(true)}>
        {words.now}
      </button>
      <Dialog title={words.nowTitle(capitalise(formatMonth(month, locale), locale))} open={open} onClose={close}>
        <Asking to={to} onClose={close} />
      </Dialog>
    </>
  )
}

function Asking({ to: { address, suppressed, way }, onClose }: { readonly to: To; onClose(): void }) {
  const words = useWords(reportsWords)
  const parts = useWords(partWords)
  const { refusals } = useWords(mailsWords)
  const { org, locale, month } = useSelf()
  const action = useAction(reportNow, {
    changes: [reports],
    says: { ...refusals, conflict: words.nothingYet },
    onDone: () => {
      onClose()
      toast(words.nowDone)
    },
  })
  return (
    <Form
      action={action}
      go={
        address === null || suppressed !== null
          ? words.nowGo
          : way === 'outbox'
            ? words.nowFile
            : words.nowMail(address)
      }
      onSubmit={() => action.run({ org: org.id, period: month })}
      beside={<Button onClick={onClose}>{parts.cancel}</Button>}
    >
      <p className="mb-5 text-body">{words.nowSays(formatMonth(month, locale))}</p>
    </Form>
  )
}
