import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isAtLeast } from '../../core/access.ts'
import { query } from '../../protocol/client.ts'
import { archivedReport, reports, resendMail } from '../../protocol/reports.ts'
import { mySubscriptions } from '../../protocol/subscriptions.ts'
import { useSelf } from '../data/self.ts'
import { useAction } from '../data/use-action.ts'
import { toast } from '../shell/toasts.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Form } from '../ui/form.tsx'
import { ScreenLink } from '../ui/link.tsx'
import { counted } from '../words/count.ts'
import { mailsWords } from '../words/mails.ts'
import { partWords } from '../words/parts.ts'
import { useWords } from '../words/words.ts'
import { type ArchivedMail, mostTelling } from './archive.ts'
import { tellMail, toAlike } from './tell-mail.ts'

interface MailsProps {
  readonly mails: readonly ArchivedMail[]
  /** Of the report, as it stands in a sentence. */
  readonly period: string
  /** They are the reader's to send again. */
  readonly own?: boolean
  /** Only what needs a look, and few besides. */
  readonly brief?: boolean
}

/** The mails of a report, each with what became of it. */
export function Mails({ mails, period, own = true, brief = false }: MailsProps) {
  const words = useWords(mailsWords)
  const { locale, zone } = useSelf()
  const shown = brief ? mostTelling(mails) : mails
  const others = mails.length - shown.length
  if (mails.length === 0) return <p className="text-note text-ink-2">{words.none}</p>
  return (
    <ul className="flex flex-col gap-2">
      {toAlike(shown, { locale, zone, now: Date.now() }).map(({ mail, count }) => (
        <li key={mail.id}>
          <Mail mail={mail} count={count} period={period} own={own} />
        </li>
      ))}
      {others > 0 && (
        <li className="text-note text-ink-2">
          {words.others(counted(locale, others, words.address, words.addresses))}
        </li>
      )}
    </ul>
  )
}

interface MailProps {
  readonly mail: ArchivedMail
  /** So many are alike. */
  readonly count: number
  readonly period: string
  readonly own: boolean
}

function Mail({ mail, count, period, own }: MailProps) {
  const words = useWords(mailsWords)
  const { org, locale, zone } = useSelf()
  const [asking, setAsking] = useState(false)
  const told = tellMail(mail, { locale, zone, now: Date.now() })
  return (
    <>
      <p className="text-note">
        <span className={told.look ? 'font-semibold text-attn' : 'text-ink'}>{told.state}</span>{' '}
        <span className="text-ink-2">
          {told.to !== undefined && (
            <>
              {told.to} <bdi>{told.whom}</bdi>
            </>
          )}
          {count > 1 && ` · ${counted(locale, count, words.mail, words.mails)}`}
          {mail.byHand && ` · ${words.byHand}`}
        </span>
      </p>
      {told.says.map((sentence) => (
        <p key={sentence} className="mt-1 max-w-(--measure) text-note text-ink-2">
          {sentence}
        </p>
      ))}
      {told.noted !== undefined && (
        <p className="mt-1 max-w-(--measure) text-note text-ink-2">
          {words.noted} <q lang="en">{told.noted}</q>
        </p>
      )}
      {mail.state === 'suppressed' && isAtLeast(org.role, 'admin') && (
        <p className="no-print mt-1 text-note">
          <ScreenLink to="settings" search={{ tab: 'mail' }}>
            {words.lift}
          </ScreenLink>
        </p>
      )}
      {told.again && own && (
        <>
          <Button
            small
            className="no-print mt-2"
            aria-label={words.againTo(mail.address)}
            onClick={() => setAsking(true)}
          >
            {words.again}
          </Button>
          <Again mail={mail} period={period} open={asking} onClose={() => setAsking(false)} />
        </>
      )}
    </>
  )
}

interface AgainProps {
  readonly mail: ArchivedMail
  readonly period: string
  readonly open: boolean
  onClose(): void
}

function Again({ mail: { id, address, state }, period, open, onClose }: AgainProps) {
  const parts = useWords(partWords)
  const words = useWords(mailsWords)
  const { org } = useSelf()
  const way = useQuery({ ...query(mySubscriptions, { org: org.id }), enabled: open }).data?.way
  const action = useAction(resendMail, {
    ...{ changes: [reports, archivedReport], says: words.refusals },
    onDone: (mail) => {
      onClose()
      toast(way === 'outbox' ? words.toOutbox : words.onItsWay(mail.address))
    },
  })
  const close = () => {
    action.reset()
    onClose()
  }
  return (
    <Dialog title={words.againTitle} open={open} onClose={close}>
      <Form
        action={action}
        go={words.againTo(address)}
        onSubmit={() => action.run({ org: org.id, id })}
        beside={<Button onClick={close}>{parts.cancel}</Button>}
      >
        <p className="text-body">{words.againSays({ period, address })}</p>
        <p className="mt-2 mb-5 text-note text-ink-2">{state === 'uncertain' && words.againTwice}</p>
      </Form>
    </Dialog>
  )
}
