import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'

interface Around {
  readonly label: string
  /** What helps to fill it in. */
  readonly hint?: ReactNode
  /** What is wrong with it. */
  readonly problem?: string | undefined
}

const describedBy = (id: string, { hint, problem }: Around) =>
  [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`].filter(Boolean).join(' ') || undefined

/** A label, what is filled in, and what is wrong with it, which belong together for who listens too. */
function Field({
  id,
  around,
  children,
}: {
  readonly id: string
  readonly around: Around
  readonly children: ReactNode
}) {
  const { label, hint, problem } = around
  return (
    <div className="mb-5 max-w-[26rem]">
      <label htmlFor={id} className="mb-1 block text-cell font-semibold">
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-note text-ink-2">
          {hint}
        </p>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="mt-1 text-note text-attn">
          {problem}
        </p>
      )}
    </div>
  )
}

const inputClass = (problem: string | undefined) => `control block w-full ${problem === undefined ? '' : 'border-attn'}`

export type TextFieldProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'>

/** A line of text, a number, a day, a password. */
export function TextField({ label, hint, problem, ...input }: TextFieldProps) {
  const id = useId()
  const around = { label, hint, problem }
  return (
    <Field id={id} around={around}>
      <input
        id={id}
        {...input}
        aria-invalid={problem !== undefined}
        aria-describedby={describedBy(id, around)}
        className={inputClass(problem)}
      />
    </Field>
  )
}

export type AreaFieldProps = Around &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'className'> & { readonly ref?: Ref<HTMLTextAreaElement> }

/** Several lines of text. */
export function AreaField({ label, hint, problem, ...area }: AreaFieldProps) {
  const id = useId()
  const around = { label, hint, problem }
  return (
    <Field id={id} around={around}>
      <textarea
        id={id}
        {...area}
        aria-invalid={problem !== undefined}
        aria-describedby={describedBy(id, around)}
        className={inputClass(problem)}
      />
    </Field>
  )
}

export type SelectFieldProps = Around & {
  readonly options: readonly { readonly value: string; readonly text: string }[]
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className'>

/** One of a few. */
export function SelectField({ label, hint, problem, options, ...select }: SelectFieldProps) {
  const id = useId()
  const around = { label, hint, problem }
  return (
    <Field id={id} around={around}>
      <select
        id={id}
        {...select}
        aria-invalid={problem !== undefined}
        aria-describedby={describedBy(id, around)}
        className={inputClass(problem)}
      >
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  )
}

interface CheckProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'type' | 'className'> {
  readonly label: ReactNode
  readonly hint?: ReactNode
}

/** Yes or no. */
export function Check({ label, hint, ...input }: CheckProps) {
  const id = useId()
  return (
    <div className="mb-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
      <input
        id={id}
        type="checkbox"
        {...input}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="mt-[2px] size-4 accent-(--button)"
      />
      <label htmlFor={id} className="text-cell">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="col-start-2 text-note text-ink-2">
          {hint}
        </p>
      )}
    </div>
  )
}
