import { useContext } from 'react'
import type { Locale } from '../../core/texts/language.ts'
import { LocaleContext } from './locale.ts'

/** The words of one screen or part in every language; the compiler names what is missing in one. */
export type Catalogue<T> = Readonly<Record<Locale, T>>

/** Describes words once in English; the other languages must have the same. */
export const catalogue = <T>(words: { readonly en: T; readonly 'pt-BR': NoInfer<T> }): Catalogue<T> => words

/** The words in the reader's language. */
export const useWords = <T>(words: Catalogue<T>): T => words[useLocale()]

export const useLocale = (): Locale => useContext(LocaleContext)
