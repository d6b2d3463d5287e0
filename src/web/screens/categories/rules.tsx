import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatCount } from '../../../core/format.ts'
import { includesText } from '../../../core/sought.ts'
import { rules as rulesEndpoint } from '../../../protocol/categories.ts'
import { query } from '../../../protocol/client.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Section } from '../../ui/section.tsx'
import { ParamSegments } from '../../ui/tabs.tsx'
import { counted } from '../../words/count.ts'
import { ruleWords } from '../../words/rules.ts'
import { useWords } from '../../words/words.ts'
import { type ListedRule, nameOfRule } from './conditions.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import { RuleRemoval } from './rule-removal.tsx'
import { RuleTable } from './rule-table.tsx'
import { underTabs, useSpan } from './span.ts'
import type { TreeRow } from './tree.ts'
import { useReorder } from './use-reorder.ts'
import { useRulesChange } from './use-rules.ts'

const uses = ['all', 'used', 'idle'] as const

/** The rules in their order, each with what it takes; they are edited, put into another order and removed. */
export function Rules({ tree }: { readonly tree: readonly TreeRow[] }) {
  const words = useWords(ruleWords)
  const { org, locale } = useSelf()
  const [span] = useSpan()
  const { data } = useSuspenseQuery(query(rulesEndpoint, { org: org.id, days: span }))
  const [q = '', setQ] = useParam('q')
  const go = useChangeAddress()
  const open = (rule: string) => go({ rule })
  const shown = useShownRules(data.rules, tree, q)
  const { rows, reorder, said, put } = useRuleOrder(shown, data.revision)
  const [leaving, setLeaving] = useState<ListedRule>()
  return (
    <Section
      title={words.title}
      className={underTabs}
      caption={<span className="block max-w-(--measure)">{words.caption}</span>}
      beside={<SearchField label={words.find} value={q} onChange={setQ} />}
    >
      <div className="no-print mb-4 flex flex-wrap items-center justify-between gap-3">
        <ParamSegments
          label={words.use}
          param="use"
          options={uses.map((one) => ({ value: one, text: words.uses[one] }))}
        />
        <Button onClick={() => open('new')}>{words.add}</Button>
      </div>
      <p aria-live="assertive" className="sr-only">
        {said}
      </p>
      <p aria-live="polite" className="sr-only">
        {counted(locale, rows.length, words.rule, words.rules)}
      </p>
      {data.rules.length === 0 ? (
        <Empty title={words.none}>{words.noneHint}</Empty>
      ) : rows.length === 0 ? (
        <Empty title={words.noneFits} />
      ) : (
        <RuleTable
          rows={rows}
          all={data.rules}
          tree={tree}
          reorder={reorder}
          onOpen={({ id }) => open(String(id))}
          onPlace={put}
          onRemove={setLeaving}
        />
      )}
      <RuleDialog rules={data.rules} tree={tree} revision={data.revision} />
      <RuleRemoval rule={leaving} revision={data.revision} tree={tree} onClose={() => setLeaving(undefined)} />
    </Section>
  )
}

/** Those that fit what is looked for, and are in use or not as asked. */
function useShownRules(all: readonly ListedRule[], tree: readonly TreeRow[], q: string): readonly ListedRule[] {
  const [use] = useParam('use', 'all')
  const nameOf = (id: number) => tree.find((one) => one.id === id)?.path ?? ''
  return all.filter((rule) => {
    if (use === 'used' && rule.apps === 0) return false
    if (use === 'idle' && rule.apps > 0) return false
    const { app, path, title, domain, categoryId } = rule
    return includesText([app, path, title, domain, nameOf(categoryId)], q)
  })
}

/** The rules as they stand while one of them is moved, and what moves it. */
function useRuleOrder(shown: readonly ListedRule[], revision: number) {
  const words = useWords(ruleWords)
  const { locale } = useSelf()
  const [said, setSaid] = useState('')
  const [put, setPut] = useState<readonly number[]>()
  const { change, busy, problem } = useRulesChange()
  const ids = shown.map(({ id }) => id)
  const number = (i: number) => formatCount(i + 1, locale)
  const reorder = useReorder({
    ids,
    onPut: (id, order) => {
      const at = order.indexOf(id)
      const next = order[at + 1]
      setPut(order)
      change(
        [{ what: 'change rule', rule: id, place: next === undefined ? { after: order[at - 1]! } : { before: next } }],
        revision,
      )
    },
    onTell: (what, i) =>
      setSaid(
        what === 'held'
          ? `${words.held(number(i))}. ${words.gripHint}`
          : what === 'moved'
            ? words.atPlace(number(i), formatCount(ids.length, locale))
            : what === 'put'
              ? words.put(number(i))
              : words.left,
      ),
  })
  const order = busy && put ? put : reorder.order
  const byId = new Map(shown.map((rule) => [rule.id, rule]))
  const rows = order.flatMap((id) => byId.get(id) ?? [])
  const place = (rule: ListedRule, to: 'first' | 'last') => {
    setPut(undefined)
    change([{ what: 'change rule', rule: rule.id, place: to }], revision, `${nameOfRule(rule)}: ${words.places[to]}`)
  }
  return { rows, reorder, said: problem?.text ?? said, put: place }
}
