import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ScopedPolicy } from '../../../../protocol/combined-policy.ts'
import { policies as policiesEndpoint } from '../../../../protocol/policies.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { privacyWords } from '../../../words/settings-privacy.ts'
import { useWords } from '../../../words/words.ts'
import { isOther, toDraft, toSettings } from './draft.ts'
import { PolicyFields } from './policy-fields.tsx'
import { Review } from './review.tsx'
import type { PolicyTarget, PolicyWorld } from './world.ts'

interface EditorProps {
  readonly world: PolicyWorld
  readonly target: PolicyTarget
  onSaved(): void
}

/** Writes a policy: first as a draft, then with what it means and whom it reaches before it is asked for. */
export function Editor({ world, target, onSaved }: EditorProps) {
  const words = useWords(privacyWords)
  const queries = useQueryClient()
  const isNear = target.scope !== 'org'
  const stored = world.policies.find(({ scope, about }) => scope === target.scope && about === target.about)
  const before: ScopedPolicy['settings'] = stored?.settings ?? {}
  const [draft, setDraft] = useState(() => toDraft(before, isNear))
  const [said, setSaid] = useState('')
  const [reviewing, setReviewing] = useState(false)
  const settings = toSettings(draft, isNear)
  const review = () => {
    const isChanged = isOther(draft, before, isNear)
    setSaid(settings === undefined ? words.hoursProblem : isChanged ? '' : words.unchanged)
    setReviewing(settings !== undefined && isChanged)
  }
  const close = () => {
    setReviewing(false)
    void queries.invalidateQueries({ queryKey: [policiesEndpoint.path] })
  }
  return (
    <>
      <PolicyFields draft={draft} isNear={isNear} onChange={setDraft} />
      <div className="flex flex-wrap items-center gap-4">
        <Button kind="main" onClick={review}>
          {words.review}
        </Button>
        <span aria-live="polite" className="text-note text-ink-2">
          {said}
        </span>
      </div>
      <Dialog title={words.reviewTitle} open={reviewing} onClose={close}>
        {settings && (
          <Review
            {...{ world, target, settings, revision: stored?.revision ?? 0 }}
            onDone={() => {
              setReviewing(false)
              onSaved()
            }}
          />
        )}
      </Dialog>
    </>
  )
}
