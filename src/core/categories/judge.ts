import { matchesGlob } from '../glob.ts'
import { findDomains } from '../redact/addresses.ts'
import { foldCase } from '../redact/fold.ts'
import { looksAtTitle, type Rule, type Ruleset, type Subject } from './rules.ts'
import { ancestry, byId } from './tree.ts'

/** A rule made ready to be asked often. */
interface ReadyRule {
  readonly rule: Rule
  readonly looksAtTitle: boolean
  readonly app: readonly string[] | undefined
  readonly path: readonly string[] | undefined
  readonly title: readonly string[] | undefined
  readonly domain: readonly string[] | undefined
}

/** What the rules of a revision say. */
export interface Judge {
  readonly ruleset: Ruleset
  /** The first rule that takes the app as a whole. */
  ruleOf(subject: Subject): Rule | undefined
  /** The rules on titles that come before that one and may take windows of the app; in their order. */
  titleRulesOf(subject: Subject): readonly Rule[]
  /** The rule that takes a window of the app by its title; undefined: the app's own. */
  titleRuleOf(subject: Subject, title: string): Rule | undefined
  /** Whether a rule matches the app's name or path, whatever comes before it. */
  wouldMatch(rule: Rule, subject: Subject): boolean
}

interface Found {
  readonly own: Rule | undefined
  readonly titles: readonly ReadyRule[]
}

const mostRemembered = 50_000

/**
 * Makes the rules ready. The first one that matches counts:
 *     1  title *YouTube*, parent Browsers   → Video      takes such windows of any browser
 *     2  app firefox*                       → Browsers   takes all the rest of Firefox: its other windows, and its CPU time
 *     3  title *Netflix*                    → Video      is never asked about Firefox
 */
export function createJudge(ruleset: Ruleset): Judge {
  const ready = ruleset.rules.map(toReady)
  const byRule = new Map(ready.map((each) => [each.rule.id, each]))
  const categories = byId(ruleset.categories)
  const remembered = new Map<string, Found>()
  const find = (subject: Subject): Found => {
    const names = namesOf(subject)
    const until = ready.findIndex((each) => !each.looksAtTitle && matchesApp(each, subject, names))
    const own = ready[until]?.rule
    const above = own ? ancestry(categories, own.categoryId) : []
    const isBelow = ({ parentId }: Rule) => parentId === null || above.includes(parentId)
    const before = until < 0 ? ready : ready.slice(0, until)
    const titles = before.filter((each) => each.looksAtTitle && isBelow(each.rule) && matchesApp(each, subject, names))
    return { own, titles }
  }
  const of = (subject: Subject): Found => {
    const place = `${subject.kind}\u0000${subject.key}\u0000${subject.name}`
    const known = remembered.get(place)
    if (known) return known
    if (remembered.size >= mostRemembered) remembered.clear()
    const found = find(subject)
    remembered.set(place, found)
    return found
  }
  return {
    ruleset,
    ruleOf: (subject) => of(subject).own,
    titleRulesOf: (subject) => of(subject).titles.map(({ rule }) => rule),
    titleRuleOf: (subject, title) => {
      const { titles } = of(subject)
      return titles.length === 0 ? undefined : findByTitle(titles, title)
    },
    wouldMatch: (rule, subject) => matchesApp(byRule.get(rule.id) ?? toReady(rule), subject, namesOf(subject)),
  }
}

/** What the rules on titles make of a subject, as a text: where two judges say the same, no window is judged otherwise. */
export const toTitleProgram = (judge: Judge, subject: Subject): string =>
  JSON.stringify(judge.titleRulesOf(subject).map(({ id, title, domain }) => [id, title, domain]))

function findByTitle(rules: readonly ReadyRule[], title: string): Rule | undefined {
  const text = foldCase(title)
  let domains: readonly string[] | undefined
  const named = () => (domains ??= findDomains(text))
  return rules.find(
    ({ title: titles, domain: hosts }) =>
      (!titles || titles.some((pattern) => matchesGlob(`*${pattern}*`, text))) &&
      (!hosts || hosts.some((pattern) => named().some((host) => matchesGlob(`*.${pattern}`, `.${host}`)))),
  )?.rule
}

const toReady = (rule: Rule): ReadyRule => ({
  rule,
  looksAtTitle: looksAtTitle(rule),
  app: toPatterns(rule.app),
  path: toPatterns(rule.path),
  title: toPatterns(rule.title),
  domain: toPatterns(rule.domain),
})

/** `Firefox* | chrome` → its patterns in plain lower-case letters. */
export const toPatterns = (text: string | null): readonly string[] | undefined =>
  text === null
    ? undefined
    : text
        .split('|')
        .map((pattern) => foldCase(pattern).trim())
        .filter((pattern) => pattern !== '')

const namesOf = ({ key, name }: Subject) => [foldCase(key), foldCase(name)] as const

/** `/usr/bin/vim`, `~/bin/x`, `c:\…`, and the short forms that versions were taken out of. */
const isPath = (key: string) => /^(?:~?\/|~\\|[a-z]:\\|windowsapps\\)/.test(key)

function matchesApp({ app, path }: ReadyRule, { kind }: Subject, names: readonly [key: string, name: string]): boolean {
  if (kind !== 'app') return false
  if (app && !app.some((pattern) => names.some((name) => matchesGlob(pattern, name)))) return false
  return !path || (isPath(names[0]) && path.some((pattern) => matchesGlob(pattern, names[0])))
}
