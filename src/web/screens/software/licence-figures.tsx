import { formatCount, noFigure } from '../../../core/format.ts'
import { formatMoney } from '../../../core/format-money.ts'
import { formatWaste, toWaste } from '../../../core/licences/waste.ts'
import type { Locale } from '../../../core/texts/language.ts'
import type { Figure } from '../../../core/view/headline.ts'
import { toLabel } from '../../../core/view/label.ts'
import { useSelf } from '../../data/self.ts'
import { Figures, Hero } from '../../ui/figures.tsx'
import { counted } from '../../words/count.ts'
import { licencesWords } from '../../words/licences.ts'
import { useWords } from '../../words/words.ts'
import { formatRenewal } from './last-use.ts'
import type { UsedLicence } from './used-licence.ts'

/** What is paid for nothing, first of all; and the few figures that it follows from. */
export function LicenceFigures({ licences }: { readonly licences: readonly UsedLicence[] }) {
  const words = useWords(licencesWords)
  const { locale, today } = useSelf()
  const waste = toWaste(licences)
  const priced = licences.filter(({ price }) => price !== null)
  const bought = priced.reduce((sum, { seats, installed }) => sum + (seats ?? installed), 0)
  const unpriced = licences.length - priced.length
  const next = licences
    .filter(({ renewsOn }) => renewsOn !== null && renewsOn >= today)
    .sort((a, b) => (a.renewsOn! < b.renewsOn! ? -1 : 1))[0]
  const figures: Figure[] = [
    ...(waste.sums.length > 0 ? [{ figure: formatWaste(waste, locale, 12), label: words.year }] : []),
    {
      figure: counted(locale, waste.seats, words.seat, words.seats),
      label: words.unusedOf(formatCount(bought, locale)),
    },
    {
      figure: counted(locale, licences.length, words.licence, words.licences),
      label: unpriced > 0 ? words.withoutPrice(formatCount(unpriced, locale)) : words.allPriced,
    },
    next?.renewsOn
      ? {
          figure: formatRenewal(next.renewsOn, today, locale),
          label: words.renewal(toLabel(next.name, 60) || '?'),
        }
      : { figure: noFigure, label: words.noRenewal },
  ]
  return (
    <div className="mb-10 flex flex-col gap-8 xl:flex-row xl:items-end xl:gap-12">
      <div className="shrink-0">
        <Hero {...toHero(waste, words, locale)} />
      </div>
      <div className="min-w-0 flex-1">
        <Figures figures={figures} />
      </div>
    </div>
  )
}

/** As the organisation's mail begins: one currency is the figure; of several, the seats are. */
function toHero(waste: ReturnType<typeof toWaste>, words: (typeof licencesWords)['en'], locale: Locale): Figure {
  const [only, second] = waste.sums
  if (!only) return { figure: words.heroNothing, label: words.heroNone }
  if (second) return { figure: formatCount(waste.seats, locale), label: words.heroMany(formatWaste(waste, locale)) }
  const seats = counted(locale, waste.seats, words.seat, words.seats)
  return { figure: formatMoney(only.minor, only.currency, locale), label: words.heroOne(seats) }
}
