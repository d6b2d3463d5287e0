import { en } from './en.ts'
import { type Locale, locales, type Texts } from './language.ts'
import { ptBr } from './pt-br.ts'

/** Every language there is; the compiler asks for one that is missing here, and for each text that is missing in it. */
const languages: Readonly<Record<Locale, Texts>> = { en, 'pt-BR': ptBr }

export const textsOf = (locale: Locale): Texts => languages[locale]

/** A language we speak: the one named, or English. */
export const toLocale = (name: string): Locale => locales.find((locale) => locale === name) ?? 'en'
