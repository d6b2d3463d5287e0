import { toLabel } from '../../../core/view/label.ts'
import { useParam } from '../../data/param.ts'
import { SmallSelect } from '../../ui/select.tsx'
import { accessLogWords } from '../../words/access-log.ts'
import { accessWords } from '../../words/accesses.ts'
import { useWords } from '../../words/words.ts'
import type { Chosen } from './chosen.ts'
import type { Somebody } from './somebody.ts'

interface FiltersProps {
  readonly people: readonly Somebody[]
  readonly chosen: Chosen
  kindOf(what: string): string
}

/** Who looked, at whose data, and at what of it: all of it in the address. */
export function Filters({ people, chosen, kindOf }: FiltersProps) {
  const words = useWords(accessLogWords)
  const { who, whose, what, kinds } = useWords(accessWords)
  const named = people.map(({ id, name }) => ({ value: id, text: toLabel(name, 60) || id }))
  return (
    <div className="no-print mb-4 grid gap-x-4 sm:grid-cols-3">
      <Filter label={who} param="actor" value={chosen.actor} usual={words.anybody} options={named} />
      <Filter label={whose} param="about" value={chosen.about} usual={words.everybody} options={named} />
      <Filter
        label={what}
        param="what"
        value={chosen.what}
        usual={words.anything}
        options={Object.keys(kinds).map((kind) => ({ value: kind, text: kindOf(kind) }))}
      />
    </div>
  )
}

interface FilterProps {
  readonly label: string
  readonly param: string
  readonly value: string | undefined
  /** What stands there where nothing is chosen. */
  readonly usual: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
}

function Filter({ label, param, value = '', usual, options }: FilterProps) {
  const [, change] = useParam(param)
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
