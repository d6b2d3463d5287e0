import { Check, SelectField, TextField } from '../../../ui/field.tsx'
import { privacyWords } from '../../../words/settings-privacy.ts'
import { useLocale, useWords } from '../../../words/words.ts'
import type { Draft } from './draft.ts'
import { Rules } from './rules.tsx'
import { toWeeklyText } from './weekly-text.ts'

interface PolicyFieldsProps {
  readonly draft: Draft
  /** It is about a person or a computer: of each thing nothing may be said. */
  readonly isNear: boolean
  onChange(draft: Draft): void
}

/** Every thing that a policy can say. */
export function PolicyFields({ draft, isNear, onChange }: PolicyFieldsProps) {
  const words = useWords(privacyWords)
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change })
  return (
    <>
      <Choice
        {...{ label: words.titles, hint: words.titlesHint, value: draft.titles }}
        options={words.titlesOptions}
        leave={isNear ? undefined : 'same'}
        onChange={(titles) => set({ titles })}
      />
      {isNear && (
        <Choice
          {...{ label: words.hours, value: draft.hours, options: words.hoursOptions }}
          onChange={(hours) => set({ hours })}
        />
      )}
      {draft.hours === 'own' && <Hours draft={draft} isNear={isNear} set={set} />}
      {isNear ? (
        <Choice
          {...{ label: words.recording, hint: words.pausedHint, value: draft.paused, options: words.pausedOptions }}
          onChange={(paused) => set({ paused })}
        />
      ) : (
        <div className="mb-5">
          <Check
            {...{ label: words.paused, hint: words.pausedHint, checked: draft.paused === 'yes' }}
            onChange={({ target }) => set({ paused: target.checked ? 'yes' : 'no' })}
          />
        </div>
      )}
      {isNear ? (
        <Choice
          {...{ label: words.rules, hint: words.rulesHint, value: draft.rules, options: words.rulesOptions }}
          onChange={(rules) => set({ rules })}
        />
      ) : (
        <div className="mb-3">
          <h3 className="font-semibold">{words.rules}</h3>
          <p className="max-w-(--measure) text-note text-ink-2">{words.rulesHint}</p>
        </div>
      )}
      {draft.rules === 'own' && <Rules rules={draft.list} onChange={(list) => set({ list })} />}
    </>
  )
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly hint?: string
  readonly value: T
  readonly options: Readonly<Record<T, string>>
  /** Not offered. */
  readonly leave?: T | undefined
  onChange(value: T): void
}

const Choice = <T extends string>({ label, hint, value, options, leave, onChange }: ChoiceProps<T>) => (
  <SelectField
    {...{ label, hint, value }}
    options={(Object.keys(options) as T[])
      .filter((one) => one !== leave)
      .map((one) => ({ value: one, text: options[one] }))}
    onChange={(event) => onChange(event.target.value as T)}
  />
)

interface HoursProps {
  readonly draft: Draft
  readonly isNear: boolean
  set(change: Partial<Draft>): void
}

/** A schedule is read while it is typed: whoever writes it sees what is understood. */
function Hours({ draft: { hoursText }, isNear, set }: HoursProps) {
  const words = useWords(privacyWords)
  const locale = useLocale()
  const read = toWeeklyText(hoursText, locale)
  const isEmpty = hoursText.trim() === ''
  return (
    <TextField
      {...{ label: isNear ? words.hoursOptions.own : words.hours, value: hoursText, maxLength: 1_000 }}
      autoComplete="off"
      spellCheck={false}
      hint={read === undefined ? words.hoursHint : words.hoursRead(read)}
      problem={isEmpty || read !== undefined ? undefined : words.hoursProblem}
      onChange={(event) => set({ hoursText: event.target.value })}
    />
  )
}
