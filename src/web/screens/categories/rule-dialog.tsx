import { useChangeAddress } from '../../data/change-address.ts'
import { useParam } from '../../data/param.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Empty } from '../../ui/notice.tsx'
import { ruleWords } from '../../words/rules.ts'
import { useWords } from '../../words/words.ts'
import type { ListedRule } from './conditions.tsx'
import { RuleForm } from './rule-form.tsx'
import type { TreeRow } from './tree.ts'

interface RuleDialogProps {
  readonly rules: readonly ListedRule[]
  readonly tree: readonly TreeRow[]
  readonly revision: number
}

/** A rule as a form, open where the address names one, or `new`; what it would do stands below before it is saved. */
export function RuleDialog({ rules, tree, revision }: RuleDialogProps) {
  const words = useWords(ruleWords)
  const [named] = useParam('rule')
  const change = useChangeAddress()
  const rule = rules.find(({ id }) => String(id) === named)
  const close = () => change({ rule: undefined, app: undefined, category: undefined }, true)
  return (
    <Dialog title={named === 'new' ? words.addTitle : words.editTitle} open={named !== undefined} onClose={close} wide>
      {named === 'new' || rule ? (
        <RuleForm key={named} rule={rule} tree={tree} revision={revision} onClose={close} />
      ) : (
        <Empty title={words.gone} />
      )}
    </Dialog>
  )
}
