import { capitalise } from '../../core/format.ts'
import { isDelivered, type MailTest } from '../../core/mail-test.ts'
import { mailTestTextsOf } from '../../core/texts/mail-test.ts'
import { Typed } from '../ui/typed.tsx'
import { mailWords } from '../words/mail.ts'
import { useLocale, useWords } from '../words/words.ts'

/** What one test mail found out: whether it was taken, each stage on its way, what mends the one that failed, and what DNS says of the sender. */
export function MailTestResult({ test }: { readonly test: MailTest }) {
  const words = useWords(mailWords)
  const locale = useLocale()
  const texts = mailTestTextsOf(locale)
  const failed = test.stages.find(({ state }) => state === 'failed')
  const written = test.channel === 'outbox' ? test.stages.find(({ stage }) => stage === 'delivered')?.detail : undefined
  const verdict = isDelivered(test)
    ? written
      ? texts.written(written)
      : texts.arrived(test.to)
    : words.failed(texts.stages[failed!.stage])
  return (
    <div role="status" className="mt-6 max-w-(--measure)">
      <p className={`text-[17px]/[26px] ${failed ? 'text-attn' : ''}`}>
        <Typed>{verdict}</Typed>
      </p>
      {failed?.fault && (
        <p className="mt-2">
          <Typed>{sentence(texts.faults[failed.fault], locale)}</Typed>
        </p>
      )}
      {test.channel !== 'outbox' && <Stages test={test} />}
      {test.notes.length > 0 && (
        <ul className="mt-4 space-y-2 text-note text-ink-2">
          {test.notes.map(({ code, detail }) => (
            <li key={code}>
              <Typed>{sentence(texts.notes[code], locale)}</Typed>
              {detail !== null && <code className="block overflow-x-auto pt-1 text-ink">{detail}</code>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Texts begin small, as a terminal has them. */
const sentence = (text: string, locale: 'en' | 'pt-BR') => `${capitalise(text, locale)}.`

/** Without those that do not apply; of those after one that failed it is said that they were not reached. */
function toRows({ stages }: MailTest): MailTest['stages'] {
  const failed = stages.findIndex(({ state }) => state === 'failed')
  return stages.filter(({ state }, i) => state !== 'skipped' || (failed >= 0 && i > failed))
}

function Stages({ test }: { readonly test: MailTest }) {
  const words = useWords(mailWords)
  const locale = useLocale()
  const { stages, states } = mailTestTextsOf(locale)
  return (
    <dl className="mt-4 border-t border-axis text-cell">
      {toRows(test).map(({ stage, state, detail }) => (
        <div key={stage} className="grid grid-cols-[9rem_minmax(0,1fr)] gap-x-4 border-b border-rule py-[6px]">
          <dt>{capitalise(stages[stage], locale)}</dt>
          <dd className={state === 'failed' ? 'text-attn' : state === 'skipped' ? 'text-ink-3' : ''}>
            {state === 'skipped' ? words.notReached : states[state]}
            {detail !== null && <span className="text-ink-2"> · {detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
