import { type Membership, may } from '../../../core/access.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { useAddress } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { peopleWords } from '../../words/people.ts'
import { personWords } from '../../words/person.ts'
import { useWords } from '../../words/words.ts'
import { ChangeRole, HandOver, Remove } from './changes.tsx'
import { Erase } from './erase.tsx'
import { Revoke } from './invitation.tsx'
import { Look } from './look.tsx'
import { personName } from './people-table.tsx'
import { PersonDetail } from './person-detail.tsx'
import type { PersonRow } from './rows.ts'

/** What can be done about one person; `do` of the address. */
export const deeds = ['look', 'role', 'hand-over', 'remove', 'erase', 'revoke'] as const
export type Deed = (typeof deeds)[number]

/** What whoever looks may do about somebody here, as the server decides it. */
export function deedsFor(caller: Membership, { member, invitation }: PersonRow, isLastOwner: boolean): Deed[] {
  if (invitation) return ['revoke']
  if (!member) return []
  const about = { orgId: caller.orgId, userId: member.id, role: member.role, shares: member.shares }
  const isSelf = member.id === caller.userId
  const allowed: Readonly<Record<Deed, boolean>> = {
    look: !isSelf && may(caller, 'see_detail', about),
    role: may(caller, 'change_role', about) && !(isSelf && isLastOwner),
    'hand-over': !isSelf && caller.role === 'owner',
    remove: !isSelf && may(caller, 'end_membership', about),
    erase: !isSelf && may(caller, 'erase_data', about),
    revoke: false,
  }
  return deeds.filter((deed) => allowed[deed])
}

/** The person that the address names, and what is done about them. */
export function PersonDialog({ people }: { readonly people: readonly PersonRow[] }) {
  const words = useWords(peopleWords)
  const { look } = useWords(personWords)
  const { me, org } = useSelf()
  const change = useChangeAddress()
  const { who, do: named } = useAddress()
  const person = people.find(({ id }) => id === who)
  const caller = { orgId: org.id, userId: me.id, role: org.role, shares: false }
  const isLastOwner = people.filter(({ member }) => member?.role === 'owner').length === 1
  const possible = person ? deedsFor(caller, person, isLastOwner) : []
  const deed = possible.find((one) => one === named)
  const name = person ? personName(person, words.somebody) : words.title
  const back = () => deed !== undefined && change({ do: undefined }, true)
  const gone = () => change({ who: undefined, do: undefined }, true)
  const given = (of: Deed) => ({ person: person!, name, open: deed === of, onClose: back, onGone: gone })
  return (
    <>
      <Dialog title={name} open={who !== undefined && deed === undefined} onClose={() => who && !deed && gone()}>
        {person ? <PersonDetail person={person} deeds={possible} /> : <p>{words.gone}</p>}
      </Dialog>
      {person && (
        <>
          <Dialog title={look.title} open={deed === 'look'} onClose={back}>
            <Look person={person.id} name={name} />
          </Dialog>
          <ChangeRole {...given('role')} />
          <HandOver {...given('hand-over')} />
          <Remove {...given('remove')} />
          <Erase {...given('erase')} />
          <Revoke {...given('revoke')} />
        </>
      )}
    </>
  )
}
