import { useChangeAddress } from '../../data/change-address.ts'
import { useAddress } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { peopleWords } from '../../words/people.ts'
import { personWords } from '../../words/person.ts'
import { useWords } from '../../words/words.ts'
import { ChangeRole, HandOver, Remove } from './changes.tsx'
import { type Deed, deedsFor } from './deeds.ts'
import { Erase } from './erase.tsx'
import { Revoke } from './invitation.tsx'
import { Look } from './look.tsx'
import { personName } from './people-table.tsx'
import { PersonDetail } from './person-detail.tsx'
import type { PersonRow } from './rows.ts'

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
          <Erase key={person.id} {...given('erase')} />
          <Revoke {...given('revoke')} />
        </>
      )}
    </>
  )
}
