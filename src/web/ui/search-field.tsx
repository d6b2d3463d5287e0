import { useId } from 'react'
import { useTyping } from './use-typing.ts'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  onChange(value: string | undefined): void
}

/** How long somebody may pause between two letters, in milliseconds. */
const pauseMs = 250

/** Narrows what is shown while somebody types; a moment after the last letter, so that not every letter is asked for. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const id = useId()
  const [text, setText] = useTyping(value, onChange, pauseMs)
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input
        id={id}
        type="search"
        value={text}
        placeholder={label}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        className="control no-print w-56 max-w-full py-[5px] text-note"
      />
    </>
  )
}
