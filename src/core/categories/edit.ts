import { AppError } from '../errors.ts'
import { toPlainText } from '../text.ts'
import { toPatterns } from './judge.ts'
import { allNamesOf, nameOf } from './names.ts'
import { type Category, looksAtTitle, type Rule, type RuleConditions, type Ruleset } from './rules.ts'
import { ancestry, byId, withBelow } from './tree.ts'

/** A change of the rules: pure, and refused as a whole. */
export type Edit = (ruleset: Ruleset) => Ruleset

const nameLength = 60
const patternLength = 4_000
const mostCategories = 1_000
const mostRules = 2_000
const deepest = 10

/** A category of its own name. @throws AppError `invalid` for a name that a sibling has, or that is none */
export const addCategory =
  (name: string, parentId: number | null): Edit =>
  (ruleset) => {
    if (parentId !== null) getCategory(ruleset, parentId)
    const id = ruleset.lastId + 1
    const category = { id, parentId, key: null, name: toName(name) }
    return checkTree({ ...ruleset, lastId: id, categories: [...ruleset.categories, category] }, category)
  }

export const renameCategory =
  (id: number, name: string): Edit =>
  (ruleset) =>
    setCategory(ruleset, { ...getCategory(ruleset, id), name: toName(name) })

/** Puts a category with all below it elsewhere. @throws AppError `invalid` where it would come to lie below itself */
export const moveCategory =
  (id: number, parentId: number | null): Edit =>
  (ruleset) => {
    const category = getCategory(ruleset, id)
    if (parentId !== null) getCategory(ruleset, parentId)
    if (parentId !== null && withBelow(ruleset.categories, id).has(parentId))
      throw new AppError('invalid', `a category cannot lie below itself: ${parentId} is in ${id}`, { at: 'parentId' })
    return setCategory(ruleset, { ...category, parentId })
  }

/** What becomes of what is in a category that goes: its place is taken by another, or it goes too. */
export type Content = { readonly into: number } | 'removed' | undefined

/**
 * Removes a category.
 * @param content of categories and rules in it; without it the category must be empty
 * @throws AppError `invalid` if it is not, naming what is in it
 */
export const removeCategory =
  (id: number, content?: Content): Edit =>
  (ruleset) => {
    const category = getCategory(ruleset, id)
    const below = withBelow(ruleset.categories, id)
    const inside = ruleset.rules.filter((rule) => below.has(rule.categoryId) || below.has(rule.parentId ?? -1))
    if (content === undefined && below.size + inside.length > 1)
      throw new AppError(
        'invalid',
        `in "${nameOf(category, 'en')}" or about it are ${below.size - 1} categories and ${inside.length} rules; say where they go (--into), or that they go too (--with-content)`,
        { at: 'content', details: { categories: below.size - 1, rules: inside.length } },
      )
    if (typeof content === 'object') return replaceCategory(ruleset, id, content.into)
    const categories = ruleset.categories.filter((one) => !below.has(one.id))
    return { ...ruleset, categories, rules: ruleset.rules.filter((rule) => !inside.includes(rule)) }
  }

function replaceCategory(ruleset: Ruleset, id: number, into: number): Ruleset {
  getCategory(ruleset, into)
  if (withBelow(ruleset.categories, id).has(into))
    throw new AppError('invalid', `category ${into} goes with ${id}; name one outside of it`, { at: 'into' })
  const swap = (one: number | null) => (one === id ? into : one)
  const next = {
    ...ruleset,
    categories: ruleset.categories
      .filter((one) => one.id !== id)
      .map((one) => ({ ...one, parentId: swap(one.parentId) })),
    rules: ruleset.rules.map((rule) => ({
      ...rule,
      categoryId: swap(rule.categoryId)!,
      parentId: swap(rule.parentId),
    })),
  }
  return next.categories.filter(({ parentId }) => parentId === into).reduce(checkTree, next)
}

/** Where a rule stands: the first one that matches counts. */
export type Place = 'first' | 'last' | { readonly before: number } | { readonly after: number }

/** @throws AppError `invalid` for a rule that says nothing, or that nothing could match */
export const addRule =
  (categoryId: number, conditions: RuleConditions, place: Place = 'first'): Edit =>
  (ruleset) => {
    const id = ruleset.lastId + 1
    const rule = checkRule(ruleset, { id, categoryId, ...conditions })
    if (ruleset.rules.length >= mostRules) throw new AppError('invalid', `there may be ${mostRules} rules, no more`)
    return { ...ruleset, lastId: id, rules: insert(ruleset.rules, rule, place) }
  }

/** Changes what is given and leaves the rest; null takes a condition away. */
export const changeRule =
  (id: number, given: Partial<Omit<Rule, 'id'>>, place?: Place): Edit =>
  (ruleset) => {
    const rule = checkRule(ruleset, { ...getRule(ruleset, id), ...given })
    const others = ruleset.rules.filter((one) => one.id !== id)
    return {
      ...ruleset,
      rules: place ? insert(others, rule, place) : ruleset.rules.map((one) => (one.id === id ? rule : one)),
    }
  }

export const removeRule =
  (id: number): Edit =>
  (ruleset) => {
    getRule(ruleset, id)
    return { ...ruleset, rules: ruleset.rules.filter((one) => one.id !== id) }
  }

function insert(rules: readonly Rule[], rule: Rule, place: Place): Rule[] {
  if (place === 'first') return [rule, ...rules]
  if (place === 'last') return [...rules, rule]
  const beside = 'before' in place ? place.before : place.after
  const at = rules.findIndex(({ id }) => id === beside)
  if (at < 0) throw new AppError('not_found', `there is no other rule ${beside} beside which it could stand`)
  return rules.toSpliced('before' in place ? at : at + 1, 0, rule)
}

function getCategory({ categories }: Ruleset, id: number): Category {
  const found = categories.find((one) => one.id === id)
  if (!found) throw new AppError('not_found', `there is no category ${id}; \`usage-audit categories\` lists them`)
  return found
}

/** @throws AppError `not_found` */
export function getRule({ rules }: Ruleset, id: number): Rule {
  const found = rules.find((one) => one.id === id)
  if (!found) throw new AppError('not_found', `there is no rule ${id}; \`usage-audit rules\` lists them`)
  return found
}

const setCategory = (ruleset: Ruleset, category: Category): Ruleset =>
  checkTree(
    { ...ruleset, categories: ruleset.categories.map((one) => (one.id === category.id ? category : one)) },
    category,
  )

/** @throws AppError `invalid` where a category has a sibling of its name, or the tree grew too deep or too large */
function checkTree(ruleset: Ruleset, { id, parentId, ...rest }: Category): Ruleset {
  const { categories } = ruleset
  const names = new Set(allNamesOf({ id, parentId, ...rest }))
  const twin = categories.find(
    (one) => one.id !== id && one.parentId === parentId && allNamesOf(one).some((name) => names.has(name)),
  )
  const fault = (what: string, at: string) => new AppError('invalid', what, { at })
  if (twin)
    throw new AppError(
      'invalid',
      `there is a category “${nameOf(twin, 'en')}” at this place already; give another name or choose another place`,
      { at: 'name', details: { fault: 'category_here' } },
    )
  if (categories.length > mostCategories) throw fault(`there may be ${mostCategories} categories, no more`, 'name')
  const all = byId(categories)
  if (categories.some((one) => ancestry(all, one.id).length > deepest))
    throw fault(`categories may lie ${deepest} deep, no deeper`, 'parentId')
  return ruleset
}

function toName(typed: string): string {
  const name = toPlainText(typed, nameLength + 1).trim()
  if (name === '' || name.length > nameLength || name.includes('/') || /^\d+$/.test(name))
    throw new AppError(
      'invalid',
      `a category's name has 1 to ${nameLength} characters, not all of them digits, and no "/" in it`,
      { at: 'name', details: { fault: 'category_name' } },
    )
  return name
}

function checkRule(ruleset: Ruleset, rule: Rule): Rule {
  getCategory(ruleset, rule.categoryId)
  if (rule.parentId !== null) getCategory(ruleset, rule.parentId)
  const fault = (what: string, at: string) => new AppError('invalid', what, { at })
  for (const part of ['app', 'path', 'title', 'domain'] as const) {
    const text = rule[part]
    if (text !== null && (toPatterns(text)!.length === 0 || text.length > patternLength))
      throw fault(`"${text.slice(0, 40)}" is no pattern; write it as firefox* or firefox*|chrome*`, part)
  }
  if (rule.parentId !== null && !looksAtTitle(rule))
    throw fault('a rule on a parent category needs a title or a domain too: it sorts windows, not apps', 'parentId')
  if (rule.app === null && rule.path === null && !looksAtTitle(rule))
    throw fault('a rule needs an app, a path, a title or a domain to look at', 'app')
  return rule
}
