import { countApps, findSortedApps, toldFirst, toSortedApps, toUnsorted } from '../../core/categories/sorted-apps.ts'
import { createSuggester } from '../../core/categories/suggest.ts'
import { createTeller } from '../../core/categories/teller.ts'
import { addBelow, type CategorySums, noTime, toCategoryTotals, toRuleFigures } from '../../core/categories/totals.ts'
import * as protocol from '../../protocol/categories.ts'
import { sortedApps } from '../../protocol/sorted-apps.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { readJudge } from '../store/categories/ruleset.ts'
import { readSumsOfAll } from '../store/categories/takers.ts'
import type { Store } from '../store/store.ts'
import { rulesRoutes } from './rules.ts'
import { type RulesOptions, readScope, toTime } from './rules-scope.ts'

/** What apps are sorted into, and by which rules. */
export const categoryRoutes = (store: Store, guard: Guard, options: RulesOptions, now: () => number): Route[] => [
  ...listRoutes(store, guard, now),
  ...rulesRoutes(store, guard, options, now),
]

/** Of time that may be told. */
const toUsed = (sums: CategorySums = noTime, told: boolean) => ({ time: toTime(sums, told), cpuMs: sums.cpuMs })

const listRoutes = (store: Store, guard: Guard, now: () => number): Route[] => {
  const read = async (caller: MemberCaller, days: number) => {
    const { orgId } = caller
    const judge = await readJudge(store, orgId)
    const { open, period } = await readScope(store, caller, days, now())
    const { sums, takers } = await readSumsOfAll(store, orgId, period)
    return { judge, sums, teller: createTeller(takers, judge, open) }
  }
  return [
    personRoute(guard, protocol.categories, async ({ days }, caller) => {
      const { judge, sums, teller } = await read(caller, days)
      const { revision, categories, rules } = judge.ruleset
      const own = toCategoryTotals(sums, judge)
      const all = addBelow(own, categories)
      const sorted = toSortedApps(sums, judge)
      const apps = countApps(sorted, categories)
      const shown = categories.map((category) => ({
        ...category,
        own: toUsed(own.get(category.id), teller.ofCategory(category.id)),
        all: toUsed(all.get(category.id), teller.ofBranch(category.id)),
        apps: apps.get(category.id) ?? 0,
        rules: rules.filter(({ categoryId }) => categoryId === category.id).length,
      }))
      const unsorted = { ...toUsed(own.get(null), teller.ofCategory(null)), apps: apps.get(null) ?? 0 }
      return { revision, categories: shown, unsorted }
    }),
    personRoute(guard, sortedApps, async ({ days, offset, limit, ...wanted }, caller) => {
      const { judge, sums, teller } = await read(caller, days)
      const found = findSortedApps(sums, judge, wanted, teller.ofApp)
      const apps = found.slice(offset, offset + limit).map(({ subjectId, key, name, rule, ...time }) => ({
        ...{ key, name, categoryId: rule?.categoryId ?? null, ruleId: rule?.id ?? null },
        ...toUsed(time, teller.ofApp(subjectId)),
      }))
      return { revision: judge.ruleset.revision, total: found.length, apps }
    }),
    personRoute(guard, protocol.rules, async ({ days }, caller) => {
      const { judge, sums, teller } = await read(caller, days)
      const { revision, lastId } = judge.ruleset
      const figures = toRuleFigures(sums, judge)
      const rules = judge.ruleset.rules.map((rule) => {
        const { subjects: apps, matches, ...time } = figures.get(rule.id)!
        return { ...rule, ...toUsed(time, teller.ofRule(rule.id)), matches, apps }
      })
      return { revision, lastId, rules }
    }),
    personRoute(guard, protocol.ruleSuggestions, async ({ days, limit }, caller) => {
      const { judge, sums, teller } = await read(caller, days)
      const found = toldFirst(toUnsorted(sums, judge), teller.ofApp)
      const suggest = createSuggester(judge, sums.subjects.values())
      const apps = found.slice(0, limit).map(({ subjectId, key, name, ...time }) => {
        const used = toUsed(time, teller.ofApp(subjectId))
        return { key, name, ...used, suggestion: suggest({ kind: 'app', key, name }) }
      })
      return { revision: judge.ruleset.revision, total: found.length, apps }
    }),
  ]
}
