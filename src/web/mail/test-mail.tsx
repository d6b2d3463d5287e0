import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isAtLeast } from '../../core/access.ts'
import { secondMs } from '../../core/time.ts'
import { type OutputOf, query } from '../../protocol/client.ts'
import { channel, mailTest } from '../../protocol/mail.ts'
import { askVerification, me } from '../../protocol/me.ts'
import { useMe, useSelf } from '../data/self.ts'
import { useAction } from '../data/use-action.ts'
import { toast } from '../shell/toasts.tsx'
import { Button } from '../ui/button.tsx'
import { ScreenLink } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { Problem } from '../ui/problem.tsx'
import { Typed } from '../ui/typed.tsx'
import { mailWords } from '../words/mail.ts'
import { useWords } from '../words/words.ts'
import { MailTestResult } from './mail-test-result.tsx'

/** How often it is asked whether somebody has opened the link that proves their address, which they do elsewhere. */
const askMs = 4 * secondMs

/** Sends a test mail to the reader's own address, once it is known to be theirs, and says how it went. */
export function TestMail() {
  const { email, emailVerified } = useMe()
  if (email === null) return <NoAddress />
  return emailVerified ? <SendTest /> : <Unverified address={email} />
}

function NoAddress() {
  const words = useWords(mailWords)
  return (
    <Notice tone="look">
      {words.noAddress} <ScreenLink to="account">{words.toAccount}</ScreenLink>
    </Notice>
  )
}

/** Of an address that is not known to be the reader's: where the link is that shows it, and another one. */
export function Unverified({ address }: { readonly address: string }) {
  const words = useWords(mailWords)
  const { org } = useSelf()
  const { data } = useQuery({ ...query(channel, { org: org.id }), enabled: isAtLeast(org.role, 'admin') })
  useQuery({ ...query(me, {}), refetchInterval: askMs })
  const ask = useAction(askVerification, { onDone: () => toast(words.asked) })
  return (
    <div className="max-w-(--measure)">
      <p role="status">
        {words.unverified(address)}{' '}
        {data?.kind === 'outbox' && <Typed>{(org.demo ? words.inOutboxMadeUp : words.inOutbox)(data.folder)}</Typed>}
      </p>
      <Problem of={ask.problem} />
      <p className="mt-4">
        <Button busy={ask.busy} onClick={() => ask.run({})}>
          {words.askAgain}
        </Button>
      </p>
    </div>
  )
}

function SendTest() {
  const words = useWords(mailWords)
  const { org } = useSelf()
  const [test, setTest] = useState<OutputOf<typeof mailTest>>()
  const send = useAction(mailTest, { changes: [channel], onDone: setTest })
  return (
    <>
      <Problem of={send.problem} />
      <Button kind={test ? 'plain' : 'main'} busy={send.busy} onClick={() => send.run({ org: org.id })}>
        {test ? words.again : words.send}
      </Button>
      {test && <MailTestResult test={test} />}
    </>
  )
}
