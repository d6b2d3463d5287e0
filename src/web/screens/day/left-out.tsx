import { formatInstant, formatList } from '../../../core/format.ts'
import type { Locale } from '../../../core/texts/language.ts'
import { toLabel } from '../../../core/view/label.ts'
import { plural } from '../../words/count.ts'
import { dayWords } from '../../words/day.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { type DayAnswer, isPictured } from './span.ts'

type Words = (typeof dayWords)['en']

/**
 * Why computers are missing from the picture, in a sentence each: a server records, and does not tell what is in front; of others nothing was
 * recorded, and nothing of it is in the figures.
 */
export function sayLeftOut({ devices, zone }: Pick<DayAnswer, 'devices' | 'zone'>, words: Words, locale: Locale) {
  const left = devices.filter((device) => !isPictured(device))
  const nameOf = ({ name }: (typeof left)[number]) => toLabel(name, 60)
  const ofAll = (all: typeof left, one: (names: string) => string, many: (names: string) => string) => {
    const names = formatList(all.map(nameOf), locale)
    return all.length === 0 ? [] : [plural(locale, all.length, one(names), many(names))]
  }
  const untold = left.filter(({ recordedMs }) => recordedMs > 0)
  const unrecorded = left.filter(({ recordedMs }) => recordedMs === 0)
  return [
    ...ofAll(untold, words.leftOut, words.leftOutMany),
    ...unrecorded.flatMap((device) =>
      device.silentSince === null
        ? []
        : [words.silent({ name: nameOf(device), since: formatInstant(device.silentSince, locale, zone) })],
    ),
    ...ofAll(
      unrecorded.filter(({ silentSince }) => silentSince === null),
      words.unrecorded,
      words.unrecorded,
    ),
  ]
}

/** @param answer of the whole day */
export function LeftOut({ answer }: { readonly answer: DayAnswer }) {
  const words = useWords(dayWords)
  const locale = useLocale()
  return sayLeftOut(answer, words, locale).map((sentence) => (
    <p key={sentence} className="mt-2 max-w-(--measure) text-note text-ink-2">
      {sentence}
    </p>
  ))
}
