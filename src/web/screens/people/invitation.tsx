import { invitations, revokeInvitation } from '../../../protocol/orgs.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { personWords } from '../../words/person.ts'
import { useWords } from '../../words/words.ts'
import type { ChangeProps } from './changes.tsx'

/** Takes an invitation back. */
export function Revoke({ person, name, open, onClose, onGone }: ChangeProps) {
  const { invitation: words } = useWords(personWords)
  const { org } = useSelf()
  const action = useAction(revokeInvitation, {
    changes: [invitations],
    onDone: () => {
      toast(words.revoked)
      onGone()
    },
  })
  return (
    <Confirm
      title={words.revoke}
      open={open}
      onClose={onClose}
      action={action}
      go={words.revoke}
      onConfirm={() => action.run({ org: org.id, id: person.id })}
    >
      <p className="mb-5">{words.revokeSays(name)}</p>
    </Confirm>
  )
}
