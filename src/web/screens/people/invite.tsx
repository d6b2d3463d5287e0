import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isRole } from '../../../core/access.ts'
import { formatDay } from '../../../core/format.ts'
import { dayAt, offsetAt } from '../../../core/time.ts'
import { toLabel } from '../../../core/view/label.ts'
import { type OutputOf, query } from '../../../protocol/client.ts'
import { channel } from '../../../protocol/mail.ts'
import { invitations, invite } from '../../../protocol/orgs.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Command } from '../../ui/command.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { inviteWords } from '../../words/invite.ts'
import { useWords } from '../../words/words.ts'
import { RoleChoice } from './role-choice.tsx'

type Made = OutputOf<typeof invite>

/** Asks somebody to join. The link is shown as long as this stays open, and never again. */
export function Invite() {
  const words = useWords(inviteWords)
  const change = useChangeAddress()
  const [open] = useParam('invite')
  return (
    <Dialog
      title={words.title}
      open={open !== undefined}
      onClose={() => open !== undefined && change({ invite: undefined })}
    >
      <Inviting onClose={() => change({ invite: undefined })} />
    </Dialog>
  )
}

/** There only while the dialog is open, so that a link is not kept. */
function Inviting({ onClose }: { onClose(): void }) {
  const words = useWords(inviteWords)
  const { org } = useSelf()
  const [made, setMade] = useState<Made>()
  const fields = ['email', 'role']
  const action = useAction(invite, { changes: [invitations], fields, says: words.refusals, onDone: setMade })
  if (made) return <Invited made={made} onAnother={() => setMade(undefined)} onClose={onClose} />
  return (
    <Form
      action={action}
      go={words.go}
      onSubmit={({ email = '', role = '' }) => isRole(role) && action.run({ org: org.id, email: email.trim(), role })}
    >
      <TextField
        name="email"
        type="email"
        label={words.email}
        autoComplete="off"
        required
        problem={action.problemAt('email')}
      />
      <RoleChoice legend={words.role} usual="member" />
    </Form>
  )
}

interface InvitedProps {
  readonly made: Made
  onAnother(): void
  onClose(): void
}

function Invited({ made: { email, expiresAt, link }, onAnother, onClose }: InvitedProps) {
  const words = useWords(inviteWords)
  const { org, locale, zone } = useSelf()
  const { data: way } = useQuery(query(channel, { org: org.id }))
  if (!way) return null
  const leaves = way.kind === 'smtp' && way.paused === null
  const said = {
    email: toLabel(email, 80),
    day: formatDay(dayAt(expiresAt, offsetAt(zone, expiresAt)), locale),
  }
  return (
    <div role="status">
      <p className="mb-4">{leaves ? words.mailed(said) : link === null ? words.notMailedAsk : words.notMailed(said)}</p>
      {link !== null && (
        <>
          <p className="text-cell font-semibold">{words.link}</p>
          <Command text={link} label={words.link} />
          <p className="mb-5 text-note text-ink-2">{words.linkHint}</p>
        </>
      )}
      <div className="flex flex-wrap gap-4">
        <Button kind="main" onClick={onClose}>
          {words.close}
        </Button>
        <Button onClick={onAnother}>{words.another}</Button>
      </div>
    </div>
  )
}
