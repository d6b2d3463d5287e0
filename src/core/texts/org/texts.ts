import type { Locale } from '../language.ts'
import { orgEn } from './en.ts'
import { orgPtBr } from './pt-br.ts'
import type { OrgTexts } from './words.ts'

const languages: Readonly<Record<Locale, OrgTexts>> = { en: orgEn, 'pt-BR': orgPtBr }

/** The words of an organisation's report in a language. */
export const orgTextsOf = (locale: Locale): OrgTexts => languages[locale]
