import { useState } from 'react'
import { toLabel } from '../../../core/view/label.ts'
import { revokeDevice } from '../../../protocol/devices.ts'
import { addFleetToken, fleetTokens } from '../../../protocol/fleet.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { deviceActionWords } from '../../words/device-actions.ts'
import { useWords } from '../../words/words.ts'
import { TokenOnce } from './add-by-token.tsx'
import { type ActionProps, changed } from './answer.ts'
import { useNames } from './fleet-tokens.tsx'
import { Theirs } from './theirs.tsx'

/** A computer that another person gets is a new device of theirs: what was recorded before stays whose it was. */
export function HandDialog({ answer, name, open, onClose }: ActionProps) {
  const words = useWords(deviceActionWords)
  return (
    <Dialog title={words.handTitle} open={open} onClose={onClose} wide>
      <Handing answer={answer} name={name} onClose={onClose} />
    </Dialog>
  )
}

/** How long the new person's computer may take to come in, in days. */
const goodFor = 7

/** There only while the dialog is open, so that no secret of the last time is left in it. */
function Handing({ answer: { device }, name, onClose }: Omit<ActionProps, 'open'>) {
  const words = useWords(deviceActionWords)
  const { org } = useSelf()
  const [token, setToken] = useState<string>()
  const [isDone, setDone] = useState(false)
  const [wasRevoked] = useState(device.state === 'revoked')
  const revoke = useAction(revokeDevice, { changes: changed, onDone: () => setDone(true) })
  // First the token: if that fails, nothing has happened yet.
  const add = useAction(addFleetToken, {
    changes: [fleetTokens],
    fields: ['member'],
    onDone: (made) => {
      setToken(made.token)
      if (wasRevoked) setDone(true)
      else revoke.run({ org: org.id, device: device.id })
    },
  })
  const others = [...useNames()].filter(([id]) => id !== device.userId)
  if (token !== undefined && isDone)
    return (
      <>
        <p className="mb-4">{words.handDone}</p>
        <TokenOnce token={token} />
        <Button kind="main" onClick={onClose}>
          {words.done}
        </Button>
      </>
    )
  const action = { busy: add.busy || revoke.busy, problem: add.problem ?? revoke.problem }
  return (
    <Form
      action={action}
      kind="remove"
      go={wasRevoked ? words.handOn : words.handGo}
      onSubmit={({ member = '' }) =>
        token === undefined
          ? add.run({ org: org.id, member, name, uses: 1, days: goodFor, approval: false })
          : revoke.run({ org: org.id, device: device.id })
      }
    >
      <p className="mb-5 max-w-(--measure)">
        {words.handHint(device.person === null ? words.somebody : toLabel(device.person, 60))}
      </p>
      <SelectField
        name="member"
        label={words.handTo}
        problem={add.problemAt('member')}
        options={others.map(([value, text]) => ({ value, text }))}
      />
      <Theirs device={device} />
    </Form>
  )
}
