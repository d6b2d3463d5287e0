import type { Locale } from '../../core/texts/language.ts'
import { recipientTextsOf, type Shared } from '../../core/texts/recipient-pages.ts'
import { quoted, toFormPage, toNotePage } from './form.ts'

/** Where somebody without an account says that they want reports. Names in it are text. */
export function recipientPage(locale: Locale, shared: readonly Shared[], action: string): string {
  const { title, offer, nothingYet, yes } = recipientTextsOf(locale)
  const told = shared.map((one) => offer({ ...one, asker: quoted(one.asker), organisation: quoted(one.organisation) }))
  return toFormPage({ locale, title, intro: [...told, nothingYet], action, fields: [], go: yes })
}

export const recipientDonePage = (locale: Locale, address: string): string => {
  const { title, done } = recipientTextsOf(locale)
  return toNotePage(locale, title, [done(quoted(address))])
}
