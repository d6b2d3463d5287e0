import { useSuspenseQuery } from '@tanstack/react-query'
import { isRole } from '../../../core/access.ts'
import { query } from '../../../protocol/client.ts'
import { devices } from '../../../protocol/devices.ts'
import { me as meEndpoint } from '../../../protocol/me.ts'
import { changeRole, endMembership, members, org as orgEndpoint } from '../../../protocol/orgs.ts'
import { formatKept } from '../../data/kept-for.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { HereLink } from '../../ui/here-link.tsx'
import { counted } from '../../words/count.ts'
import { personWords } from '../../words/person.ts'
import { shellWords } from '../../words/shell.ts'
import { useWords } from '../../words/words.ts'
import { RoleChoice } from './role-choice.tsx'
import type { PersonRow } from './rows.ts'

export interface ChangeProps {
  readonly person: PersonRow
  readonly name: string
  readonly open: boolean
  /** Back to the person. */
  onClose(): void
  /** Away from them: they are here no more. */
  onGone(): void
}

/** Who looks may be less afterwards: what they may do is asked for anew. */
const changesRoles = [members, orgEndpoint, meEndpoint]

export function ChangeRole({ person, name, open, onClose }: ChangeProps) {
  const { changeRole: words } = useWords(personWords)
  const { org } = useSelf()
  const action = useAction(changeRole, {
    changes: changesRoles,
    onDone: () => {
      toast(words.done(name))
      onClose()
    },
  })
  return (
    <Dialog title={words.title} open={open} onClose={onClose}>
      <Form
        action={action}
        go={words.go}
        onSubmit={({ role = '' }) => isRole(role) && action.run({ org: org.id, member: person.id, role })}
      >
        <RoleChoice legend={words.legend(name)} usual={person.role} />
      </Form>
    </Dialog>
  )
}

/** First the other is an owner, then one is none: at no moment is there nobody. */
export function HandOver({ person, name, open, onClose }: ChangeProps) {
  const { handOver: words } = useWords(personWords)
  const { org, me } = useSelf()
  const leave = useAction(changeRole, {
    changes: changesRoles,
    onDone: () => {
      toast(words.done(name))
      onClose()
    },
  })
  const give = useAction(changeRole, {
    changes: changesRoles,
    onDone: () => leave.run({ org: org.id, member: me.id, role: 'admin' }),
  })
  return (
    <Confirm
      title={words.title}
      open={open}
      onClose={onClose}
      action={give.busy || give.problem ? give : leave}
      go={words.go}
      onConfirm={() => give.run({ org: org.id, member: person.id, role: 'owner' })}
    >
      <p className="mb-5">{words.says(name)}</p>
    </Confirm>
  )
}

/** Says in figures what ends with it, and what stays. */
export function Remove({ person, name, open, onClose, onGone }: ChangeProps) {
  const { remove: words } = useWords(personWords)
  const shell = useWords(shellWords)
  const { org, locale } = useSelf()
  const action = useAction(endMembership, {
    changes: [members, devices],
    onDone: () => {
      toast(words.done(name))
      onGone()
    },
  })
  const { data } = useSuspenseQuery(query(orgEndpoint, { org: org.id }))
  const { factsMs, daysMs } = data.retention
  const count = person.computers.length
  const computers = counted(locale, count, shell.computer, shell.computers)
  return (
    <Confirm
      title={words.title}
      open={open}
      onClose={onClose}
      action={action}
      go={words.go}
      onConfirm={() => action.run({ org: org.id, member: person.id })}
    >
      <p className="mb-3">{count === 0 ? words.stopsNone(name) : words.stops({ name, computers })}</p>
      <p className="mb-3">{words.stays({ facts: formatKept(factsMs, locale), days: formatKept(daysMs, locale) })}</p>
      <p className="mb-5">
        {words.first} <HereLink change={{ do: 'erase' }}>{words.toErase}</HereLink>
      </p>
    </Confirm>
  )
}
