import type { Locale } from '../../core/texts/language.ts'

/** Each language by its own name, wherever one is chosen: who cannot read the rest finds theirs. */
export const languageNames: Readonly<Record<Locale, string>> = { en: 'English', 'pt-BR': 'Português (Brasil)' }
