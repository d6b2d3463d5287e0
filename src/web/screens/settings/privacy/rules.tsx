import { useState } from 'react'
import { formatCount } from '../../../../core/format.ts'
import { type PolicyRule, policyLimits } from '../../../../protocol/policy.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Table } from '../../../ui/table.tsx'
import { privacyWords } from '../../../words/settings-privacy.ts'
import { useLocale, useWords } from '../../../words/words.ts'
import { AddRule } from './add-rule.tsx'
import { toRuleText } from './policy-text.ts'

interface RulesProps {
  readonly rules: readonly PolicyRule[]
  onChange(rules: readonly PolicyRule[]): void
}

/** The rules of a policy in whole sentences; one more, one less. Nothing is stored before the policy is. */
export function Rules({ rules, onChange }: RulesProps) {
  const words = useWords(privacyWords)
  const locale = useLocale()
  const [adding, setAdding] = useState(false)
  const rows = rules.map((rule, i) => ({ id: i, text: toRuleText(rule, locale) }))
  return (
    <div className="mb-5">
      {rows.length === 0 ? (
        <p className="mb-3 text-ink-2">{words.noRules}</p>
      ) : (
        <div className="mb-3 max-w-[52rem]">
          <Table
            label={words.rules}
            rows={rows}
            rowKey={({ id, text }) => `${id} ${text}`}
            columns={[
              { ...{ id: 'rule', head: words.rule }, cell: ({ text }) => <bdi>{text}</bdi> },
              {
                ...{ id: 'remove', head: '', align: 'right' },
                cell: ({ id, text }) => (
                  <Button
                    small
                    aria-label={words.removeRuleOf(text)}
                    onClick={() => onChange(rules.filter((_, i) => i !== id))}
                  >
                    {words.removeRule}
                  </Button>
                ),
              },
            ]}
          />
        </div>
      )}
      {rules.length < policyLimits.rules ? (
        <Button small onClick={() => setAdding(true)}>
          {words.addRule}
        </Button>
      ) : (
        <p className="text-note text-ink-2">{words.tooMany(formatCount(policyLimits.rules, locale))}</p>
      )}
      <Dialog title={words.addRule} open={adding} onClose={() => setAdding(false)}>
        <AddRule
          onAdd={(rule) => {
            setAdding(false)
            onChange([...rules, rule])
          }}
        />
      </Dialog>
    </div>
  )
}
