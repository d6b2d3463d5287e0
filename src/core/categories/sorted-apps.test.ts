import { expect, it } from 'vitest'
import { unattributed } from '../apps.ts'
import { createJudge } from './judge.ts'
import { countApps, findSortedApps, toSortedApps } from './sorted-apps.ts'

const rule = { path: null, title: null, domain: null, parentId: null }
const judge = createJudge({
  revision: 1,
  lastId: 13,
  categories: [
    { id: 1, parentId: null, key: 'work', name: null },
    { id: 2, parentId: 1, key: null, name: 'Drawing' },
  ],
  rules: [
    { id: 11, categoryId: 2, app: 'acme*', ...rule },
    { id: 12, categoryId: 1, app: 'calc', ...rule },
  ],
})
const named = ['Acme Draw', 'Calc', 'Game', unattributed.key]
const sums = {
  subjects: new Map(named.map((name, i) => [i, { kind: 'app', key: name.toLowerCase(), name }])),
  usage: named.map((_, i) => ({
    subjectId: i,
    foregroundMs: 50,
    activeMs: i === 3 ? null : i * 10,
    watchingMs: 0,
    cpuMs: 1,
  })),
  titles: [],
}
const wanted = { search: '' }

it('lists apps with the rule that takes them, the most used first, and nothing that belongs to no app', () => {
  const found = toSortedApps(sums, judge).map(({ name, rule: taker }) => [name, taker?.id])
  expect(found).toEqual([
    ['Game', undefined],
    ['Calc', 12],
    ['Acme Draw', 11],
  ])
})

it('finds those of a category with what lies below it, of a rule, or of a name', () => {
  const namesOf = (asked: object) =>
    findSortedApps(sums, judge, { ...wanted, ...asked }, () => true).map(({ name }) => name)
  expect(namesOf({ category: 1 })).toEqual(['Calc', 'Acme Draw'])
  expect(namesOf({ category: 2 })).toEqual(['Acme Draw'])
  expect(namesOf({ category: 99 })).toEqual([])
  expect(namesOf({ rule: 12 })).toEqual(['Calc'])
  expect(namesOf({ search: 'ACME' })).toEqual(['Acme Draw'])
})

it('puts those whose time is withheld last, where their place does not say how long they were used', () => {
  const busy = { ...sums, usage: sums.usage.map((one) => ({ ...one, cpuMs: one.subjectId === 0 ? 9 : 1 })) }
  const isTold = (subjectId: number) => subjectId === 1
  expect(findSortedApps(busy, judge, wanted, isTold).map(({ name }) => name)).toEqual(['Calc', 'Acme Draw', 'Game'])
})

it('counts them in each category and all above it, and those in none', () => {
  expect([...countApps(toSortedApps(sums, judge), judge.ruleset.categories)]).toEqual([
    [null, 1],
    [1, 2],
    [2, 1],
  ])
})
