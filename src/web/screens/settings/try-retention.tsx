import { useState } from 'react'
import { formatCount, formatYear } from '../../../core/format.ts'
import { type RetainedKind, retainedKinds, retentionDays } from '../../../core/retention.ts'
import type { Retention } from '../../../protocol/data-fields.ts'
import { Command } from '../../ui/command.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import { counted } from '../../words/count.ts'
import { retentionWords } from '../../words/settings-retention.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { daysOf, firstKept } from './first-kept.ts'

/** Says what another time would remove before anybody sets it; it is set where the server is. */
export function TryRetention({ retention }: { readonly retention: Retention }) {
  const words = useWords(retentionWords)
  const locale = useLocale()
  const [kind, setKind] = useState<RetainedKind>('facts')
  const [text, setText] = useState(String(daysOf(retention, 'facts')))
  const { least, most } = retentionDays[kind]
  const days = Number(text)
  const isRight = Number.isInteger(days) && days >= least && days <= most
  const bounds = [formatCount(least, locale), formatCount(most, locale)] as const
  return (
    <Section title={words.try} caption={words.tryCaption}>
      <div className="sm:grid sm:grid-cols-2 sm:gap-x-8 lg:max-w-[52rem]">
        <SelectField
          {...{ label: words.tryKind, value: kind }}
          options={retainedKinds.map((value) => ({ value, text: words.kinds[value] }))}
          onChange={({ target }) => {
            const next = retainedKinds.find((one) => one === target.value) ?? kind
            setKind(next)
            setText(String(daysOf(retention, next)))
          }}
        />
        <TextField
          {...{ label: words.tryDays, type: 'number', inputMode: 'numeric', min: least, max: most, value: text }}
          hint={words.tryHint(...bounds)}
          problem={isRight ? undefined : words.tryProblem(...bounds)}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <div aria-live="polite">{isRight && <Outcome {...{ kind, days, retention }} />}</div>
    </Section>
  )
}

interface OutcomeProps {
  readonly kind: RetainedKind
  readonly days: number
  readonly retention: Retention
}

function Outcome({ kind, days, retention }: OutcomeProps) {
  const words = useWords(retentionWords)
  const locale = useLocale()
  const kept = daysOf(retention, kind)
  if (days === kept) return <p className="text-ink-2">{words.same}</p>
  const what = words.kinds[kind]
  const before = words.before(formatYear(firstKept(kind, days, Date.now()), locale))
  const more = counted(locale, kept - days, words.day, words.days)
  return (
    <>
      <p
        className={`mb-5 max-w-(--measure) border-l-4 px-4 py-3 ${days < kept ? 'border-attn bg-attn-soft' : 'border-data bg-ground'}`}
      >
        {days < kept ? words.shorter({ what, before, more }) : words.longer({ what, before })}
      </p>
      <p>{words.how}</p>
      <Command text={`[retention]\n${kind} = "${days}d"`} />
    </>
  )
}
