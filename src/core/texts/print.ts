import type { Locale } from './language.ts'

/** Words that only print needs. */
interface PrintTexts {
  page(words: { page: number; pages: number }): string
  /** Letters that the fonts of the file do not have. */
  lacking(sign: string): string
}

const texts: Readonly<Record<Locale, PrintTexts>> = {
  en: {
    page: ({ page, pages }) => `${page} of ${pages}`,
    lacking: (sign) =>
      `${sign} stands for a letter that this file’s fonts do not have. Copying, searching and reading aloud give the names in full, and so ` +
      'do the mail and the web.',
  },
  'pt-BR': {
    page: ({ page, pages }) => `${page} de ${pages}`,
    lacking: (sign) =>
      `${sign} está no lugar de uma letra que as fontes deste arquivo não têm. Ao copiar, buscar ou ouvir, os nomes vêm completos, assim ` +
      'como no e-mail e na web.',
  },
}

export const printTextsOf = (locale: Locale): PrintTexts => texts[locale]
