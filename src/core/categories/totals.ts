import { addKnown } from '../presence-totals.ts'
import type { Judge } from './judge.ts'
import type { Category, Rule, Subject } from './rules.ts'
import { ancestry, byId } from './tree.ts'

/** Time of apps together. Null is unknown. There is no running time: apps run at once, and their union cannot be added up. */
export interface CategorySums {
  readonly foregroundMs: number | null
  readonly activeMs: number | null
  readonly watchingMs: number | null
  readonly cpuMs: number
}

/** What an app did over some days, on some devices. */
export interface SubjectSums extends CategorySums {
  readonly subjectId: number
}

/** What of that a rule on titles took. */
export interface TitleSums extends Omit<SubjectSums, 'cpuMs'> {
  readonly ruleId: number
}

/** Figures from which every sum of a category or a rule follows. */
export interface Sums {
  readonly subjects: ReadonlyMap<number, Subject>
  readonly usage: readonly SubjectSums[]
  readonly titles: readonly TitleSums[]
}

/** Time that a rule sorted; `undefined` where none did. */
interface Part {
  readonly subjectId: number
  readonly rule: Rule | undefined
  readonly sums: CategorySums
}

export const noTime: CategorySums = { foregroundMs: null, activeMs: null, watchingMs: null, cpuMs: 0 }

export const addSums = (a: CategorySums, b: CategorySums): CategorySums => ({
  foregroundMs: addKnown(a.foregroundMs, b.foregroundMs),
  activeMs: addKnown(a.activeMs, b.activeMs),
  watchingMs: addKnown(a.watchingMs, b.watchingMs),
  cpuMs: a.cpuMs + b.cpuMs,
})

/** Each category's time without that of those below it; under null what no rule sorted. All of it adds up to the usage. */
export function toCategoryTotals(sums: Sums, judge: Judge): Map<number | null, CategorySums> {
  const totals = new Map<number | null, CategorySums>()
  for (const { rule, sums: part } of toParts(sums, judge)) {
    const id = rule?.categoryId ?? null
    totals.set(id, addSums(totals.get(id) ?? noTime, part))
  }
  return totals
}

/** The same with all that is below each category added to it. */
export function addBelow(
  totals: ReadonlyMap<number | null, CategorySums>,
  categories: readonly Category[],
): Map<number | null, CategorySums> {
  const all = byId(categories)
  const sums = new Map<number | null, CategorySums>()
  for (const [id, part] of totals)
    for (const each of id === null ? [null] : ancestry(all, id)) sums.set(each, addSums(sums.get(each) ?? noTime, part))
  return sums
}

/** How much a rule takes. */
export interface RuleFigures extends CategorySums {
  /** Apps that it takes, or windows of which it took. */
  readonly subjects: number
  /** Apps that it would take if it came first. */
  readonly matches: number
}

/** What each rule takes, by its id. */
export function toRuleFigures(sums: Sums, judge: Judge): Map<number, RuleFigures> {
  const taken = new Map<number, { subjects: Set<number>; sums: CategorySums }>()
  const take = (id: number, subjectId: number, part: CategorySums) => {
    const known = taken.get(id) ?? { subjects: new Set<number>(), sums: noTime }
    known.subjects.add(subjectId)
    taken.set(id, { ...known, sums: addSums(known.sums, part) })
  }
  for (const [id, subject] of sums.subjects) {
    const rule = judge.ruleOf(subject)
    if (rule) take(rule.id, id, noTime)
  }
  for (const { subjectId, rule, sums: part } of toParts(sums, judge)) if (rule) take(rule.id, subjectId, part)
  const subjects = [...sums.subjects.values()]
  return new Map(
    judge.ruleset.rules.map((rule) => {
      const known = taken.get(rule.id)
      const matches = subjects.filter((subject) => judge.wouldMatch(rule, subject)).length
      return [rule.id, { ...(known?.sums ?? noTime), subjects: known?.subjects.size ?? 0, matches }]
    }),
  )
}

/** Splits what apps did among the rules: what rules on titles took, and the rest of it, to the app's own. */
function toParts({ subjects, usage, titles }: Sums, judge: Judge): Part[] {
  const rules = new Map(judge.ruleset.rules.map((rule) => [rule.id, rule]))
  const bySubject = new Map<number, Part[]>()
  for (const { subjectId, ruleId, ...time } of titles) {
    // What a rule took that is gone by now is the app's again.
    const rule = rules.get(ruleId)
    if (!rule) continue
    const part = { subjectId, rule, sums: { ...time, cpuMs: 0 } }
    bySubject.set(subjectId, [...(bySubject.get(subjectId) ?? []), part])
  }
  return usage.flatMap(({ subjectId, ...sums }) => {
    const taken = bySubject.get(subjectId) ?? []
    const rest = taken.reduce((left, part) => takeAway(left, part.sums), sums)
    const subject = subjects.get(subjectId)
    return [{ subjectId, rule: subject && judge.ruleOf(subject), sums: rest }, ...taken]
  })
}

const takeAway = (from: CategorySums, part: CategorySums): CategorySums => ({
  foregroundMs: less(from.foregroundMs, part.foregroundMs),
  activeMs: less(from.activeMs, part.activeMs),
  watchingMs: less(from.watchingMs, part.watchingMs),
  cpuMs: from.cpuMs,
})

/** A day whose titles are gone may have been made again with less time than was taken then. */
const less = (from: number | null, part: number | null) => (from === null ? null : Math.max(0, from - (part ?? 0)))
