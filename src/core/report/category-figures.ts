import { unattributed } from '../apps.ts'
import type { Judge } from '../categories/judge.ts'
import {
  addBelow,
  type CategorySums,
  noTime,
  type Sums,
  type TitleSums,
  toCategoryTotals,
} from '../categories/totals.ts'
import type { CategoryFigures } from './sections.ts'

/**
 * The categories at the top of the tree with all that lies below them, most active first, what no rule sorted last. They add up to
 * the apps.
 * @param before undefined where nothing was recorded in the period before
 */
export function toCategoryFigures(
  now: Sums,
  before: Sums | undefined,
  judge: Judge,
  byActive: boolean,
): CategoryFigures[] {
  const { categories } = judge.ruleset
  const totalsOf = (sums: Sums) => addBelow(toCategoryTotals(toTrueSums(sums), judge), categories)
  const [totals, old] = [totalsOf(now), before && totalsOf(before)]
  const top = [...categories.filter(({ parentId }) => parentId === null), undefined]
  const figures = top.flatMap((category) => {
    const sums = totals.get(category?.id ?? null)
    if (!sums || !isAnything(sums)) return []
    const { activeMs, foregroundMs, cpuMs } = sums
    const previous = old && (old.get(category?.id ?? null) ?? { ...noTime, activeMs: isKnown(old) ? 0 : null })
    return [
      {
        isRest: category === undefined,
        key: category?.key ?? null,
        name: category?.name ?? null,
        ...{ activeMs, foregroundMs, cpuMs },
        ...(previous && { previous: { activeMs: previous.activeMs, cpuMs: previous.cpuMs } }),
      },
    ]
  })
  const weight = (one: CategoryFigures) => (byActive ? (one.activeMs ?? 0) : one.cpuMs)
  return figures
    .sort((a, b) => Number(a.isRest) - Number(b.isRest) || weight(b) - weight(a) || b.cpuMs - a.cpuMs)
    .map(({ isRest: _, ...one }) => one)
}

const isAnything = ({ activeMs, foregroundMs, cpuMs }: CategorySums) => Boolean(activeMs || foregroundMs || cpuMs)
const isKnown = (totals: ReadonlyMap<number | null, CategorySums>) =>
  [...totals.values()].some(({ activeMs }) => activeMs !== null)

/**
 * Without what belongs to no app. A day whose titles are gone may have been made again with less time than rules on titles took of
 * it then: no more is taken than there is, or the categories would come to more than the apps.
 */
export function toTrueSums({ subjects, usage, titles }: Sums): Sums {
  const apps = usage.filter(({ subjectId }) => subjects.get(subjectId)?.key !== unattributed.key)
  const left = new Map(apps.map((app) => [app.subjectId, app]))
  const limited = titles.flatMap((title): TitleSums[] => {
    const app = left.get(title.subjectId)
    if (!app) return []
    const take = (wanted: number | null, there: number | null) =>
      there === null ? null : wanted === null ? null : Math.min(wanted, there)
    const taken = {
      foregroundMs: take(title.foregroundMs, app.foregroundMs),
      activeMs: take(title.activeMs, app.activeMs),
      watchingMs: take(title.watchingMs, app.watchingMs),
    }
    const less = (there: number | null, ms: number | null) => (there === null ? null : there - (ms ?? 0))
    left.set(title.subjectId, {
      ...app,
      foregroundMs: less(app.foregroundMs, taken.foregroundMs),
      activeMs: less(app.activeMs, taken.activeMs),
      watchingMs: less(app.watchingMs, taken.watchingMs),
    })
    return [{ ...title, ...taken }]
  })
  return { subjects, usage: apps, titles: limited }
}
