import { formatCount, formatPercent } from '../../../core/format.ts'
import type { Locale } from '../../../core/texts/language.ts'
import type { Figure } from '../../../core/view/headline.ts'
import { useSelf } from '../../data/self.ts'
import { Figures, Hero } from '../../ui/figures.tsx'
import { counted, plural } from '../../words/count.ts'
import { devicesWords } from '../../words/devices.ts'
import { useLocale, useWords } from '../../words/words.ts'
import type { Computer } from './computers.ts'
import { type FleetSums, sumFleet } from './sums.ts'

type Words = (typeof devicesWords)['en']

/** How the computers stand as a whole: the one figure that somebody comes for, and those beside it. */
export function FleetHead({ all }: { readonly all: readonly Computer[] }) {
  const words = useWords(devicesWords)
  const locale = useLocale()
  const { zone } = useSelf()
  const sums = sumFleet(all, zone, Date.now())
  return (
    <div className="flex flex-col gap-6 pt-8 pb-10 sm:pt-10 lg:grid lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)] lg:items-end lg:gap-16">
      <Hero {...toHero(sums, words, locale)} />
      <Figures figures={toFigures(sums, words, locale)} />
    </div>
  )
}

function toHero({ current, silent, today }: FleetSums, words: Words, locale: Locale): Figure {
  const all = counted(locale, current, words.computer, words.computers)
  if (current === 0) return { figure: formatCount(0, locale), label: words.allRevoked }
  if (current === 1 && today === 0)
    return { figure: formatCount(1, locale), label: silent > 0 ? words.only.silent : words.only.notToday }
  if (silent > 0) return { figure: formatCount(silent, locale), label: words.silentOf({ all, one: silent === 1 }) }
  if (today === current)
    return { figure: formatCount(current, locale), label: plural(locale, current, words.all.one, words.all.other) }
  return { figure: formatCount(today, locale), label: words.someToday({ all }) }
}

/** Coverage always; of the rest what there is any of. */
function toFigures(sums: FleetSums, words: Words, locale: Locale): Figure[] {
  const { figures } = words
  const known = (n: number, label: string) => (n > 0 ? [{ figure: formatCount(n, locale), label }] : [])
  return [
    ...(sums.coverage === null ? [] : [{ figure: formatPercent(sums.coverage, locale), label: figures.coverage }]),
    ...(sums.silent > 0 && sums.current > 1 ? [{ figure: formatCount(sums.today, locale), label: figures.today }] : []),
    ...known(sums.neverSeen, figures.neverSeen),
    ...known(sums.paused, figures.paused),
    ...known(sums.outdated, figures.outdated),
    ...known(sums.clock, figures.clock),
    ...known(sums.fault, figures.fault),
    ...(sums.newest === null
      ? []
      : [
          {
            figure: sums.newest.version,
            label: figures.newest(counted(locale, sums.newest.computers, words.computer, words.computers)),
          },
        ]),
    ...(sums.people > 1 ? [{ figure: formatCount(sums.people, locale), label: figures.people }] : []),
  ].slice(0, mostFigures)
}

/** As many as stand beside the first one. */
const mostFigures = 4
