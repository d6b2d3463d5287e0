import type { WeekStart as Start } from '../../../core/week-start.ts'
import { SelectField } from '../../ui/field.tsx'
import { orgWords } from '../../words/settings-org.ts'
import { useWords } from '../../words/words.ts'

interface WeekStartProps {
  readonly value: Start | null
  readonly problem: string | undefined
}

/** On which day weeks begin. */
export function WeekStart({ value, problem }: WeekStartProps) {
  const words = useWords(orgWords)
  return (
    <SelectField
      {...{ name: 'weekStart', label: words.weekStart, hint: words.weekStartHint, problem }}
      options={[
        { value: '', text: words.weekUsual },
        ...(['1', '7'] as const).map((day) => ({ value: day, text: words.weekdays[day] })),
      ]}
      defaultValue={value === null ? '' : String(value)}
    />
  )
}

/** What was chosen; null is as usual. */
export const readWeekStart = (text: string | undefined): Start | null => (text === '1' ? 1 : text === '7' ? 7 : null)
