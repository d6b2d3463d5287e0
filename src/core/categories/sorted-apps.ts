import { unattributed } from '../apps.ts'
import type { Judge } from './judge.ts'
import type { Category, Rule } from './rules.ts'
import type { SubjectSums, Sums } from './totals.ts'
import { ancestry, byId, withBelow } from './tree.ts'

/** An app with what it did, and the rule that takes it as a whole; `undefined` where none does. */
export interface SortedApp extends SubjectSums {
  readonly key: string
  readonly name: string
  readonly rule: Rule | undefined
}

/** Every app that did anything, the most used first. What belongs to no app is none. */
export const toSortedApps = ({ subjects, usage }: Sums, judge: Judge): SortedApp[] =>
  usage
    .flatMap((sums) => {
      const subject = subjects.get(sums.subjectId)
      if (!subject || subject.key === unattributed.key) return []
      return [{ ...sums, key: subject.key, name: subject.name, rule: judge.ruleOf(subject) }]
    })
    .sort((a, b) => usedMs(b) - usedMs(a) || b.cpuMs - a.cpuMs)

const usedMs = ({ activeMs, foregroundMs }: SubjectSums) => activeMs ?? foregroundMs ?? 0

/** An app that no rule takes as a whole. */
export type UnsortedApp = Omit<SortedApp, 'rule'>

/** Those with the most time in front first. */
export const toUnsorted = (sums: Sums, judge: Judge): UnsortedApp[] =>
  toSortedApps(sums, judge)
    .flatMap(({ rule, ...app }) => (rule ? [] : [app]))
    .sort((a, b) => (b.foregroundMs ?? 0) - (a.foregroundMs ?? 0) || b.cpuMs - a.cpuMs)

/** Which of them are asked for. */
export interface WantedApps {
  /** Only what is in it or below it. */
  readonly category?: number | undefined
  readonly rule?: number | undefined
  /** Stands somewhere in the name or the key. */
  readonly search: string
}

/**
 * The apps that are asked for, the most used first; those whose time is withheld come after them by their CPU time, for a place among the
 * others would say about how long they were used.
 * @param isTold whether the time of an app may be told, by its subject
 */
export function findSortedApps(
  sums: Sums,
  judge: Judge,
  { category, rule: id, search }: WantedApps,
  isTold: (subjectId: number) => boolean,
): SortedApp[] {
  const within = category === undefined ? undefined : withBelow(judge.ruleset.categories, category)
  const text = search.toLowerCase()
  const found = toSortedApps(sums, judge).filter(
    ({ key, name, rule }) =>
      (!within || (rule !== undefined && within.has(rule.categoryId))) &&
      (id === undefined || rule?.id === id) &&
      (name.toLowerCase().includes(text) || key.toLowerCase().includes(text)),
  )
  return toldFirst(found, isTold)
}

/** Puts apps whose time is withheld behind the others, in an order that says nothing of it. */
export function toldFirst<A extends SubjectSums>(apps: readonly A[], isTold: (subjectId: number) => boolean): A[] {
  const withheld = apps.filter(({ subjectId }) => !isTold(subjectId))
  return [
    ...apps.filter(({ subjectId }) => isTold(subjectId)),
    ...withheld.sort((a, b) => b.cpuMs - a.cpuMs || a.subjectId - b.subjectId),
  ]
}

/** How many apps are in each category or below it; under null, in none. */
export function countApps(apps: readonly SortedApp[], categories: readonly Category[]): Map<number | null, number> {
  const all = byId(categories)
  const counts = new Map<number | null, number>()
  for (const { rule } of apps)
    for (const id of rule ? ancestry(all, rule.categoryId) : [null]) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
