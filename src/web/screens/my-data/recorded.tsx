import type { OutputOf } from '../../../protocol/client.ts'
import type { myConsent } from '../../../protocol/rights.ts'
import { useSelf } from '../../data/self.ts'
import { Command } from '../../ui/command.tsx'
import { Says, Section } from '../../ui/section.tsx'
import { recordedWords } from '../../words/my-data-recorded.ts'
import { useWords } from '../../words/words.ts'
import { toAsked } from './asked.ts'

interface RecordedProps {
  /** What the computers told of so far. */
  readonly kinds: readonly string[]
  readonly policies: OutputOf<typeof myConsent>['policies']
}

const items = ['programs', 'window', 'input', 'lock', 'installed', 'titles'] as const

/** Whether anything of the kind has come. */
const isTold = (item: (typeof items)[number], kinds: readonly string[]) =>
  item === 'programs'
    ? kinds.includes('processes')
    : kinds.includes(item) || (item === 'lock' && kinds.includes('sleep'))

/** What is recorded of the person by what has come, what never is, and what the organisation asks to be left out. */
export function Recorded({ kinds, policies }: RecordedProps) {
  const words = useWords(recordedWords)
  const { personal } = useSelf()
  const asked = toAsked(policies, words)
  return (
    <Section title={words.recordedTitle} caption={words.recordedCaption}>
      <dl>
        {items.map((item) => {
          const told = isTold(item, kinds)
          return (
            <div
              key={item}
              className="flex items-baseline justify-between gap-6 border-t border-rule py-[10px] text-cell first:border-t-0"
            >
              <dt>
                {words.items[item]}
                {item === 'titles' && !told && <span className="block text-note text-ink-2">{words.titlesOff}</span>}
              </dt>
              <dd className={`shrink-0 text-right ${told ? '' : 'text-ink-2'}`}>
                {told ? <strong>{words.recorded}</strong> : item === 'titles' ? words.notRecorded : words.nothingYet}
              </dd>
            </div>
          )
        })}
      </dl>
      <Says>
        <strong>{words.neverTitle}</strong> {words.never}
      </Says>
      {(!personal || asked.length > 0) && (
        <>
          <h3 className="mt-6 mb-1 font-semibold">{words.asksTitle}</h3>
          {asked.length === 0 ? (
            <p className="text-cell">{words.asksNothing}</p>
          ) : (
            <ul className="list-disc pl-5 text-cell">
              {asked.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          )}
          <p className="mt-1 max-w-(--measure) text-note text-ink-2">{words.asksHint}</p>
        </>
      )}
      <p className="mt-6 max-w-(--measure) text-cell">{words.see}</p>
      <Command text="usage-audit agent preview" />
    </Section>
  )
}
