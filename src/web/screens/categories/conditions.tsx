import type { ReactNode } from 'react'
import { formatCount } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import type { rules } from '../../../protocol/categories.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import { ruleWords } from '../../words/rules.ts'
import { useLocale, useWords } from '../../words/words.ts'

export type ListedRule = OutputOf<typeof rules>['rules'][number]

/** What a rule may look at by patterns. */
export const patternParts = ['app', 'path', 'title', 'domain'] as const
export type PatternPart = (typeof patternParts)[number]

/** `firefox* | chrome*` → its patterns. */
export const toPatternList = (text: string | null): string[] =>
  (text ?? '')
    .split('|')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '')

/** A rule in a few words, for who hears of it. */
export const nameOfRule = (rule: ListedRule): string =>
  toLabel(patternParts.flatMap((part) => toPatternList(rule[part]).slice(0, 1)).join(', '), 60)

/** Of long lists only so many stand there. */
const shownPatterns = 6

interface ConditionsProps {
  readonly rule: ListedRule
  nameOf(category: number): string
}

/** What a rule looks at: all of it must fit, and of each list one is enough. */
export function Conditions({ rule, nameOf }: ConditionsProps) {
  const words = useWords(ruleWords)
  return (
    <>
      {patternParts.map((part) =>
        rule[part] === null ? null : (
          <Line key={part} name={words.conditions[part]}>
            <Patterns patterns={toPatternList(rule[part])} />
          </Line>
        ),
      )}
      {rule.parentId !== null && (
        <Line name={words.conditions.parent}>
          <bdi>{nameOf(rule.parentId)}</bdi>
        </Line>
      )}
    </>
  )
}

const Line = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <span className="block font-normal">
    <span className="mr-2 text-label text-ink-3">{name}</span>
    {children}
  </span>
)

function Patterns({ patterns }: { readonly patterns: readonly string[] }) {
  const words = useWords(ruleWords)
  const locale = useLocale()
  const left = patterns.length - shownPatterns
  return (
    <>
      {patterns.slice(0, shownPatterns).map((pattern, i) => (
        <span key={pattern}>
          {i > 0 && <span className="text-ink-3"> · </span>}
          <bdi>{toLabel(pattern, 60)}</bdi>
        </span>
      ))}
      {left > 0 && <span className="text-ink-3"> {words.more(formatCount(left, locale))}</span>}
    </>
  )
}
