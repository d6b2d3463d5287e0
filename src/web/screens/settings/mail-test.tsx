import { useState } from 'react'
import { capitalise } from '../../../core/format.ts'
import { isDelivered } from '../../../core/mail-test.ts'
import { mailTestTextsOf } from '../../../core/texts/mail-test.ts'
import { toLabel } from '../../../core/view/label.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import { channel, mailTest } from '../../../protocol/mail.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { mailWords } from '../../words/settings-mail.ts'
import { useLocale, useWords } from '../../words/words.ts'

type Result = OutputOf<typeof mailTest>
type Kind = OutputOf<typeof channel>['kind']

/** Sends a real mail to whoever asks, and says what became of it and why. */
export function MailTest({ kind }: { readonly kind: Kind }) {
  const words = useWords(mailWords)
  const { org, me } = useSelf()
  const [result, setResult] = useState<Result>()
  const test = useAction(mailTest, { changes: [channel], onDone: setResult })
  if (me.email === null || !me.emailVerified)
    return (
      <Section title={words.test}>
        <p className="max-w-(--measure)">{words.testNobody}</p>
        <p className="mt-2">
          <ScreenLink to="account">{words.toAccount}</ScreenLink>
        </p>
      </Section>
    )
  return (
    <Section title={words.test} caption={words.testCaption(me.email)}>
      <Button kind="main" busy={test.busy} onClick={() => test.run({ org: org.id })}>
        {words.testGo}
      </Button>
      <div aria-live="polite">
        {test.busy && <p className="mt-3 text-ink-2">{words.testing}</p>}
        {!test.busy && test.problem && <p className="mt-3 text-attn">{test.problem.text}</p>}
        {!test.busy && result && !test.problem && <Verdict result={result} kind={kind} />}
      </div>
      {!test.busy && result && <Steps result={result} />}
    </Section>
  )
}

function Verdict({ result, kind }: { readonly result: Result; readonly kind: Kind }) {
  const words = useWords(mailWords)
  const texts = mailTestTextsOf(useLocale())
  const failed = result.stages.find(({ state }) => state === 'failed')
  return (
    <p className={`mt-5 border-l-4 px-4 py-3 ${failed ? 'border-attn bg-attn-soft' : 'border-data bg-ground'}`}>
      <b>
        {failed
          ? words.failed(texts.stages[failed.stage])
          : isDelivered(result) && kind === 'smtp'
            ? words.sent(result.to)
            : words.written}
      </b>
      {failed?.fault && <span className="mt-1 block">{sentence(texts.faults[failed.fault])}</span>}
    </p>
  )
}

/** The terminal's texts begin small, and end without a full stop. */
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/** Without those that do not apply; of those after one that failed it is said that they were not reached. */
function toRows({ stages }: Result): Result['stages'] {
  const failed = stages.findIndex(({ state }) => state === 'failed')
  return stages.filter(({ state }, i) => state !== 'skipped' || (failed >= 0 && i > failed))
}

function Steps({ result }: { readonly result: Result }) {
  const words = useWords(mailWords)
  const locale = useLocale()
  const texts = mailTestTextsOf(locale)
  return (
    <div className="mt-5 max-w-[52rem]">
      <Table
        label={words.test}
        rows={toRows(result)}
        rowKey={({ stage }) => stage}
        columns={[
          {
            ...{ id: 'step', head: words.step, names: true },
            cell: ({ stage }) => capitalise(texts.stages[stage], locale),
          },
          {
            ...{ id: 'result', head: words.result },
            cell: ({ state }) => (
              <span className={state === 'failed' ? 'text-attn' : state === 'skipped' ? 'text-ink-3' : ''}>
                {words.states[state]}
              </span>
            ),
          },
          {
            ...{ id: 'detail', head: words.answer, quiet: true, spare: true },
            cell: ({ detail }) => detail !== null && <bdi>{toLabel(detail, 300)}</bdi>,
          },
        ]}
      />
      {result.notes.length > 0 && (
        <>
          <h3 className="mt-6 mb-2 font-semibold">{words.notes}</h3>
          <ul className="list-disc pl-5 text-cell">
            {result.notes.map(({ code, detail }) => (
              <li key={code} className="mb-2">
                {sentence(texts.notes[code])}
                {detail !== null && (
                  <code className="block text-note break-all text-ink-2">{toLabel(detail, 600)}</code>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
