import { isStarterKey, starterNames } from '../categories/starter-names.ts'
import { columnOfDurations, formatCpu, formatPercent, noFigure } from '../format.ts'
import { columnOfChanges, formatCpuChange } from '../format-differences.ts'
import type { CategoryFigures } from '../report/sections.ts'
import type { Locale, Texts } from '../texts/language.ts'
import { toLabel } from './label.ts'
import type { Column, Row, Section } from './section.ts'
import { shortBefore, type Telling } from './telling.ts'

/** As many parts as can be told apart by colour. */
const mostParts = 6

interface Part {
  readonly name: string
  readonly ms: number
  readonly beforeMs: number | null
}

/** Time by category, as a bar of all and a list. No section where there are none, or only what nobody sorted. */
export function toCategoriesSection(telling: Telling): Section[] {
  const { report, words } = telling
  const parts = toParts(telling)
  if (!report.categories?.some(({ key, name }) => key !== null || name !== null) || parts.length === 0) return []
  const total = parts.reduce((sum, { ms }) => sum + ms, 0)
  const columns = toColumns(telling, parts, total)
  const rows = parts.map(
    (part, i): Row => ({ kind: 'item', color: i, cells: [part.name, ...columns.map(({ of }) => of(part))] }),
  )
  return [
    {
      name: 'categories',
      title: words.categories.title,
      picture: {
        kind: 'shares',
        parts: parts.map(({ name, ms }, color) => ({ name, share: ms / total, color })),
        alternative: `${words.categories.picture} ${parts.map(({ name }, i) => `${name} ${rows[i]!.cells[2]}`).join('; ')}.`,
      },
      columns: [{ head: words.categories.head, align: 'left' }, ...columns.map(({ column }) => column)],
      rows,
      sentences: [],
    },
  ]
}

/** The largest by name, then the others together, then what no rule sorted. */
function toParts({ report, words, locale, byActive }: Telling): Part[] {
  const all = (report.categories ?? [])
    .map((each) => toPart(each, words, locale, byActive))
    .filter(({ ms }) => ms > 0)
    .sort((a, b) => b.ms - a.ms)
  const sorted = all.filter(({ none }) => !none)
  const none = all.filter((part) => part.none)
  const room = mostParts - none.length
  if (sorted.length <= room) return [...sorted, ...none]
  const others = sorted.slice(room - 1)
  const known = others.every(({ beforeMs }) => beforeMs !== null)
  const rest = {
    name: words.categories.others,
    ms: others.reduce((sum, { ms }) => sum + ms, 0),
    beforeMs: known ? others.reduce((sum, { beforeMs }) => sum + (beforeMs ?? 0), 0) : null,
  }
  return [...sorted.slice(0, room - 1), rest, ...none]
}

function toPart(
  { key, name, activeMs, cpuMs, previous }: CategoryFigures,
  words: Texts,
  locale: Locale,
  byActive: boolean,
) {
  const before = previous === undefined ? null : byActive ? previous.activeMs : previous.cpuMs
  const own = name === null ? '' : toLabel(name, 40)
  const starter = key !== null && isStarterKey(key) ? starterNames[locale][key] : toLabel(key ?? '', 40)
  return {
    name: own || starter || words.categories.none,
    none: name === null && key === null,
    ms: (byActive ? activeMs : cpuMs) ?? 0,
    beforeMs: before,
  }
}

function toColumns(telling: Telling, parts: readonly Part[], total: number) {
  const { words, locale, byActive, previous } = telling
  const duration = columnOfDurations(Math.max(...parts.map(({ ms }) => ms)), locale)
  const largest = Math.max(...parts.map(({ ms, beforeMs }) => Math.max(ms, beforeMs ?? 0)))
  const change = byActive ? columnOfChanges(largest, locale) : (ms: number) => formatCpuChange(ms, locale)
  const columns: { column: Column; of(part: Part): string }[] = [
    {
      column: { head: byActive ? words.apps.active : words.apps.cpu, align: 'right', strong: true },
      of: ({ ms }) => (byActive ? duration(ms) : formatCpu(ms, locale)),
    },
    { column: { head: words.ranking.share, align: 'right' }, of: ({ ms }) => formatPercent(ms / total, locale) },
  ]
  if (previous && parts.some(({ beforeMs }) => beforeMs !== null))
    columns.push({
      column: { head: words.against.head(shortBefore(telling)), align: 'right' },
      of: ({ ms, beforeMs }) => (beforeMs === null ? noFigure : change(ms - beforeMs)),
    })
  return columns
}
