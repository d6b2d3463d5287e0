import { useSuspenseQuery } from '@tanstack/react-query'
import { query } from '../../../protocol/client.ts'
import { channel } from '../../../protocol/mail.ts'
import { useMe, useSelf } from '../../data/self.ts'
import { TestMail } from '../../mail/test-mail.tsx'
import { Command } from '../../ui/command.tsx'
import { Typed } from '../../ui/typed.tsx'
import { setUpWords } from '../../words/set-up.ts'
import { useWords } from '../../words/words.ts'
import { GoOn } from './go-on.tsx'

/** In the settings file of the server, with an address and a password of one's own. */
const example = `[mail]
smtp_url = "smtps://mail.example.org"
smtp_user = "audit@example.org"
smtp_password_file = "smtp-password"
from = "audit@example.org"`

/** How mails leave, and a mail that shows whether they arrive. */
export function MailStep() {
  const words = useWords(setUpWords)
  const { org } = useSelf()
  const { emailVerified } = useMe()
  const { data: way } = useSuspenseQuery(query(channel, { org: org.id }))
  return (
    <>
      <p className="mb-4">
        <Typed>
          {org.demo
            ? words.madeUp(way.folder)
            : way.kind === 'outbox'
              ? words.outbox(way.folder)
              : words.smtp(way.name, way.from)}
        </Typed>
      </p>
      {way.kind === 'outbox' && !org.demo && (
        <details className="mb-8 max-w-(--measure)">
          <summary className="py-1 text-link underline underline-offset-2">{words.howSmtp}</summary>
          <p className="mt-3">
            <Typed>{words.smtpSettings}</Typed>
          </p>
          <Command text={example} label="config.toml" />
        </details>
      )}
      <TestMail />
      <GoOn from="mail" done={emailVerified} />
    </>
  )
}
