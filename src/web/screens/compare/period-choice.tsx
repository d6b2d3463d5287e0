import { useNavigate } from '@tanstack/react-router'
import { type Range, type RangeUnit, rangeAround, rangeBefore } from '../../../core/ranges.ts'
import type { Day } from '../../../core/time.ts'
import { formatRangeName, rangeWords } from '../../data/range.ts'
import { useSelf } from '../../data/self.ts'
import { useToday } from '../../data/today.ts'
import { Button } from '../../ui/button.tsx'
import { BareSelect } from '../../ui/select.tsx'
import { Segments } from '../../ui/tabs.tsx'
import { compareWords } from '../../words/compare.ts'
import { useLocale, useWords } from '../../words/words.ts'

/** How many periods back can be chosen. */
const offered: Readonly<Record<RangeUnit, number>> = { day: 62, week: 53, month: 36, year: 6 }
const units = ['week', 'month', 'year'] as const

/** The two periods, and which length they are of. */
export function PeriodChoice({ a, b }: { readonly a: Range; readonly b: Range }) {
  const words = useWords(compareWords)
  const names = useWords(rangeWords)
  const locale = useLocale()
  const today = useToday()
  const { weekStart } = useSelf()
  const navigate = useNavigate()
  const go = (first: string, second: string) =>
    void navigate({
      to: '.',
      search: (old: Record<string, unknown>) => ({ ...old, a: first, b: second }),
      resetScroll: false,
    } as never)
  const options = periods(rangeAround(today, b.unit, weekStart), [a, b]).map((range) => ({
    value: range.name,
    text: formatRangeName(range, locale),
  }))
  const change = (unit: RangeUnit) => {
    const present = rangeAround(earlier(b.last, today), unit, weekStart)
    go(rangeBefore(present).name, present.name)
  }
  return (
    <>
      <BareSelect label={words.first} value={a.name} options={options} onChange={(name) => go(name, b.name)} />
      <Button small onClick={() => go(b.name, a.name)} aria-label={words.swap}>
        ⇄
      </Button>
      <BareSelect label={words.second} value={b.name} options={options} onChange={(name) => go(a.name, name)} />
      <Segments
        label={names.unit}
        options={units.map((unit) => ({ value: unit as RangeUnit, text: names.units[unit] }))}
        value={b.unit}
        onChange={change}
      />
    </>
  )
}

const earlier = (a: Day, b: Day): Day => [a, b].sort()[0]!

/** From the present one back, and those that are chosen. */
function periods(present: Range, chosen: readonly Range[]): Range[] {
  const list = [present]
  while (list.length < offered[present.unit]) list.push(rangeBefore(list.at(-1)!))
  const names = new Set(list.map(({ name }) => name))
  return [
    ...list,
    ...chosen.filter(({ name }, i) => !names.has(name) && chosen.findIndex((one) => one.name === name) === i),
  ]
}
