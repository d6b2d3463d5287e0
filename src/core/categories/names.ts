import { AppError } from '../errors.ts'
import { type Locale, locales } from '../texts/language.ts'
import type { Category } from './rules.ts'
import { isStarterKey, starterNames } from './starter-names.ts'
import { ancestry, byId } from './tree.ts'

/** What a category is called: as somebody named it, else in the reader's language. */
export function nameOf({ id, key, name }: Category, locale: Locale): string {
  if (name !== null) return name
  return key !== null && isStarterKey(key) ? starterNames[locale][key] : `${key ?? id}`
}

/** With what lies above it: `Work/Documents`. */
export const pathOf = (categories: readonly Category[], id: number, locale: Locale): string => {
  const all = byId(categories)
  return ancestry(all, id)
    .reverse()
    .map((each) => nameOf(all.get(each)!, locale))
    .join('/')
}

const namesOf = (category: Category): string[] => [
  String(category.id),
  ...(category.key === null ? [] : [category.key]),
  ...locales.map((locale) => nameOf(category, locale)),
]

/** Every name that a category goes by, in lower case: two of one parent may have none in common. */
export const allNamesOf = (category: Category): string[] => namesOf(category).map((name) => name.toLowerCase())

/**
 * The category that somebody means: its number, key, name in either language, or path, `Work/Documents`.
 * @throws AppError `not_found` if there is none, `invalid` if there are several
 */
export function findCategory(categories: readonly Category[], typed: string): Category {
  const all = byId(categories)
  const wanted = typed.split('/').map((part) => part.trim().toLowerCase())
  const fits = ({ id }: Category) => {
    const path = ancestry(all, id)
    return wanted.every((part, i) => {
      const each = all.get(path[wanted.length - 1 - i] ?? -1)
      return each !== undefined && allNamesOf(each).includes(part)
    })
  }
  const byNumber = /^\d+$/.test(typed) ? all.get(Number(typed)) : undefined
  const found = byNumber ? [byNumber] : categories.filter(fits)
  if (found.length === 1) return found[0]!
  if (found.length === 0)
    throw new AppError('not_found', `there is no category "${typed}"; \`usage-audit categories\` lists them`)
  const paths = found.map(({ id }) => `${pathOf(categories, id, 'en')} (${id})`).join(', ')
  throw new AppError('invalid', `"${typed}" may be ${paths}; write the number or the path`)
}
