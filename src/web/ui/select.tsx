import { useId } from 'react'

interface SelectProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly text: string }[]
  onChange(value: T): void
}

/** One of a few, in little room: the browser's own list, which every keyboard and phone knows. */
export function SmallSelect<T extends string>({ label, value, options, onChange }: SelectProps<T>) {
  const id = useId()
  return (
    <div className="mb-2">
      <label htmlFor={id} className="block text-label text-ink-3">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value as T)}
        className="control w-full max-w-[16rem] px-2 py-[5px] text-note"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The same on one line, as quiet as the words around it. */
export function LineSelect<T extends string>({ label, value, options, onChange }: SelectProps<T>) {
  const id = useId()
  return (
    <div className="flex items-center justify-between gap-3 text-note">
      <label htmlFor={id} className="text-ink-3">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value as T)}
        className="min-h-[26px] min-w-0 rounded-control bg-transparent py-[2px] text-right text-ink-2 hover:text-ink"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-paper text-ink">
            {option.text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The same without room for a label: it is only heard. */
export const BareSelect = <T extends string>({ label, value, options, onChange }: SelectProps<T>) => (
  <select
    aria-label={label}
    value={value}
    onChange={(event) => onChange(event.target.value as T)}
    className="control min-w-0 max-w-full"
  >
    {options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.text}
      </option>
    ))}
  </select>
)
