import { fewestPeople } from '../report/org-report.ts'
import { mayTell } from '../software.ts'
import { type Part, type Sum, tellSums } from '../tell-sums.ts'
import type { Judge } from './judge.ts'
import type { Category, Ruleset } from './rules.ts'
import { addTo, type Gathered, startPart, type Takers, toShares } from './takers.ts'

type People = ReadonlySet<string>

/**
 * Says of what time may be told: of five people or more, or of those who let others see theirs; and what would follow from the rest
 * by subtraction is of such people, too.
 */
export interface Teller {
  ofRule(id: number): boolean
  /** Null is what no rule sorts. */
  ofCategory(id: number | null): boolean
  /** With all that lies below it. */
  ofBranch(id: number): boolean
  /** All that an app did, whichever rules took of it: where what each took may be told. */
  ofApp(subjectId: number): boolean
  /** Of what an app did and a rule took: the sum that is told with which it can be worked out no further, by a name of its own. */
  blockOf(subjectId: number, ruleId: number | null): string | undefined
}

/** @param open people who may be told of: those who share, and whoever asks */
export function createTeller(takers: Takers, judge: Judge, open: People): Teller {
  const parts = collectParts(takers, judge)
  const told = tellSums([toTree(judge.ruleset, parts)], (people) => mayTell(people, open, fewestPeople))
  const apps = new Map<number, Part[]>()
  for (const part of parts) apps.set(part.subjectId, [...(apps.get(part.subjectId) ?? []), part])
  return {
    ofRule: (id) => told.has(keys.rule(id)),
    ofCategory: (id) => told.has(keys.own(id)),
    ofBranch: (id) => told.has(keys.branch(id)),
    ofApp: (id) => {
      const all = apps.get(id) ?? []
      const used = all.filter(({ people }) => people.size > 0)
      return (used.length > 0 ? used : all).every(({ key }) => told.has(key))
    },
    blockOf: (subjectId, ruleId) => told.blockOf(keys.part(subjectId, ruleId)),
  }
}

const keys = {
  branch: (category: number) => `branch ${category}`,
  own: (category: number | null) => `own ${category ?? 'none'}`,
  rule: (rule: number) => `rule ${rule}`,
  part: (subject: number, rule: number | null) => `part ${subject} ${rule ?? 'none'}`,
}

interface TakenPart extends Gathered {
  readonly subjectId: number
  readonly ruleId: number | null
}

/** What each rule took of each app, on all computers together. */
function collectParts(takers: Takers, judge: Judge): TakenPart[] {
  const parts = new Map<number, Map<number | null, TakenPart>>()
  const add = (subjectId: number, ruleId: number | null, userId: string, ms: number) => {
    const byRule = parts.get(subjectId) ?? new Map<number | null, TakenPart>()
    parts.set(subjectId, byRule)
    const part = byRule.get(ruleId) ?? { ...startPart(keys.part(subjectId, ruleId)), subjectId, ruleId }
    byRule.set(ruleId, part)
    addTo(part, userId, ms)
  }
  for (const { subjectId, userId, own, ownMs, byTitle } of toShares(takers, judge)) {
    add(subjectId, own, userId, ownMs)
    for (const [ruleId, ms] of byTitle) add(subjectId, ruleId, userId, ms)
  }
  return [...parts.values()].flatMap((byRule) => [...byRule.values()])
}

/**
 * All time: the categories at the top and what no rule sorts; a branch: its own and the branches below; a category's own: its rules; a
 * rule: what it took of each app. Each adds up to what is above it.
 */
function toTree({ categories, rules }: Ruleset, parts: readonly (Part & { readonly ruleId: number | null })[]): Sum {
  const byRule = new Map<number | null, Part[]>()
  for (const part of parts) {
    const known = byRule.get(part.ruleId)
    if (known) known.push(part)
    else byRule.set(part.ruleId, [part])
  }
  const known = new Set(categories.map(({ id }) => id))
  const isTop = ({ parentId }: Category) => parentId === null || !known.has(parentId)
  const toOwn = (category: number): Sum => ({
    key: keys.own(category),
    of: rules.flatMap(({ id, categoryId }) =>
      categoryId === category ? [{ key: keys.rule(id), of: byRule.get(id) ?? [] }] : [],
    ),
  })
  const toBranch = ({ id }: Category): Sum => ({
    key: keys.branch(id),
    of: [toOwn(id), ...categories.filter(({ parentId }) => parentId === id).map(toBranch)],
  })
  const unsorted = { key: keys.own(null), of: byRule.get(null) ?? [] }
  return { key: 'all', of: [...categories.filter(isTop).map(toBranch), unsorted] }
}
