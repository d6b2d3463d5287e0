import { describe, expect, it } from 'vitest'
import { foresee } from './foresee.ts'
import { createJudge } from './judge.ts'
import type { Rule, Ruleset } from './rules.ts'
import type { Takers } from './takers.ts'
import { createTeller } from './teller.ts'

const nothing = { app: null, path: null, title: null, domain: null, parentId: null }
const rules: readonly Rule[] = [
  { ...nothing, id: 11, categoryId: 3, title: '*cats*' },
  { ...nothing, id: 12, categoryId: 2, app: 'firefox*|brave*' },
  { ...nothing, id: 13, categoryId: 4, app: 'chess' },
  { ...nothing, id: 14, categoryId: 5, app: 'mail' },
]
const ruleset: Ruleset = {
  revision: 1,
  lastId: 20,
  categories: [
    { id: 1, parentId: null, key: null, name: 'Leisure' },
    { id: 2, parentId: null, key: null, name: 'Web' },
    { id: 3, parentId: 1, key: null, name: 'Video' },
    { id: 4, parentId: 1, key: null, name: 'Games' },
    { id: 5, parentId: null, key: null, name: 'Letters' },
  ],
  rules,
}
const names = ['firefox', 'brave', 'chess', 'mail', 'odd', 'own']
const subjects = new Map(names.map((name, i) => [i, { kind: 'app', key: name, name }]))
const idOf = (name: string) => names.indexOf(name)
/** Each has one computer, which is called like them. */
const people = 'abcdefghij'
const owners = new Map([...people].map((id, i) => [i, id]))

type Used = Readonly<Record<string, Readonly<Record<string, number>>>>

const rowsOf = (used: Used) =>
  Object.entries(used).flatMap(([name, hours]) =>
    Object.entries(hours).map(([who, ms]) => ({ subjectId: idOf(name), deviceId: people.indexOf(who), ms })),
  )
const all = (ms: number, who = 'abcdefg') => Object.fromEntries([...who].map((id) => [id, ms]))
const toTakers = (apps: Used, titles: Used = {}): Takers => ({
  ...{ subjects, owners, apps: rowsOf(apps) },
  titles: rowsOf(titles).map((row) => ({ ...row, ruleId: 11 })),
})

const judge = createJudge(ruleset)
const tell = (takers: Takers, open = '') => {
  const teller = createTeller(takers, judge, new Set(open))
  return {
    categories: [1, 2, 3, 4, 5, null].filter((id) => teller.ofCategory(id)),
    branches: [1, 2, 5].filter((id) => teller.ofBranch(id)),
    rules: rules.map(({ id }) => id).filter((id) => teller.ofRule(id)),
    apps: names.filter((name) => teller.ofApp(idOf(name))),
  }
}
const everything = { categories: [1, 2, 3, 4, 5, null], branches: [1, 2, 5], rules: [11, 12, 13, 14], apps: names }

describe('createTeller', () => {
  const usual = { firefox: all(9), brave: all(2), mail: all(5), odd: all(1), chess: all(3) }

  it('tells all where five people used each app, or where everybody shares', () => {
    expect(tell(toTakers(usual))).toEqual(everything)
    expect(tell(toTakers({ ...usual, own: { a: 4 } }, { firefox: { a: 1 } }), 'abcdefg')).toEqual(everything)
    // A category that is to come has nothing yet.
    expect(createTeller(toTakers(usual), judge, new Set()).ofCategory(99)).toBe(true)
  })

  it('withholds, beside an app of one person, the smallest other of its category, so that nobody subtracts', () => {
    const told = tell(toTakers({ ...usual, own: { a: 4 } }))
    expect(told).toEqual({ ...everything, apps: ['firefox', 'brave', 'chess', 'mail'] })
  })

  it('withholds, beside a category of one person, the smallest other one, down to its apps', () => {
    const told = tell(toTakers({ ...usual, chess: { a: 3 }, odd: all(8) }))
    expect(told).toEqual({
      // Leisure is chess alone, and all of it follows from the rest unless letters are withheld, too.
      categories: [1, 2, 3, null],
      branches: [2],
      rules: [11, 12],
      apps: ['firefox', 'brave', 'odd', 'own'],
    })
  })

  it('counts who had an app in front, not whose computer it ran on', () => {
    expect(tell(toTakers({ ...usual, mail: { ...all(0), a: 5 } })).rules).not.toContain(14)
    expect(tell(toTakers({ ...usual, mail: { a: 0 } })).apps).not.toContain('mail')
    expect(tell(toTakers({ ...usual, mail: { a: 0 } })).branches).toEqual([1, 2])
  })

  it('tells neither what one person did in windows of an app, nor by what the app had more than its rule', () => {
    const told = tell(toTakers(usual, { firefox: { a: 2 } }))
    expect(told.rules).not.toContain(11)
    expect(told.apps).not.toContain('firefox')
    expect(told.rules).toContain(12)
    expect(tell(toTakers(usual, { firefox: { a: 2 } }), 'a')).toEqual(everything)
    expect(tell(toTakers(usual, { firefox: all(2) }))).toEqual(everything)
    // Of the others nothing but such windows is there: the rest is one person's.
    expect(tell(toTakers({ ...usual, brave: {} }, { firefox: all(9, 'bcdefg') })).rules).not.toContain(12)
  })
})

describe('foresee', () => {
  const before = toTakers({ firefox: all(9), brave: all(2), mail: all(5), odd: all(1), own: { a: 4 } })
  const tellAfter = (changed: readonly Rule[], after = before, open = new Set<string>()) => {
    const teller = createTeller(before, judge, open)
    const next = createJudge({ ...ruleset, rules: changed })
    const tells = foresee({ judge, next, takers: before, nextTakers: after, teller, open })
    return [1, 2, 3, 4, 5, null].filter((id) => tells(id))
  }
  const add = (app: string, categoryId: number): Rule => ({ ...nothing, id: 15, categoryId, app })

  it('tells what would be, unless what goes from one category to another is of too few people', () => {
    expect(tellAfter(rules)).toEqual([1, 2, 3, 4, 5, null])
    expect(tellAfter([...rules, add('own', 5)])).toEqual([1, 2, 3, 4])
    expect(tellAfter([...rules, add('own', 5)], before, new Set('a'))).toEqual([1, 2, 3, 4, 5, null])
    expect(tellAfter([add('mail', 2), ...rules])).toEqual([1, 2, 3, 4, 5, null])
  })

  it('tells what rules on titles would take of five people, and not of one', () => {
    const taken = (who: string) => ({ ...before, titles: toTakers({}, { firefox: all(3, who) }).titles })
    expect(tellAfter(rules, taken('abcde'))).toEqual([1, 2, 3, 4, 5, null])
    expect(tellAfter(rules, taken('a'))).toEqual([1, 4, 5, null])
  })
})
