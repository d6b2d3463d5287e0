import { toLabel } from '../../../core/view/label.ts'
import { useParam } from '../../data/param.ts'
import { SmallSelect } from '../../ui/select.tsx'
import { accessLogWords } from '../../words/access-log.ts'
import { accessWords } from '../../words/accesses.ts'
import { useWords } from '../../words/words.ts'
import type { Somebody } from './somebody.ts'

interface FiltersProps {
  readonly people: readonly Somebody[]
  kindOf(what: string): string
}

/** Who looked, at whose data, and at what of it: all of it in the address. */
export function Filters({ people, kindOf }: FiltersProps) {
  const words = useWords(accessLogWords)
  const { who, whose, what, kinds } = useWords(accessWords)
  const named = people.map(({ id, name }) => ({ value: id, text: toLabel(name, 60) || id }))
  return (
    <div className="no-print mb-4 grid gap-x-4 sm:grid-cols-3">
      <Filter label={who} param="actor" usual={words.anybody} options={named} />
      <Filter label={whose} param="about" usual={words.everybody} options={named} />
      <Filter
        label={what}
        param="what"
        usual={words.anything}
        options={Object.keys(kinds).map((kind) => ({ value: kind, text: kindOf(kind) }))}
      />
    </div>
  )
}

interface FilterProps {
  readonly label: string
  readonly param: string
  /** What stands there where nothing is chosen. */
  readonly usual: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
}

function Filter({ label, param, usual, options }: FilterProps) {
  const [value = '', change] = useParam(param)
  const isKnown = value === '' || options.some((one) => one.value === value)
  return (
    <SmallSelect
      label={label}
      value={value}
      options={[
        { value: '', text: usual },
        // Somebody who has left, or a program: as the address has it.
        ...(isKnown ? [] : [{ value, text: toLabel(value, 60) }]),
        ...options,
      ]}
      onChange={(next) => change(next || undefined)}
    />
  )
}
