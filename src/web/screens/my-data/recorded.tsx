import { formatList } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import type { myConsent } from '../../../protocol/rights.ts'
import { useSelf } from '../../data/self.ts'
import { Command } from '../../ui/command.tsx'
import { Says, Section } from '../../ui/section.tsx'
import { recordedWords } from '../../words/my-data-recorded.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { toAsked } from './asked.ts'
import type { StoredDevice } from './stored.tsx'

interface RecordedProps {
  /** What the computers told of so far. */
  readonly kinds: readonly string[]
  readonly policies: Policies
  readonly devices: readonly StoredDevice[]
}

type Policies = OutputOf<typeof myConsent>['policies']

const items = ['programs', 'window', 'input', 'lock', 'installed', 'titles'] as const

/** Whether anything of the kind has come. */
const isTold = (item: (typeof items)[number], kinds: readonly string[]) =>
  item === 'programs'
    ? kinds.includes('processes')
    : kinds.includes(item) || (item === 'lock' && kinds.includes('sleep'))

/** What is recorded of the person by what has come, what never is, and what the organisation asks to be left out. */
export function Recorded({ kinds, policies, devices }: RecordedProps) {
  const words = useWords(recordedWords)
  const { personal } = useSelf()
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
      {(!personal || policies.length > 0) && <AskedOf policies={policies} devices={devices} />}
      <p className="mt-6 max-w-(--measure) text-cell">{words.see}</p>
      <Command text="usage-audit agent preview" />
    </Section>
  )
}

/** What the organisation asks to be left out, by computer where they differ. */
function AskedOf({ policies, devices }: Pick<RecordedProps, 'policies' | 'devices'>) {
  const words = useWords(recordedWords)
  const locale = useLocale()
  const { me } = useSelf()
  const asked = toAsked(policies, { userId: me.id, devices: devices.map(({ device }) => device) }, locale)
  const names = new Map(devices.map(({ device, name }) => [device, toLabel(name, 60) || String(device)]))
  return (
    <>
      <h3 className="mt-6 mb-1 font-semibold">{words.asksTitle}</h3>
      {asked.length === 0 && <p className="text-cell">{words.asksNothing}</p>}
      {asked.map(({ devices: some, sentences }) => (
        <div key={some.join(' ')} className="mb-2 max-w-(--measure) text-cell">
          {some.length > 0 && (
            <p>
              <bdi>
                {words.on(
                  formatList(
                    some.map((device) => names.get(device)!),
                    locale,
                  ),
                )}
              </bdi>
            </p>
          )}
          {sentences.length === 0 && <p>{words.asksNothing}</p>}
          <ul className="list-disc pl-5">
            {sentences.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      ))}
      <p className="mt-1 max-w-(--measure) text-note text-ink-2">{words.asksHint}</p>
    </>
  )
}
