import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import {
  addCategory,
  addRule,
  changeRule,
  type Edit,
  moveCategory,
  type Place,
  removeCategory,
  removeRule,
  renameCategory,
} from './edit.ts'
import { findCategory, nameOf, pathOf } from './names.ts'
import type { RuleConditions, Ruleset } from './rules.ts'
import { toStarters } from './starters.ts'
import { byId, toBranches } from './tree.ts'

const nothing: RuleConditions = { app: null, path: null, title: null, domain: null, parentId: null }
const starters = toStarters()
const idOf = (typed: string, { categories } = starters) => findCategory(categories, typed).id
const codeOf = (edit: Edit, ruleset = starters): string | undefined => {
  try {
    edit(ruleset)
    return undefined
  } catch (error) {
    return (error as AppError).code
  }
}

function expectSound(before: Ruleset, { categories, rules, lastId }: Ruleset): void {
  expect(toBranches(categories, (one) => nameOf(one, 'en'))).toHaveLength(categories.length)
  const ids = byId(categories)
  const isThere = (id: number | null) => id === null || ids.has(id)
  expect(rules.every((rule) => isThere(rule.categoryId) && isThere(rule.parentId))).toBe(true)
  expect(lastId).toBeGreaterThanOrEqual(before.lastId)
  const known = byId(before.categories)
  expect(categories.every(({ id }) => known.has(id) || id > before.lastId)).toBe(true)
  const paths = categories.map(({ id }) => pathOf(categories, id, 'pt-BR').toLowerCase())
  expect(new Set(paths).size).toBe(paths.length)
}

describe('edits of the tree', () => {
  it('never make a cycle, leave nothing without its parent, and give no number twice', () => {
    const which = fc.nat(40)
    const anyEdit = fc.oneof(
      fc.tuple(which, fc.option(which)).map(([a, b]) => moveCategory(a, b)),
      fc.tuple(fc.string(), fc.option(which)).map(([name, parent]) => addCategory(name, parent)),
      fc.tuple(which, which).map(([a, b]) => removeCategory(a, { into: b })),
      which.map((a) => removeCategory(a, 'removed')),
      fc.tuple(which, fc.constantFrom('A', 'B', 'Games', 'Jogos')).map(([a, name]) => renameCategory(a, name)),
    )
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 30 }), (edits) => {
        let ruleset: Ruleset = starters
        for (const edit of edits) {
          const before = ruleset
          try {
            ruleset = edit(ruleset)
          } catch (error) {
            expect(error).toBeInstanceOf(AppError)
          }
          expectSound(before, ruleset)
        }
      }),
    )
  })

  it('refuse a cycle, a twin in any language, and names that say nothing', () => {
    expect(codeOf(moveCategory(idOf('work'), idOf('documents')))).toBe('invalid')
    expect(codeOf(moveCategory(idOf('work'), idOf('work')))).toBe('invalid')
    expect(codeOf(addCategory('jogos', idOf('leisure')))).toBe('invalid')
    expect(codeOf(addCategory('jogos', null))).toBeUndefined()
    for (const name of ['', ' ', 'a/b', '12', 'x'.repeat(61)]) expect(codeOf(addCategory(name, null))).toBe('invalid')
    expect(codeOf(renameCategory(999, 'A'))).toBe('not_found')
  })

  it('remove a category only once it is said what becomes of what is in it', () => {
    const leisure = idOf('leisure')
    expect(() => removeCategory(leisure)(starters)).toThrow(/3 categories and 4 rules/)
    expect(codeOf(removeCategory(leisure, { into: idOf('games') }))).toBe('invalid')
    const moved = removeCategory(leisure, { into: idOf('work') })(starters)
    expect(moved.rules).toHaveLength(starters.rules.length)
    expect(idOf('Work/Games', moved)).toBe(idOf('games'))
    const gone = removeCategory(idOf('web'), 'removed')(starters)
    expect(gone.rules.some(({ parentId, categoryId }) => [parentId, categoryId].includes(idOf('web')))).toBe(false)
    const empty = addCategory('Empty', null)(starters)
    expect(removeCategory(empty.lastId)(empty).categories).toEqual(starters.categories)
  })

  it('name a category by number, key, name in either language, or path, and say when it may be several', () => {
    for (const typed of ['24', 'games', 'Games', 'jogos', 'Leisure/Games', 'lazer / jogos'])
      expect(idOf(typed)).toBe(24)
    const twice = addCategory('Games', idOf('work'))(starters)
    expect(() => idOf('games', twice)).toThrow(/Leisure\/Games \(24\), Work\/Games/)
    expect(idOf('work/games', twice)).toBe(twice.lastId)
    expect(() => idOf('nowhere')).toThrow(/no category "nowhere"/)
  })
})

describe('edits of rules', () => {
  it('put a rule where it is to stand, and move no other', () => {
    const first = starters.rules[0]!.id
    const placeOf = (place?: Place) => {
      const { rules, lastId } = addRule(1, { ...nothing, app: 'x' }, place)(starters)
      expect(rules.filter(({ id }) => id !== lastId)).toEqual(starters.rules)
      return rules.findIndex(({ id }) => id === lastId)
    }
    expect([placeOf(), placeOf('last')]).toEqual([0, starters.rules.length])
    expect([placeOf({ before: first }), placeOf({ after: first })]).toEqual([0, 1])
    expect(codeOf(addRule(1, { ...nothing, app: 'x' }, { before: 999 }))).toBe('not_found')
    const moved = changeRule(first, {}, 'last')(starters)
    expect(moved.rules.at(-1)).toEqual(starters.rules[0])
    expect(removeRule(first)(moved).rules).toEqual(starters.rules.slice(1))
  })

  it('refuse a rule that looks at nothing, or on a parent without a title', () => {
    expect(codeOf(addRule(1, nothing))).toBe('invalid')
    expect(codeOf(addRule(1, { ...nothing, app: ' | ' }))).toBe('invalid')
    expect(codeOf(addRule(1, { ...nothing, app: 'x', parentId: 2 }))).toBe('invalid')
    expect(codeOf(addRule(999, { ...nothing, app: 'x' }))).toBe('not_found')
    expect(codeOf(changeRule(999, {}))).toBe('not_found')
    const title = starters.rules.find((rule) => rule.title !== null)!
    expect(codeOf(changeRule(title.id, { title: null }))).toBe('invalid')
  })
})
