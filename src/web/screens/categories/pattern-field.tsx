import { useId } from 'react'

interface PatternFieldProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly problem: string | undefined
  /** Where somebody begins to write, once the dialog is open. */
  readonly first?: boolean
  onChange(value: string): void
}

/** Patterns, one a line: as tall as they are many. */
export function PatternField({ label, hint, value, problem, first = false, onChange }: PatternFieldProps) {
  const id = useId()
  const rows = Math.min(8, Math.max(2, value.split('\n').length))
  return (
    <div className="mb-5 max-w-[26rem]">
      <label htmlFor={id} className="mb-1 block text-cell font-semibold">
        {label}
      </label>
      <textarea
        id={id}
        // The browser's own dialog looks for this attribute, which React does not set.
        ref={(area) => void (first && area?.setAttribute('autofocus', ''))}
        rows={rows}
        value={value}
        spellCheck={false}
        autoCapitalize="off"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? `${id}-hint` : `${id}-hint ${id}-problem`}
        onChange={(event) => onChange(event.target.value)}
        className={`control block w-full ${problem === undefined ? '' : 'border-attn'}`}
      />
      <p id={`${id}-hint`} className="mt-1 text-note text-ink-2">
        {hint}
      </p>
      {problem !== undefined && (
        <p id={`${id}-problem`} className="mt-1 text-note text-attn">
          {problem}
        </p>
      )}
    </div>
  )
}
