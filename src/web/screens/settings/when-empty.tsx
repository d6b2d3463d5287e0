import { SelectField } from '../../ui/field.tsx'
import { orgWords } from '../../words/settings-org.ts'
import { useWords } from '../../words/words.ts'

/** What is done where nothing was recorded. */
export function WhenEmpty({ value }: { readonly value: 'send' | 'skip' | null }) {
  const words = useWords(orgWords)
  return (
    <SelectField
      {...{ name: 'empty', label: words.empty }}
      options={[
        { value: '', text: words.emptyUsual },
        ...(['send', 'skip'] as const).map((one) => ({ value: one, text: words.empties[one] })),
      ]}
      defaultValue={value ?? ''}
    />
  )
}

/** What was chosen; null is as usual. */
export const readEmpty = (text: string | undefined): 'send' | 'skip' | null =>
  text === 'send' || text === 'skip' ? text : null
