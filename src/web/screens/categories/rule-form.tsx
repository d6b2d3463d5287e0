import { type FormEvent, useState } from 'react'
import { useParam } from '../../data/param.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toProblemText } from '../../words/problems.ts'
import { ruleWords } from '../../words/rules.ts'
import { useLocale, useWords } from '../../words/words.ts'
import type { ListedRule, PatternPart } from './conditions.tsx'
import { PatternField } from './pattern-field.tsx'
import { Preview, useRulesPreview } from './preview.tsx'
import { type RuleDraft, toDraft, toRuleEdits } from './rule-edits.ts'
import type { TreeRow } from './tree.ts'
import { namesOfField, type RuleField, useRulesChange } from './use-rules.ts'

interface RuleFormProps {
  readonly rule: ListedRule | undefined
  readonly tree: readonly TreeRow[]
  readonly revision: number
  onClose(): void
}

/** What stands in the form, what is wrong with it, and what it would do. */
function useRuleForm({ rule, tree, onClose }: RuleFormProps) {
  const locale = useLocale()
  const [app = ''] = useParam('app')
  const [into] = useParam('category')
  const [draft, setDraft] = useState<RuleDraft>(() =>
    rule
      ? toDraft(rule)
      : {
          ...{ app, path: '', title: '', domain: '', parentId: null, place: 'first' },
          categoryId: Number(into) || (tree[0]?.id ?? 0),
        },
  )
  const edits = toRuleEdits(draft, rule)
  const preview = useRulesPreview(edits)
  const save = useRulesChange({ onDone: onClose })
  const refusedAt = (field: RuleField) => {
    const { refused } = preview
    return refused && namesOfField(field).includes(refused.at ?? '') ? toProblemText(locale, refused) : undefined
  }
  return {
    ...{ draft, edits, preview, save },
    set: (part: Partial<RuleDraft>) => setDraft((old) => ({ ...old, ...part })),
    problemAt: (field: RuleField) => (edits.length === 0 ? undefined : (save.problemAt(field) ?? refusedAt(field))),
  }
}

/** What a rule looks at and where it leads; what that would do stands below before it is saved. */
export function RuleForm(props: RuleFormProps) {
  const { rule, tree, revision, onClose } = props
  const words = useWords(ruleWords)
  const { draft, edits, preview, save, set, problemAt } = useRuleForm(props)
  const pattern = (part: PatternPart) => (
    <PatternField
      label={words.fields[part]}
      first={part === 'app'}
      hint={words.hints[part]}
      value={draft[part]}
      problem={problemAt(part)}
      onChange={(value) => set({ [part]: value })}
    />
  )
  const options = tree.map(({ id, path }) => ({ value: String(id), text: path }))
  const narrowed = draft.path !== '' || draft.title !== '' || draft.domain !== '' || draft.parentId !== null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (edits.length === 0) return rule ? onClose() : undefined
    save.change(edits, revision, words.saved)
  }
  return (
    <form noValidate onSubmit={submit}>
      <Problem of={save.problem} />
      <div className="grid gap-x-8 sm:grid-cols-2">
        {pattern('app')}
        <div>
          <SelectField
            label={words.into}
            value={String(draft.categoryId)}
            options={options}
            problem={problemAt('categoryId')}
            onChange={(event) => set({ categoryId: Number(event.target.value) })}
          />
          {!rule && (
            <SelectField
              label={words.place}
              value={draft.place}
              options={(['first', 'last'] as const).map((one) => ({ value: one, text: words.places[one] }))}
              onChange={(event) => set({ place: event.target.value as RuleDraft['place'] })}
            />
          )}
        </div>
      </div>
      <details open={narrowed || undefined} className="mb-5">
        <summary className="mb-3 text-note text-link">{words.narrow}</summary>
        <div className="grid gap-x-8 sm:grid-cols-2">
          {pattern('path')}
          {pattern('title')}
          {pattern('domain')}
          <SelectField
            label={words.parent}
            value={draft.parentId === null ? '' : String(draft.parentId)}
            options={[{ value: '', text: words.anyParent }, ...options]}
            problem={problemAt('parentId')}
            onChange={(event) => set({ parentId: event.target.value === '' ? null : Number(event.target.value) })}
          />
        </div>
      </details>
      <Preview {...preview} none={edits.length === 0} hint={rule ? words.unchanged : words.noEdit} tree={tree} />
      <div className="mt-6 flex flex-wrap items-center gap-4">
        <Button type="submit" kind="main" busy={save.busy} disabled={edits.length === 0}>
          {words.save}
        </Button>
        <Button onClick={onClose}>{words.cancel}</Button>
      </div>
    </form>
  )
}
