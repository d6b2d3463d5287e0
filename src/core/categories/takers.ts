import { fewestPeople } from '../report/org-report.ts'
import { mayTell } from '../software.ts'
import type { Judge } from './judge.ts'
import type { Subject } from './rules.ts'
import { withBelow } from './tree.ts'

type People = ReadonlySet<string>

/** Whose time an app's is, and whose what a rule on titles took of it. */
export interface Takers {
  readonly subjects: ReadonlyMap<number, Subject>
  /** By subject. */
  readonly ofApps: ReadonlyMap<number, People>
  /** By rule: only what was already taken is known. */
  readonly ofTitles: ReadonlyMap<number, People>
}

interface Counted {
  /** Certainly among them. */
  readonly known: Set<string>
  /** All who could be among them. */
  readonly possible: Set<string>
}

/** Says of what time may be told: of five people or more, or of those who let others see theirs. */
export interface Teller {
  ofRule(id: number): boolean
  /** Null is what no rule sorts. */
  ofCategory(id: number | null): boolean
  /** With all that lies below it. */
  ofBranch(id: number): boolean
}

/**
 * @param open people who may be told of: those who share, and whoever asks
 * @param foresees of rules that are not in force: what they will take of windows is not known, so that anybody with the app may be
 * among those it is of
 */
export function createTeller(
  { subjects, ofApps, ofTitles }: Takers,
  judge: Judge,
  { open, foresees = false }: { readonly open: People; readonly foresees?: boolean },
): Teller {
  const byRule = new Map<number | null, Counted>()
  const of = (id: number | null): Counted => {
    const found = byRule.get(id) ?? { known: new Set<string>(), possible: new Set<string>() }
    byRule.set(id, found)
    return found
  }
  for (const [subjectId, people] of ofApps) {
    const subject = subjects.get(subjectId)
    if (!subject) continue
    const own = of(judge.ruleOf(subject)?.id ?? null)
    addAll(own.known, people)
    if (foresees) for (const { id } of judge.titleRulesOf(subject)) addAll(of(id).possible, people)
  }
  for (const [ruleId, people] of ofTitles) addAll(of(ruleId).known, people)
  const { rules, categories } = judge.ruleset
  const tells = (ids: readonly (number | null)[]) => {
    const known = new Set(ids.flatMap((id) => [...(byRule.get(id)?.known ?? [])]))
    const possible = new Set(ids.flatMap((id) => [...(byRule.get(id)?.possible ?? [])]))
    return known.size >= fewestPeople || mayTell(new Set([...known, ...possible]), open, Number.POSITIVE_INFINITY)
  }
  const rulesOf = (ids: ReadonlySet<number>) => rules.flatMap(({ id, categoryId }) => (ids.has(categoryId) ? [id] : []))
  return {
    ofRule: (id) => tells([id]),
    ofCategory: (id) => tells(id === null ? [null] : rulesOf(new Set([id]))),
    ofBranch: (id) => tells(rulesOf(withBelow(categories, id))),
  }
}

const addAll = (to: Set<string>, people: People) => {
  for (const id of people) to.add(id)
}
