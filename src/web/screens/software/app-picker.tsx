import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import { query } from '../../../protocol/client.ts'
import { software } from '../../../protocol/software.ts'
import { appName } from '../../data/names.ts'
import { useSelf } from '../../data/self.ts'
import { counted } from '../../words/count.ts'
import { licenceFormWords } from '../../words/licence-form.ts'
import { useWords } from '../../words/words.ts'

export interface PickedApp {
  readonly key: string
  readonly name: string
}

interface AppPickerProps {
  readonly picked: readonly PickedApp[]
  onPick(apps: readonly PickedApp[]): void
  readonly problem: string | undefined
}

/** So many are offered at once. */
const offered = 6

/** The apps of a licence, out of those that any computer has. */
export function AppPicker({ picked, onPick, problem }: AppPickerProps) {
  const words = useWords(licenceFormWords)
  const id = useId()
  return (
    <fieldset className="mb-5 max-w-[26rem]" aria-describedby={problem ? `${id} ${id}-problem` : id}>
      <legend className="mb-1 text-cell font-semibold">{words.apps}</legend>
      {picked.length > 0 && (
        <ul className="mb-2">
          {picked.map((app) => (
            <li
              key={app.key}
              className="flex items-center justify-between gap-4 border-t border-rule py-[4px] text-cell"
            >
              <bdi className="min-w-0">{appName(app)}</bdi>
              <button
                type="button"
                className="size-7 shrink-0 text-[17px] text-link"
                aria-label={words.takeAway(appName(app))}
                onClick={() => onPick(picked.filter(({ key }) => key !== app.key))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <Offers picked={picked} onPick={onPick} />
      <p id={id} className="mt-1 text-note text-ink-2">
        {words.appsHint}
      </p>
      {problem !== undefined && (
        <p id={`${id}-problem`} className="mt-1 text-note text-attn">
          {problem}
        </p>
      )}
    </fieldset>
  )
}

function Offers({ picked, onPick }: Omit<AppPickerProps, 'problem'>) {
  const words = useWords(licenceFormWords)
  const { org, locale } = useSelf()
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const { data } = useQuery({
    ...query(software, { org: org.id, search, limit: String(offered + picked.length) }),
    enabled: search !== '',
    placeholderData: keepPreviousData,
  })
  const taken = new Set(picked.map(({ key }) => key))
  const offers = search === '' ? [] : (data?.apps ?? []).filter(({ key }) => !taken.has(key)).slice(0, offered)
  return (
    <>
      <input
        type="search"
        aria-label={words.find}
        placeholder={words.find}
        autoComplete="off"
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
        // The form is sent by its button: here Enter looks for an app.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        className="control block w-full"
      />
      <ul aria-live="polite">
        {offers.map((app) => (
          <li key={app.key} className="border-b border-rule">
            <button
              type="button"
              aria-label={words.choose(appName(app))}
              className="flex w-full items-baseline justify-between gap-4 py-[7px] text-left text-cell hover:text-link"
              onClick={() => {
                onPick([...picked, { key: app.key, name: app.name }])
                setText('')
              }}
            >
              <bdi className="min-w-0">{appName(app)}</bdi>
              <span className="shrink-0 text-label text-ink-3">
                {counted(locale, app.devices, words.computer, words.computers)}
              </span>
            </button>
          </li>
        ))}
        {search !== '' && data && offers.length === 0 && (
          <li className="py-2 text-note text-ink-2">{words.noneFound}</li>
        )}
      </ul>
    </>
  )
}
