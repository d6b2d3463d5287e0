import { useParam } from '../data/param.ts'

interface SegmentsProps<T extends string> {
  readonly label: string
  readonly options: readonly { readonly value: T; readonly text: string }[]
  readonly value: T
  onChange(value: T): void
}

/** One of a few views, side by side. */
export const Segments = <T extends string>({ label, options, value, onChange }: SegmentsProps<T>) => (
  <fieldset className="flex w-full min-w-0 rounded-control border border-rule text-cell sm:w-auto">
    <legend className="sr-only">{label}</legend>
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        aria-pressed={option.value === value}
        onClick={() => onChange(option.value)}
        className="segment"
      >
        {option.text}
      </button>
    ))}
  </fieldset>
)

/** The same, kept in the address: the first is the usual one. */
export function ParamSegments<T extends string>({
  label,
  param,
  options,
}: Pick<SegmentsProps<T>, 'label' | 'options'> & { readonly param: string }) {
  const [value, change] = useParam(param, options[0]!.value as string, 'step')
  return <Segments label={label} options={options} value={value as T} onChange={change} />
}
