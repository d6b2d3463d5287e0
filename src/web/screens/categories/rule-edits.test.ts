import { expect, it } from 'vitest'
import type { ListedRule } from './conditions.tsx'
import { isPlainKey, toAcceptEdits, toDraft, toRuleEdits } from './rule-edits.ts'
import { withPlace } from './use-reorder.ts'

const rule: ListedRule = {
  ...{ id: 7, categoryId: 2, app: 'firefox*| chrome* ', path: null, title: null, domain: null, parentId: null },
  ...{ time: 'withheld', cpuMs: 0, matches: 0, apps: 0 },
}

it('makes nothing of a form in which nothing is new', () => {
  expect(toRuleEdits(toDraft(rule), rule)).toEqual([])
  expect(toRuleEdits({ ...toDraft(rule), app: '' }, undefined)).toEqual([])
})

it('changes what is new and nothing else; a condition that was emptied is gone', () => {
  const draft = toDraft(rule)
  expect(draft.app).toBe('firefox*\nchrome*')
  expect(toRuleEdits({ ...draft, app: 'firefox*\n\n  edge*', title: 'mail', categoryId: 3 }, rule)).toEqual([
    { what: 'change rule', rule: 7, app: 'firefox*|edge*', title: 'mail', categoryId: 3 },
  ])
  expect(toRuleEdits({ ...draft, app: ' \n' }, rule)).toEqual([{ what: 'change rule', rule: 7, app: null }])
})

it('adds a rule where somebody says', () => {
  expect(toRuleEdits({ ...toDraft(rule), place: 'last' }, undefined)).toEqual([
    {
      ...{ what: 'add rule', categoryId: 2, app: 'firefox*|chrome*', path: null, title: null, domain: null },
      ...{ parentId: null, place: 'last' },
    },
  ])
})

it('accepts apps by one rule for each category, and by more where one would be too long', () => {
  const edits = toAcceptEdits(
    new Map([
      ['a.desktop', 1],
      ['b.desktop', 2],
      ['c.desktop', 1],
      ['x'.repeat(3_995), 1],
    ]),
  )
  expect(edits).toMatchObject([
    { categoryId: 1, app: 'a.desktop|c.desktop', place: 'last' },
    { categoryId: 2, app: 'b.desktop' },
    { categoryId: 1, app: 'x'.repeat(3_995) },
  ])
})

it('knows keys that would take other apps too', () => {
  expect(['firefox.desktop', '/opt/a b/c'].map(isPlainKey)).toEqual([true, true])
  expect(['*', 'a|b', ' a', ''].map(isPlainKey)).toEqual([false, false, false, false])
})

it('moves one to another place, and no further than the ends', () => {
  expect(withPlace([1, 2, 3], 1, 2)).toEqual([2, 3, 1])
  expect(withPlace([1, 2, 3], 3, -5)).toEqual([3, 1, 2])
  expect(withPlace([1, 2, 3], 1, 9)).toEqual([2, 3, 1])
})
