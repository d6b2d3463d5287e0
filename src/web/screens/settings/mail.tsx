import { useSuspenseQuery } from '@tanstack/react-query'
import { formatCount, formatInstant } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import { type OutputOf, query } from '../../../protocol/client.ts'
import { channel } from '../../../protocol/mail.ts'
import { useSelf } from '../../data/self.ts'
import { TestMail } from '../../mail/test-mail.tsx'
import { Figures } from '../../ui/figures.tsx'
import { Lead } from '../../ui/lead.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Typed } from '../../ui/typed.tsx'
import { plural } from '../../words/count.ts'
import { outWords } from '../../words/settings-mail.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { Suppressions } from './suppressions.tsx'

type Channel = OutputOf<typeof channel>

/** The way out for mails: whether it works, whether it is tried, and whom nothing goes to. */
export function MailTab() {
  const words = useWords(outWords)
  const { org } = useSelf()
  const { data } = useSuspenseQuery(query(channel, { org: org.id }))
  return (
    <>
      <Lead>{useLead(data)}</Lead>
      <Standing channel={data} />
      <Section title={words.test} caption={words.testCaption}>
        <TestMail />
      </Section>
      <Suppressions suppressions={data.suppressions} />
    </>
  )
}

function useLead({ kind, name, paused }: Channel): string {
  const { lead } = useWords(outWords)
  const locale = useLocale()
  const { zone } = useSelf()
  if (paused) return lead.paused(formatInstant(paused.until, locale, zone))
  return kind === 'outbox' ? lead.outbox : lead.smtp(toLabel(name.replace(/^smtp /, ''), 120))
}

function Standing({
  channel: { kind, folder, paused, waiting, from, signed, perSecond },
}: {
  readonly channel: Channel
}) {
  const words = useWords(outWords)
  const locale = useLocale()
  const { org } = useSelf()
  const { figures } = words
  return (
    <>
      {kind === 'outbox' && (
        <Notice>
          <Typed>{org.demo ? words.demoHint : words.outboxHint}</Typed>
          {folder !== null && (
            <p className="mt-1">
              <Typed>{words.outboxFolder(folder)}</Typed>
            </p>
          )}
        </Notice>
      )}
      {paused && (
        <Notice tone="look" title={words.answer}>
          <p className="mb-2">
            <bdi>{toLabel(paused.reason, 500)}</bdi>
          </p>
          <p>{words.pausedHint}</p>
        </Notice>
      )}
      <p className="mb-5">
        {figures.from} <bdi className="font-semibold">{toLabel(from, 200)}</bdi>
      </p>
      <div className="mb-10">
        <Figures
          figures={[
            {
              figure: formatCount(waiting, locale),
              label: plural(locale, waiting, figures.waitingOne, figures.waiting),
            },
            ...(kind === 'smtp'
              ? [{ figure: signed ? figures.signed : figures.notSigned, label: figures.signedLabel }]
              : []),
            ...(perSecond === null ? [] : [{ figure: formatCount(perSecond, locale), label: figures.rate }]),
          ]}
        />
      </div>
    </>
  )
}
