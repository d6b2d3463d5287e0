import { countApps, findSortedApps, toldFirst, toSortedApps } from '../../core/categories/sorted-apps.ts'
import { createSuggester } from '../../core/categories/suggest.ts'
import { createTeller, type Takers } from '../../core/categories/takers.ts'
import { addBelow, type CategorySums, noTime, toCategoryTotals, toRuleFigures } from '../../core/categories/totals.ts'
import { fewestPeople } from '../../core/report/org-report.ts'
import { mayTell } from '../../core/software.ts'
import * as protocol from '../../protocol/categories.ts'
import { sortedApps } from '../../protocol/sorted-apps.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { readJudge } from '../store/categories/ruleset.ts'
import { findUnsorted, readSums } from '../store/categories/sums.ts'
import { readTakers } from '../store/categories/takers.ts'
import { readSubjects } from '../store/categories/titled-days.ts'
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

/** Whether the time of an app may be told. */
const tellerOfApps = (ofApps: Takers['ofApps'], open: ReadonlySet<string>) => (subjectId: number) =>
  mayTell(ofApps.get(subjectId) ?? new Set<string>(), open, fewestPeople)

const listRoutes = (store: Store, guard: Guard, now: () => number): Route[] => {
  const read = async (caller: MemberCaller, days: number) => {
    const { orgId } = caller
    const judge = await readJudge(store, orgId)
    const { open, period } = await readScope(store, caller, days, now())
    const sums = await readSums(store, orgId, 'all', period)
    const takers = await readTakers(store, orgId, period)
    return { judge, open, period, sums, takers, teller: createTeller(takers, judge, { open }) }
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
      const { judge, open, sums, takers } = await read(caller, days)
      const isTold = tellerOfApps(takers.ofApps, open)
      const found = findSortedApps(sums, judge, wanted, isTold)
      const apps = found.slice(offset, offset + limit).map(({ subjectId, key, name, rule, ...time }) => ({
        ...{ key, name, categoryId: rule?.categoryId ?? null, ruleId: rule?.id ?? null },
        ...toUsed(time, isTold(subjectId)),
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
      const { orgId } = caller
      const { open, period } = await readScope(store, caller, days, now())
      const judge = await readJudge(store, orgId)
      const isTold = tellerOfApps((await readTakers(store, orgId, period)).ofApps, open)
      const found = toldFirst(await findUnsorted(store, orgId, period), isTold)
      const suggest = createSuggester(judge, (await readSubjects(store, orgId)).values())
      const apps = found.slice(0, limit).map(({ subjectId, key, name, ...sums }) => {
        const used = toUsed(sums, isTold(subjectId))
        return { key, name, ...used, suggestion: suggest({ kind: 'app', key, name }) }
      })
      return { revision: judge.ruleset.revision, total: found.length, apps }
    }),
  ]
}
