import { useState } from 'react'
import { formatList } from '../../../core/format.ts'
import type { RulesEdit } from '../../../protocol/category-edits.ts'
import { useSelf } from '../../data/self.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { categoryWords } from '../../words/categories.ts'
import { counted } from '../../words/count.ts'
import { useWords } from '../../words/words.ts'
import { Preview, useRulesPreview } from './preview.tsx'
import { branchOf, type TreeRow } from './tree.ts'
import { useRulesChange } from './use-rules.ts'

interface CategoryRemovalProps {
  readonly row: TreeRow
  readonly tree: readonly TreeRow[]
  readonly revision: number
  onClose(): void
  readonly onRemoved: (() => void) | undefined
}

/** Asks what becomes of what is in a category that goes, and says what that would do. */
export function CategoryRemoval({ row, tree, revision, onClose, onRemoved }: CategoryRemovalProps) {
  const words = useWords(categoryWords)
  const { locale } = useSelf()
  const branch = branchOf(tree, row)
  // What is in it goes up, where there is something above.
  const [into, setInto] = useState(row.parentId === null ? '' : String(row.parentId))
  const edits: RulesEdit[] = [
    { what: 'remove category', category: row.id, content: into === '' ? 'removed' : { into: Number(into) } },
  ]
  const preview = useRulesPreview(edits)
  const remove = useRulesChange({
    onDone: () => {
      onClose()
      onRemoved?.()
    },
  })
  const rules = branch.reduce((sum, one) => sum + one.rules, 0)
  const content = [
    branch.length > 1 && counted(locale, branch.length - 1, words.category, words.categories),
    rules > 0 && counted(locale, rules, words.rule, words.rules),
    row.apps > 0 && counted(locale, row.apps, words.app, words.apps),
  ].filter((part) => part !== false)
  return (
    <Form
      action={remove}
      go={words.remove}
      kind="remove"
      beside={<Button onClick={onClose}>{words.cancel}</Button>}
      onSubmit={() => remove.change(edits, revision, words.removed(row.label))}
    >
      <p className="mb-4 text-cell">
        {content.length > 0 ? words.inIt(formatList(content, locale)) : words.emptyCategory}
      </p>
      {content.length > 0 && (
        <SelectField
          label={words.content}
          value={into}
          options={[
            { value: '', text: words.contentRemoved },
            ...tree
              .filter((one) => !branch.includes(one))
              .map(({ id, path }) => ({ value: String(id), text: words.contentInto(path) })),
          ]}
          problem={remove.problemAt('content') ?? remove.problemAt('into')}
          onChange={(event) => setInto(event.target.value)}
        />
      )}
      <Preview {...preview} none={false} hint="" tree={tree} />
      <p className="mt-5 mb-4 text-note text-ink-2">{words.undoable}</p>
    </Form>
  )
}
