import { me } from '../../../protocol/me.ts'
import { changeSharing } from '../../../protocol/orgs.ts'
import { myAccesses } from '../../../protocol/rights.ts'
import { AccessTable } from '../../accesses/access-table.tsx'
import { useAccesses } from '../../accesses/use-accesses.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Check } from '../../ui/field.tsx'
import { Empty } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { choiceWords } from '../../words/my-data-choices.ts'
import { useWords } from '../../words/words.ts'

/** As many as somebody reads at once. */
const page = 25

/** Who opened what is the person's, and whether managers may at all. */
export function Seen() {
  const words = useWords(choiceWords)
  const { org, personal } = useSelf()
  const accesses = useAccesses(myAccesses, { org: org.id }, page)
  return (
    <Section title={words.seenTitle} caption={words.seenCaption}>
      {accesses.entries === undefined ? (
        <Skeleton className="h-20" />
      ) : accesses.entries.length === 0 ? (
        <Empty title={words.seenNone}>{!personal && words.seenNoneHint}</Empty>
      ) : (
        <AccessTable label={words.seenTitle} accesses={accesses} />
      )}
      {!personal && <Sharing />}
    </Section>
  )
}

function Sharing() {
  const words = useWords(choiceWords)
  const { me: self, org } = useSelf()
  const shares = self.organisations.find(({ id }) => id === org.id)?.shares ?? false
  const change = useAction(changeSharing, { changes: [me], onDone: () => toast(words.saved) })
  return (
    <div className="no-print mt-6">
      <Check
        label={words.shares}
        hint={words.sharesHint}
        checked={shares}
        disabled={change.busy}
        onChange={(event) => change.run({ org: org.id, shares: event.target.checked })}
      />
      <Problem of={change.problem} small />
    </div>
  )
}
