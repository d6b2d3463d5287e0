import { formatList } from '../../../../core/format.ts'
import { toLabel } from '../../../../core/view/label.ts'
import type { ScopedPolicy } from '../../../../protocol/combined-policy.ts'
import { policies as policiesEndpoint, setPolicy } from '../../../../protocol/policies.ts'
import type { PolicySettings } from '../../../../protocol/policy.ts'
import { useSelf } from '../../../data/self.ts'
import { useAction } from '../../../data/use-action.ts'
import { toast } from '../../../shell/toasts.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Typed } from '../../../ui/typed.tsx'
import { counted } from '../../../words/count.ts'
import { privacyWords } from '../../../words/settings-privacy.ts'
import { useLocale, useWords } from '../../../words/words.ts'
import { findAffected } from './affected.ts'
import { toPolicyText } from './policy-text.ts'
import type { PolicyTarget, PolicyWorld } from './world.ts'

interface ReviewProps {
  readonly world: PolicyWorld
  readonly target: PolicyTarget
  readonly settings: Partial<PolicySettings>
  /** Of what was read before. */
  readonly revision: number
  onDone(): void
}

/** What a policy means for people, in whole sentences, and for whom, before it is asked for. */
export function Review({ world, target, settings, revision, onDone }: ReviewProps) {
  const words = useWords(privacyWords)
  const { org } = useSelf()
  const ask = useAction(setPolicy, {
    changes: [policiesEndpoint],
    says: { conflict: words.conflict },
    onDone: () => {
      toast(words.saved)
      onDone()
    },
  })
  return (
    <Form
      action={ask}
      go={words.apply}
      onSubmit={() => ask.run({ org: org.id, ...target, revision, settings: { ...settings } })}
    >
      <Meaning settings={settings} isNear={target.scope !== 'org'} />
      <Reach world={world} change={{ ...target, settings }} />
    </Form>
  )
}

/** More sentences than this are not read in a dialog; they stand in the policy itself. */
const mostSentences = 12

function Meaning({ settings, isNear }: { readonly settings: Partial<PolicySettings>; readonly isNear: boolean }) {
  const words = useWords(privacyWords)
  const locale = useLocale()
  const all = toPolicyText(settings, isNear, locale)
  const rest = all.length - mostSentences
  return (
    <>
      <p className="mb-2">{words.forPeople}</p>
      <ul className="mb-5 list-disc pl-5">
        {all.length === 0 && <li>{words.nothingAsked}</li>}
        {all.slice(0, mostSentences).map((sentence) => (
          <li key={sentence} className="mb-1">
            <bdi>{sentence}</bdi>
          </li>
        ))}
        {rest > 0 && <li>{words.others(counted(locale, rest, words.otherRule, words.otherRules))}</li>}
      </ul>
    </>
  )
}

/** So many people are named. */
const mostNamed = 6

function Reach({ world, change }: { readonly world: PolicyWorld; readonly change: ScopedPolicy }) {
  const words = useWords(privacyWords)
  const locale = useLocale()
  const { changed, same, isLooser } = findAffected(world.devices, world.policies, change)
  const people = [...new Map(changed.map(({ userId, person }) => [userId, person])).values()]
  const names = people.map((name) => toLabel(name ?? '', 60) || words.somebody)
  const rest = names.length - mostNamed
  const computers = (n: number) => counted(locale, n, words.computer, words.computers)
  const named =
    rest > 0 ? [...names.slice(0, mostNamed), counted(locale, rest, words.otherPerson, words.otherPeople)] : names
  return (
    <>
      {changed.length === 0 ? (
        <p className="mb-5">{words.reachesNobody}</p>
      ) : (
        <p className="mb-5">
          {words.reaches(computers(changed.length), counted(locale, people.length, words.person, words.people))}{' '}
          <bdi>{formatList(named, locale)}.</bdi>
        </p>
      )}
      {same > 0 && changed.length > 0 && <p className="mb-5 text-ink-2">{words.stay(computers(same))}</p>}
      {isLooser && (
        <Notice tone="look" title={words.loosened}>
          <Typed>{words.loosenedHint}</Typed>
        </Notice>
      )}
    </>
  )
}
