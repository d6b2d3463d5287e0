import { createContext } from 'react'
import type { Locale } from '../../core/texts/language.ts'

/** Before it is known who reads: the browser's language, if we speak it. */
export const browserLocale = (): Locale => (navigator.language.toLowerCase().startsWith('pt') ? 'pt-BR' : 'en')

export const LocaleContext = createContext<Locale>('en')
