import { toLabel } from '../../../core/view/label.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import type { PolicyRule } from '../../../protocol/policy.ts'
import type { myConsent } from '../../../protocol/rights.ts'
import type { recordedWords } from '../../words/my-data-recorded.ts'

type Policies = OutputOf<typeof myConsent>['policies']
type Words = Pick<(typeof recordedWords)['en'], 'ask' | 'match' | 'actions'>

/** What an organisation asks a person's computers to leave out, in sentences, each once. What the person decided is not among it. */
export function toAsked(policies: Policies, words: Words): string[] {
  const { ask } = words
  const texts = policies
    .filter(({ scope }) => scope !== 'own')
    .flatMap(({ settings: { titles, workingHours, paused, rules = [] } }) => [
      ...(paused ? [ask.paused] : []),
      ...(titles === false ? [ask.titles] : []),
      ...(workingHours ? [ask.hours(toLabel(workingHours, 200))] : []),
      ...rules.map((rule) => toRuleText(rule, words)),
    ])
  return [...new Set(texts)]
}

function toRuleText({ app, title, domain, hours, action }: PolicyRule, { ask, match, actions }: Words): string {
  const parts = [
    ...(app === undefined ? [] : [match.app(toLabel(app, 100))]),
    ...(title === undefined ? [] : [match.title(toLabel(title, 100))]),
    ...(domain === undefined ? [] : [match.domain(toLabel(domain, 100))]),
    ...(hours === undefined ? [] : [match.hours(toLabel(hours, 100))]),
  ]
  return ask.rule({ what: parts.join(', ') || match.all, action: actions[action] })
}
