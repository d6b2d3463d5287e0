import { foldCase } from '../redact/fold.ts'
import { createJudge, type Judge } from './judge.ts'
import type { Subject } from './rules.ts'
import { toStarters } from './starters.ts'

/** Where an app may belong that no rule sorts. */
export interface Suggestion {
  readonly categoryId: number
  /** A rule that everybody begins with would take it there; or apps like it are there. */
  readonly because: 'starter' | 'neighbour'
  /** The name of such an app. */
  readonly like: string | null
}

/** Of apps that are alike so large a part has to be in one category. */
const agreement = 2 / 3

/** Prepares to suggest categories for apps, by the rules of an organisation and all its apps. */
export function createSuggester(judge: Judge, subjects: Iterable<Subject>): (subject: Subject) => Suggestion | null {
  const starters = createJudge(toStarters())
  const keys = new Map(starters.ruleset.categories.map(({ id, key }) => [id, key]))
  const own = new Map(judge.ruleset.categories.flatMap(({ id, key }) => (key === null ? [] : [[key, id]])))
  const sorted = new Map<string, Map<number, Subject[]>>()
  for (const subject of subjects) {
    const categoryId = judge.ruleOf(subject)?.categoryId
    if (categoryId === undefined) continue
    for (const trait of traitsOf(subject)) {
      const byCategory = sorted.get(trait) ?? new Map<number, Subject[]>()
      byCategory.set(categoryId, [...(byCategory.get(categoryId) ?? []), subject])
      sorted.set(trait, byCategory)
    }
  }
  const byStarter = (subject: Subject): Suggestion | null => {
    const rule = starters.ruleOf(subject)
    const categoryId = rule && own.get(keys.get(rule.categoryId) ?? '')
    return categoryId === undefined ? null : { categoryId, because: 'starter', like: null }
  }
  const byNeighbour = (subject: Subject): Suggestion | null => {
    for (const trait of traitsOf(subject)) {
      const found = [...(sorted.get(trait) ?? [])].sort(([, a], [, b]) => b.length - a.length)
      const [first] = found
      const all = found.reduce((sum, [, apps]) => sum + apps.length, 0)
      if (first && first[1].length >= agreement * all)
        return { categoryId: first[0], because: 'neighbour', like: first[1][0]!.name }
    }
    return null
  }
  return (subject) => byStarter(subject) ?? byNeighbour(subject)
}

/** Folders in which programs of everybody lie. */
const common =
  /^(?:usr|bin|sbin|lib|lib64|libexec|local|opt|home|applications|program files.*|windows.*|app|apps|snap|~|[a-z]:)$/

/** What apps of one maker have in common, the most telling first: a folder, the beginning of an id, the first word of the name. */
function traitsOf({ key, name }: Subject): string[] {
  const [id, called] = [foldCase(key), foldCase(name)]
  const folders = id
    .split(/[\\/]+/)
    .slice(0, -1)
    .filter((part) => part !== '' && !common.test(part))
  const maker = /^([a-z]{2,6}\.[\w-]+)\.[\w.-]+$/.exec(id)?.[1]
  const word = /^[\p{L}\d]{4,}(?= )/u.exec(called)?.[0]
  return [
    ...(folders[0] === undefined ? [] : [`in ${folders[0]}`]),
    ...(maker === undefined || maker.endsWith('.desktop') ? [] : [`by ${maker}`]),
    ...(word === undefined ? [] : [`called ${word}`]),
  ]
}
