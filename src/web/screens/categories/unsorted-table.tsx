import { formatCpu } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import { appName } from '../../data/names.ts'
import { useSelf } from '../../data/self.ts'
import { AppName } from '../../ui/app-name.tsx'
import { Bar } from '../../ui/bars.tsx'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/column.ts'
import { HereLink } from '../../ui/here-link.tsx'
import { Table } from '../../ui/table.tsx'
import { categoryWords } from '../../words/categories.ts'
import { unsortedWords } from '../../words/unsorted.ts'
import { useWords } from '../../words/words.ts'
import { isPlainKey } from './rule-edits.ts'
import { columnOfTold } from './told.ts'
import { activeOf, type TreeRow } from './tree.ts'
import type { Choice, UnsortedApp } from './use-choice.ts'
import { WithheldHint } from './withheld-hint.tsx'

interface UnsortedTableProps {
  readonly apps: readonly UnsortedApp[]
  readonly tree: readonly TreeRow[]
  readonly choice: Choice
}

/** Each with where it may belong, and why. */
export function UnsortedTable({ apps, tree, choice }: UnsortedTableProps) {
  const words = useWords(unsortedWords)
  const { withheld, views } = useWords(categoryWords)
  const { locale } = useSelf()
  const { selected, toggle } = choice
  const most = Math.max(1, ...apps.map(({ time }) => activeOf(time) ?? 0))
  const tell = columnOfTold(
    apps.map(({ time }) => time),
    locale,
    withheld,
  )
  const columns: Column<UnsortedApp>[] = [
    {
      ...{ id: 'app', head: words.columns.app, names: true },
      cell: (app) => (
        <span className="flex items-start gap-3">
          <input
            type="checkbox"
            value={app.key}
            aria-label={words.select(appName(app))}
            checked={selected.includes(app.key)}
            disabled={!isPlainKey(app.key)}
            onChange={() => toggle(app.key)}
            className="mt-[2px] size-4 shrink-0 accent-(--button)"
          />
          <span className="min-w-0 grow">
            <AppName app={app} among={apps} />
            {(activeOf(app.time) ?? 0) > 0 && <Bar share={(activeOf(app.time) ?? 0) / most} />}
            <span className="mt-2 block font-normal sm:hidden">
              <Into app={app} tree={tree} choice={choice} />
            </span>
          </span>
        </span>
      ),
    },
    { id: 'active', head: words.columns.active, align: 'right', cell: ({ time }) => tell(time) },
    {
      ...{ id: 'cpu', head: words.columns.cpu, align: 'right', quiet: true, spare: true },
      cell: ({ cpuMs }) => formatCpu(cpuMs, locale),
    },
    {
      ...{ id: 'into', head: words.columns.into, spare: true },
      cell: (app) => <Into app={app} tree={tree} choice={choice} />,
    },
    // Also before anything is chosen: the other columns stay where they are when something is.
    ...(apps.some(({ key }) => isPlainKey(key))
      ? [
          {
            ...({ id: 'accept', head: words.columns.accept, align: 'right', spare: true } as const),
            cell: (app: UnsortedApp) => <Accept app={app} tree={tree} choice={choice} />,
          },
        ]
      : []),
  ]
  return (
    <>
      <Table label={views.unsorted} columns={columns} rows={apps} rowKey={({ key }) => key} />
      <WithheldHint times={apps.map(({ time }) => time)} />
    </>
  )
}

interface IntoProps {
  readonly app: UnsortedApp
  readonly tree: readonly TreeRow[]
  readonly choice: Choice
}

/** Takes one app into where it is to belong, once that is known. */
function Accept({ app, tree, choice: { ready, into, accept, busy } }: IntoProps) {
  const words = useWords(unsortedWords)
  if (!ready(app.key)) return null
  const category = tree.find(({ id }) => id === into(app.key))?.label ?? ''
  return (
    <Button
      small
      busy={busy}
      aria-label={words.acceptOne({ app: appName(app), category })}
      onClick={() => accept([app.key])}
    >
      {words.accept}
    </Button>
  )
}

/** Where an app is to belong. */
function Into({ app, tree, choice: { into, choose } }: IntoProps) {
  const words = useWords(unsortedWords)
  const chosen = into(app.key)
  if (!isPlainKey(app.key))
    return <HereLink change={{ tab: 'rules', rule: 'new', app: app.name }}>{words.byHand}</HereLink>
  return (
    <>
      <select
        aria-label={words.into(appName(app))}
        value={chosen ?? ''}
        onChange={(event) => choose(app.key, Number(event.target.value))}
        className="control w-full px-2 py-[5px] text-note sm:w-[17rem]"
      >
        {chosen === undefined && <option value="">{words.choose}</option>}
        {tree.map(({ id, path }) => (
          <option key={id} value={id}>
            {path}
          </option>
        ))}
      </select>
      <Because app={app} chosen={chosen} />
    </>
  )
}

/** Why it may belong there, as long as nothing else was chosen. */
function Because({ app: { suggestion }, chosen }: { readonly app: UnsortedApp; readonly chosen: number | undefined }) {
  const words = useWords(unsortedWords)
  if (!suggestion || suggestion.categoryId !== chosen) return null
  const { because, like } = suggestion
  const reason = because === 'starter' ? words.starter : like === null ? words.near : words.neighbour(toLabel(like, 40))
  return <span className="mt-1 block text-label text-ink-3">{reason}</span>
}
