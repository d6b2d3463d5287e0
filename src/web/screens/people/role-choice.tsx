import { mayGive, roles } from '../../../core/access.ts'
import { useSelf } from '../../data/self.ts'
import { peopleWords } from '../../words/people.ts'
import { personWords } from '../../words/person.ts'
import { useWords } from '../../words/words.ts'

interface RoleChoiceProps {
  readonly legend: string
  readonly usual: string
}

/** The roles that whoever looks may give, each with what it means. */
export function RoleChoice({ legend, usual }: RoleChoiceProps) {
  const words = useWords(peopleWords)
  const { says } = useWords(personWords)
  const { me, org } = useSelf()
  const caller = { orgId: org.id, userId: me.id, role: org.role, shares: false }
  return (
    <fieldset className="mb-5">
      <legend className="mb-2 text-cell font-semibold">{legend}</legend>
      {roles
        .filter((role) => mayGive(caller, role))
        .map((role) => (
          <div key={role} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 py-[6px]">
            <input
              id={`role-${role}`}
              type="radio"
              name="role"
              value={role}
              defaultChecked={role === usual}
              aria-describedby={`role-${role}-says`}
              className="mt-[2px] size-4 accent-(--button)"
            />
            <label htmlFor={`role-${role}`} className="text-cell">
              {words.roles[role]}
            </label>
            <p id={`role-${role}-says`} className="col-start-2 text-note text-ink-2">
              {says[role]}
            </p>
          </div>
        ))}
    </fieldset>
  )
}
