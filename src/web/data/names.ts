import { isStarterKey, starterNames } from '../../core/categories/starter-names.ts'
import type { Locale } from '../../core/texts/language.ts'
import { toLabel } from '../../core/view/label.ts'

/** An app as a person knows it; one whose name nobody can read goes by its key. */
export const appName = ({ name, key }: { readonly name: string; readonly key: string }): string =>
  toLabel(name, 80) || toLabel(key, 80) || '?'

/** A category as somebody named it, else in the reader's language; undefined for what no rule sorts. */
export function categoryName(
  { key, name }: { readonly key: string | null; readonly name: string | null },
  locale: Locale,
): string | undefined {
  if (name !== null) return toLabel(name, 60)
  return key !== null && isStarterKey(key) ? starterNames[locale][key] : undefined
}
