import type { RulesEdit } from '../../../protocol/category-edits.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Problem } from '../../ui/problem.tsx'
import { categoryWords } from '../../words/categories.ts'
import { ruleWords } from '../../words/rules.ts'
import { useWords } from '../../words/words.ts'
import { Conditions, type ListedRule } from './conditions.tsx'
import { Preview, useRulesPreview } from './preview.tsx'
import type { TreeRow } from './tree.ts'
import { useRulesChange } from './use-rules.ts'

interface RuleRemovalProps {
  readonly rule: ListedRule | undefined
  readonly tree: readonly TreeRow[]
  readonly revision: number
  onClose(): void
}

/** Asks whether a rule is to go, and says what that would do. */
export const RuleRemoval = ({ rule, onClose, ...rest }: RuleRemovalProps) => {
  const words = useWords(ruleWords)
  return (
    <Dialog title={words.removeTitle} open={rule !== undefined} onClose={onClose} wide>
      {rule && <Asking key={rule.id} {...rest} rule={rule} onClose={onClose} />}
    </Dialog>
  )
}

function Asking({ rule, tree, revision, onClose }: RuleRemovalProps & { readonly rule: ListedRule }) {
  const words = useWords(ruleWords)
  const { undoable } = useWords(categoryWords)
  const edits: RulesEdit[] = [{ what: 'remove rule', rule: rule.id }]
  const preview = useRulesPreview(edits)
  const remove = useRulesChange({ onDone: onClose })
  return (
    <>
      <p className="mb-5 text-cell font-semibold">
        <Conditions rule={rule} nameOf={(id) => tree.find((one) => one.id === id)?.path ?? ''} />
      </p>
      <Preview {...preview} none={false} hint="" tree={tree} />
      <Problem of={remove.problem} />
      <p className="mt-5 text-note text-ink-2">{undoable}</p>
      <div className="mt-3 flex flex-wrap items-center gap-4">
        <Button kind="remove" busy={remove.busy} onClick={() => remove.change(edits, revision, words.removed)}>
          {words.remove}
        </Button>
        <Button onClick={onClose}>{words.cancel}</Button>
      </div>
    </>
  )
}
