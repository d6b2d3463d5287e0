import type { RulesEdit } from '../../../protocol/category-edits.ts'
import { type ListedRule, type PatternPart, patternParts, toPatternList } from './conditions.tsx'

/** A rule as it stands in a form: its patterns one a line. */
export type RuleDraft = Readonly<Record<PatternPart, string>> & {
  readonly categoryId: number
  readonly parentId: number | null
  readonly place: 'first' | 'last'
}

export const toDraft = (rule: ListedRule): RuleDraft => ({
  ...({ app: '', path: '', title: '', domain: '' } satisfies Record<PatternPart, string>),
  ...Object.fromEntries(patternParts.map((part) => [part, toPatternList(rule[part]).join('\n')])),
  ...{ categoryId: rule.categoryId, parentId: rule.parentId, place: 'first' },
})

/** Nothing that was written is no condition. */
const toPattern = (lines: string): string | null => toPatternList(lines.replaceAll('\n', '|')).join('|') || null

/** What a form says, as an edit; nothing where it says nothing, or nothing new. */
export function toRuleEdits(draft: RuleDraft, rule: ListedRule | undefined): RulesEdit[] {
  const patterns = {
    ...{ app: toPattern(draft.app), path: toPattern(draft.path) },
    ...{ title: toPattern(draft.title), domain: toPattern(draft.domain) },
  }
  const { categoryId, parentId, place } = draft
  if (!rule) {
    const says = patternParts.some((part) => patterns[part] !== null)
    return says ? [{ what: 'add rule', categoryId, ...patterns, parentId, place }] : []
  }
  const changed = {
    ...Object.fromEntries(
      patternParts.flatMap((part) =>
        patterns[part] === (toPatternList(rule[part]).join('|') || null) ? [] : [[part, patterns[part]]],
      ),
    ),
    ...(categoryId !== rule.categoryId && { categoryId }),
    ...(parentId !== rule.parentId && { parentId }),
  }
  return Object.keys(changed).length > 0 ? [{ what: 'change rule', rule: rule.id, ...changed }] : []
}

/** Whether a key stands for itself in a pattern: one with a sign that patterns have would take others too. */
export const isPlainKey = (key: string): boolean => !/[|*]/.test(key) && key.trim() === key && key !== ''

/** As long as one condition may be. */
const longest = 4_000

/** Puts apps where they belong: one rule for each category, after all others, for no other rule takes them. */
export function toAcceptEdits(chosen: ReadonlyMap<string, number>): RulesEdit[] {
  const rules: { categoryId: number; app: string }[] = []
  for (const [key, categoryId] of chosen) {
    const open = rules.findLast((one) => one.categoryId === categoryId)
    if (open && open.app.length + key.length < longest) open.app += `|${key}`
    else rules.push({ categoryId, app: key })
  }
  return rules.map(({ categoryId, app }) => ({
    ...{ what: 'add rule', categoryId, app, path: null, title: null, domain: null, parentId: null },
    place: 'last',
  }))
}
