import { useChangeAddress } from '../../data/change-address.ts'
import { useParam } from '../../data/param.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Fact, Facts } from '../../ui/facts.tsx'
import { peopleWords } from '../../words/people.ts'
import { useWords } from '../../words/words.ts'
import { personName } from './people-table.tsx'
import type { PersonRow } from './rows.ts'

/** The person that the address names. */
export function PersonDialog({ people }: { readonly people: readonly PersonRow[] }) {
  const words = useWords(peopleWords)
  const change = useChangeAddress()
  const [who] = useParam('who')
  const person = people.find(({ id }) => id === who)
  return (
    <Dialog
      title={person ? personName(person, words.somebody) : words.title}
      open={who !== undefined}
      onClose={() => who !== undefined && change({ who: undefined })}
    >
      {person ? (
        <Facts>
          <Fact name={words.columns.role}>{words.roles[person.role]}</Fact>
          <Fact name={words.columns.state}>{words.states[person.state]}</Fact>
        </Facts>
      ) : (
        <p>{words.gone}</p>
      )}
    </Dialog>
  )
}
