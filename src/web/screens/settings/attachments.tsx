import { type Attachment, attachments } from '../../../core/report/wishes.ts'
import { Check } from '../../ui/field.tsx'
import { reportsWords } from '../../words/settings-reports.ts'
import { useWords } from '../../words/words.ts'

/** What can be attached to a mail, each to be ticked; the fields are named by what it is. */
export function Attachments({ checked }: { readonly checked: readonly string[] }) {
  const words = useWords(reportsWords)
  return (
    <fieldset className="mb-5">
      <legend className="mb-2 text-cell">
        <b>{words.attach}</b>
      </legend>
      <div className="flex flex-wrap gap-x-8">
        {attachments.map((one) => (
          <Check key={one} name={one} label={words.formats[one]} defaultChecked={checked.includes(one)} />
        ))}
      </div>
    </fieldset>
  )
}

/** Which of them were ticked. */
export const readAttachments = (fields: Readonly<Record<string, string>>): Attachment[] =>
  attachments.filter((one) => fields[one] !== undefined)
