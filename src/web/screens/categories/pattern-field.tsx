import { AreaField } from '../../ui/field.tsx'

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
export const PatternField = ({ first = false, onChange, ...field }: PatternFieldProps) => (
  <AreaField
    {...field}
    // A dialog looks for this attribute, which React does not set.
    ref={(area) => void (first && area?.setAttribute('autofocus', ''))}
    rows={Math.min(8, Math.max(2, field.value.split('\n').length))}
    spellCheck={false}
    autoCapitalize="off"
    onChange={(event) => onChange(event.target.value)}
  />
)
