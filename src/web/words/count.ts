import { formatCount } from '../../core/format.ts'
import type { Locale } from '../../core/texts/language.ts'

const rules: Readonly<Record<Locale, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  'pt-BR': new Intl.PluralRules('pt-BR'),
}

/** The form of a word that goes with a number. */
export const plural = (locale: Locale, n: number, one: string, other: string): string =>
  rules[locale].select(n) === 'one' ? one : other

/** `1 computer`, `1,204 computers`: the figure and its noun on one line. */
export const counted = (locale: Locale, n: number, one: string, other: string): string =>
  `${formatCount(n, locale)}\u00a0${plural(locale, n, one, other)}`
