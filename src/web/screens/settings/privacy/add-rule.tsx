import { useState } from 'react'
import { parseWeeklyHours } from '../../../../core/weekly-hours.ts'
import type { PolicyRule } from '../../../../protocol/policy.ts'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { privacyWords } from '../../../words/settings-privacy.ts'
import { useWords } from '../../../words/words.ts'

const actions = ['drop', 'redact', 'hash', 'domain'] as const

/** What is wrong with a rule as it was filled in. */
type Fault = 'nothing' | 'pattern' | 'hours'
type Fields = Readonly<Record<string, string>>

const places = ['app', 'title', 'domain', 'hours'] as const

/** What was filled in; what was left empty is not said. */
const readRule = (fields: Fields): PolicyRule => ({
  ...Object.fromEntries(places.map((name) => [name, fields[name]?.trim()]).filter(([, text]) => text)),
  action: actions.find((one) => one === fields.action) ?? 'drop',
})

/** A pattern of stars alone would match everything, and the server takes none. */
const isPattern = (text: string | undefined) => text === undefined || /[^*\s]/.test(text)

function findFault(rule: PolicyRule): Fault | undefined {
  if (![rule.app, rule.title, rule.domain].every(isPattern)) return 'pattern'
  if (rule.hours !== undefined && !parseWeeklyHours(rule.hours)) return 'hours'
  return places.every((name) => rule[name] === undefined) ? 'nothing' : undefined
}

/** One more rule, not stored before the policy is. */
export function AddRule({ onAdd }: { onAdd(rule: PolicyRule): void }) {
  const words = useWords(privacyWords)
  const [fault, setFault] = useState<Fault>()
  const submit = (fields: Fields) => {
    const rule = readRule(fields)
    const wrong = findFault(rule)
    setFault(wrong)
    if (wrong === undefined) onAdd(rule)
  }
  const problem = fault === 'nothing' || fault === 'pattern' ? { text: words.ruleNone, at: undefined } : undefined
  return (
    <Form action={{ busy: false, problem }} go={words.addRule} onSubmit={submit}>
      <RuleFields isHoursWrong={fault === 'hours'} />
    </Form>
  )
}

function RuleFields({ isHoursWrong }: { readonly isHoursWrong: boolean }) {
  const words = useWords(privacyWords)
  const text = { maxLength: 200, autoComplete: 'off', spellCheck: false }
  return (
    <>
      <TextField {...{ name: 'app', label: words.ruleApp, hint: words.ruleAppHint, ...text }} />
      <TextField {...{ name: 'title', label: words.ruleTitle, hint: words.ruleTitleHint, ...text }} />
      <TextField {...{ name: 'domain', label: words.ruleDomain, hint: words.ruleDomainHint, ...text }} />
      <TextField
        {...{ name: 'hours', label: words.ruleHours, hint: words.ruleHoursHint, ...text, maxLength: 1_000 }}
        problem={isHoursWrong ? words.hoursProblem : undefined}
      />
      <SelectField
        {...{ name: 'action', label: words.ruleAction }}
        options={actions.map((value) => ({ value, text: words.ruleActions[value] }))}
      />
    </>
  )
}
