import { describe, expect, it } from 'vitest'
import { createJudge } from './judge.ts'
import type { Rule, Ruleset } from './rules.ts'
import { createTeller, type Takers } from './takers.ts'

const nothing = { app: null, path: null, title: null, domain: null, parentId: null }
const video: Rule = { ...nothing, id: 11, categoryId: 3, title: '*cats*' }
const web: Rule = { ...nothing, id: 12, categoryId: 2, app: 'firefox*' }
const ruleset: Ruleset = {
  revision: 1,
  lastId: 12,
  categories: [
    { id: 1, parentId: null, key: null, name: 'Leisure' },
    { id: 2, parentId: null, key: null, name: 'Web' },
    { id: 3, parentId: 1, key: null, name: 'Video' },
  ],
  rules: [video, web],
}
const firefox = { kind: 'app', key: 'firefox.desktop', name: 'Firefox' }
const five = new Set(['a', 'b', 'c', 'd', 'e'])
const takers = (ofTitles: readonly string[]): Takers => ({
  subjects: new Map([[1, firefox]]),
  ofApps: new Map([[1, five]]),
  ofTitles: new Map([[11, new Set(ofTitles)]]),
})

describe('createTeller', () => {
  const judge = createJudge(ruleset)
  const none = new Set<string>()

  it('tells what five people did, and not what one of them did in windows of the same app', () => {
    const teller = createTeller(takers(['a']), judge, { open: none })
    expect([teller.ofRule(12), teller.ofCategory(2), teller.ofCategory(null)]).toEqual([true, true, true])
    expect([teller.ofRule(11), teller.ofCategory(3), teller.ofBranch(1)]).toEqual([false, false, false])
    expect(createTeller(takers(['a']), judge, { open: new Set(['a']) }).ofRule(11)).toBe(true)
  })

  it('tells of a rule to come only where everybody whose windows it could take lets it be seen', () => {
    const all = { open: new Set(['a', 'b']), foresees: true }
    expect(createTeller(takers(['a']), judge, all).ofRule(11)).toBe(false)
    expect(createTeller(takers([...five]), judge, all).ofRule(11)).toBe(true)
    expect(createTeller(takers([]), judge, { open: five, foresees: true }).ofRule(11)).toBe(true)
  })
})
