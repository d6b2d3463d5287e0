import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { AppError } from '../../../core/errors.ts'
import { columnOfDurations, formatCount, noFigure } from '../../../core/format.ts'
import { columnOfChanges } from '../../../core/format-differences.ts'
import { previewRules } from '../../../protocol/categories.ts'
import type { RulesEdit } from '../../../protocol/category-edits.ts'
import { type OutputOf, query } from '../../../protocol/client.ts'
import { appName, categoryName } from '../../data/names.ts'
import { useSelf } from '../../data/self.ts'
import { Difference } from '../../ui/bars.tsx'
import type { Column } from '../../ui/column.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { categoryWords } from '../../words/categories.ts'
import { counted } from '../../words/count.ts'
import { toProblemText } from '../../words/problems.ts'
import { ruleWords } from '../../words/rules.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { useSpan } from './span.ts'
import { activeOf, type TreeRow } from './tree.ts'
import { isAtField } from './use-rules.ts'
import { WithheldHint } from './withheld-hint.tsx'

type Previewed = OutputOf<typeof previewRules>
type DifferenceRow = Previewed['differences'][number]

/** How long somebody may pause between two letters, in milliseconds. */
const pauseMs = 350

/** Of a long list only so many stand there. */
const [mostMoved, mostDifferences] = [25, 12]

/** What edits would do, asked for a moment after the last letter. */
export function useRulesPreview(edits: readonly RulesEdit[]) {
  const { org } = useSelf()
  const [span] = useSpan()
  const text = JSON.stringify(edits)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  const asked = JSON.parse(settled) as RulesEdit[]
  const { data, error, isFetching } = useQuery({
    ...query(previewRules, { org: org.id, edits: asked, days: Number(span) }),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    throwOnError: false,
    staleTime: 0,
  })
  const refused = error instanceof AppError ? error : undefined
  return { data: refused ? undefined : data, refused, busy: isFetching || settled !== text }
}

interface PreviewProps extends ReturnType<typeof useRulesPreview> {
  readonly none: boolean
  /** What stands there while nothing is said. */
  readonly hint: string
  readonly tree: readonly TreeRow[]
}

/** What a change would do to the figures: which apps go elsewhere, and how many hours. */
export function Preview({ data, refused, busy, none, hint, tree }: PreviewProps) {
  const words = useWords(ruleWords)
  const { ofSpan } = useWords(categoryWords)
  const locale = useLocale()
  const [span] = useSpan()
  return (
    <section aria-label={words.preview} aria-busy={busy} className="border-t border-axis pt-3">
      <h3 className="font-semibold">{words.preview}</h3>
      <p className="text-note text-ink-2">{none ? hint : words.previewSpan(ofSpan[span])}</p>
      <div className={`mt-3 ${busy ? 'opacity-60' : ''}`}>
        {/* What is wrong with a field stands there. */}
        {!none && refused && !isAtField(refused) && (
          <p className="text-cell text-attn">{toProblemText(locale, refused)}</p>
        )}
        {!none && !refused && (data ? <Outcome data={data} tree={tree} /> : busy && <Skeleton className="h-16" />)}
      </div>
    </section>
  )
}

function Outcome({ data, tree }: { readonly data: Previewed; readonly tree: readonly TreeRow[] }) {
  const words = useWords(ruleWords)
  const { none } = useWords(categoryWords)
  const { locale } = useSelf()
  const paths = new Map(tree.map(({ id, label }) => [id, label]))
  const willBe = new Map(data.categories.map((one) => [one.id, categoryName(one, locale) ?? `${one.key ?? one.id}`]))
  const nameOf = (id: number | null) => (id === null ? none : (willBe.get(id) ?? paths.get(id) ?? none))
  const { moved, movedTotal, differences } = data
  const sentence =
    movedTotal > 0
      ? words.moves(counted(locale, movedTotal, words.wouldMove, words.wouldMovePlural))
      : differences.length > 0
        ? words.onlyHours
        : words.nothingMoves
  const left = movedTotal - Math.min(mostMoved, moved.length)
  return (
    <>
      <p aria-live="polite" className="text-cell">
        {sentence}
      </p>
      <ul className="mt-2 text-cell">
        {moved.slice(0, mostMoved).map((app) => (
          <li key={app.key} className="flex flex-wrap justify-between gap-x-4 border-t border-rule py-[6px]">
            <bdi className="font-semibold">{appName(app)}</bdi>
            <span className="text-ink-2">{words.moved({ from: nameOf(app.from), to: nameOf(app.to) })}</span>
          </li>
        ))}
      </ul>
      {left > 0 && <p className="mt-1 text-note text-ink-2">{words.movedMore(formatCount(left, locale))}</p>}
      {differences.length > 0 && (
        <div className="mt-5">
          <Differences rows={differences.slice(0, mostDifferences)} nameOf={nameOf} />
        </div>
      )}
    </>
  )
}

interface DifferencesProps {
  readonly rows: readonly DifferenceRow[]
  nameOf(id: number | null): string
}

/** Active hours of each category as they are and as they would be. */
function Differences({ rows, nameOf }: DifferencesProps) {
  const words = useWords(ruleWords)
  const { withheld } = useWords(categoryWords)
  const { locale } = useSelf()
  const changeOf = ({ before, after }: DifferenceRow): number | null => {
    if (before === 'withheld' || after === 'withheld') return null
    const [was, is] = [activeOf(before), activeOf(after)]
    return was === null && is === null ? null : (is ?? 0) - (was ?? 0)
  }
  const most = Math.max(1, ...rows.map((row) => Math.abs(changeOf(row) ?? 0)))
  const times = rows.flatMap(({ before, after }) => [activeOf(before) ?? 0, activeOf(after) ?? 0])
  const format = columnOfDurations(Math.max(0, ...times), locale)
  const changes = columnOfChanges(most, locale)
  const isKnown = (time: DifferenceRow['before']) => time !== 'withheld' && time.activeMs !== null
  // Nothing is known of a category that nothing is in; where it has hours before or after, that is none.
  const tell = (time: DifferenceRow['before'], other: DifferenceRow['before']) => {
    if (time === 'withheld') return withheld
    return time.activeMs !== null || isKnown(other) ? format(time.activeMs ?? 0) : noFigure
  }
  const columns: Column<DifferenceRow>[] = [
    { id: 'category', head: words.category, names: true, cell: ({ categoryId }) => <bdi>{nameOf(categoryId)}</bdi> },
    { id: 'before', head: words.before, align: 'right', quiet: true, cell: (row) => tell(row.before, row.after) },
    { id: 'after', head: words.after, align: 'right', quiet: true, cell: (row) => tell(row.after, row.before) },
    {
      ...{ id: 'picture', head: '', wide: true, spare: true },
      cell: (row) => changeOf(row) !== null && <Difference share={changeOf(row)! / most} />,
    },
    {
      ...{ id: 'change', head: words.change, align: 'right' },
      cell: (row) => {
        const ms = changeOf(row)
        return ms === null ? noFigure : changes(ms)
      },
    },
  ]
  return (
    <>
      <Table label={words.preview} columns={columns} rows={rows} rowKey={({ categoryId }) => categoryId ?? 'none'} />
      <WithheldHint times={rows.flatMap(({ before, after }) => [before, after])} />
    </>
  )
}
