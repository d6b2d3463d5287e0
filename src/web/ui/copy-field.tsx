import { useId, useRef, useState } from 'react'
import { partWords } from '../words/parts.ts'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'

interface CopyFieldProps {
  readonly label: string
  readonly value: string
  readonly hint?: string
}

/** A line that is meant for somewhere else: selected by a click, copied by a button. */
export function CopyField({ label, value, hint }: CopyFieldProps) {
  const words = useWords(partWords)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState('')
  const copy = () => {
    input.current?.select()
    // Browsers have no clipboard for pages that came over plain http.
    const copied = navigator.clipboard ? navigator.clipboard.writeText(value) : Promise.reject()
    copied.then(
      () => setSaid(words.copied),
      () => setSaid(words.notCopied),
    )
  }
  return (
    <div className="mb-5 max-w-[36rem]">
      <label htmlFor={id} className="mb-1 block text-cell font-semibold">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          ref={input}
          id={id}
          readOnly
          value={value}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.target.select()}
          className="control min-w-0 flex-1 font-mono"
        />
        <Button onClick={copy}>{words.copy}</Button>
      </div>
      {hint !== undefined && <p className="mt-1 text-note text-ink-2">{hint}</p>}
      <p aria-live="polite" className="mt-1 text-note text-ink-2">
        {said}
      </p>
    </div>
  )
}
