import type { Judge } from '../../core/categories/judge.ts'
import { addSums, type CategorySums, noTime, toCategoryTotals } from '../../core/categories/totals.ts'
import { ancestry, byId } from '../../core/categories/tree.ts'
import { isPresenceKnown } from '../../core/presence-totals.ts'
import { type Days, likePart, rangeOf } from '../../core/ranges.ts'
import { toTrueSums } from '../../core/report/category-figures.ts'
import type { ComparedApp, ComparedCategory, Times } from '../../protocol/usage-shapes.ts'
import { type AppSumsRow, type OnDevices, readAppSums } from '../store/app-sums.ts'
import { readJudge } from '../store/categories/ruleset.ts'
import { readSums } from '../store/categories/sums.ts'
import type { Store } from '../store/store.ts'
import { devicesOf } from './apps.ts'
import { type Asked, askPeriod, todayOf } from './asked.ts'
import { readFigures, toEarlier } from './figures.ts'
import { categoryOf, noCategory, noTimes, onlyApps, toTimes } from './shown-app.ts'

interface Question {
  readonly a: string
  readonly b: string
  /** As in the protocol. */
  readonly days?: 'all' | 'like'
}

type Of = 'active' | 'cpu'
type Counted = Pick<Times, 'activeMs' | 'cpuMs'>

const msOf = (of: Of, { activeMs, cpuMs }: Counted) => (of === 'active' ? (activeMs ?? 0) : cpuMs)

/** Two periods beside each other: with the rest, apps come to each period's sum, and categories to the apps'. */
export async function readComparison(store: Store, asked: Asked, { a, b, days = 'all' }: Question) {
  const [judge, on] = await Promise.all([readJudge(store, asked.orgId), devicesOf(store, asked)])
  const daysOf = (name: string, other: string) =>
    days === 'like' ? likePart(rangeOf(name), rangeOf(other), todayOf(asked)) : rangeOf(name)
  const left = await readSide(store, asked, on, judge, { name: a, days: daysOf(a, b) })
  const right = await readSide(store, asked, on, judge, { name: b, days: daysOf(b, a) })
  const of: Of = [left, right].every(({ isKnown, sums }) => isKnown || sums.recordedMs === 0) ? 'active' : 'cpu'
  const restOf = (side: Side) => msOf(of, side.sums) - onlyApps(side.rows).reduce((sum, row) => sum + msOf(of, row), 0)
  const rest = { a: restOf(left), b: restOf(right) }
  return {
    of,
    a: left.sums,
    b: right.sums,
    apps: compareApps(left.rows, right.rows, judge, of),
    categories: compareCategories(left.categories, right.categories, judge, of),
    rest: { ...rest, changeMs: rest.b - rest.a },
  }
}

type Side = Awaited<ReturnType<typeof readSide>>

interface Part {
  readonly name: string
  readonly days: Days
}

async function readSide(store: Store, asked: Asked, on: OnDevices, judge: Judge, { name, days }: Part) {
  const { range, shown } = askPeriod(asked, name)
  const figures = await readFigures(store, asked, days)
  return {
    sums: { period: shown, ...toEarlier(figures, days, days.last === range.last) },
    isKnown: isPresenceKnown(figures),
    rows: await readAppSums(store, on, days),
    categories: await readCategories(store, on, judge, days),
  }
}

/** Of the categories at the top, without what belongs to no app. */
async function readCategories(store: Store, { orgId, deviceIds }: OnDevices, judge: Judge, { first, last }: Days) {
  const sums = await readSums(store, orgId, { deviceIds }, { from: first, to: last })
  const { categories } = judge.ruleset
  const all = byId(categories)
  const tops = new Map<number | null, CategorySums>()
  for (const [id, part] of toCategoryTotals(toTrueSums(sums), judge)) {
    const top = id === null ? null : (ancestry(all, id).at(-1) ?? null)
    tops.set(top, addSums(tops.get(top) ?? noTime, part))
  }
  return tops
}

function compareApps(a: readonly AppSumsRow[], b: readonly AppSumsRow[], judge: Judge, of: Of): ComparedApp[] {
  const [left, right] = [a, b].map((rows) => new Map(onlyApps(rows).map((row) => [row.subjectId, row])))
  const apps = new Map([...left!, ...right!])
  return byChange(
    [...apps].map(([id, app]) => {
      const [was, is] = [left!, right!].map((rows) => rows.get(id))
      const sides = { a: was ? toTimes(was) : noTimes, b: is ? toTimes(is) : noTimes }
      const { key, name } = app
      return { key, name, category: categoryOf(judge, app), ...sides, changeMs: toChange(of, sides) }
    }),
  )
}

type Tops = ReadonlyMap<number | null, CategorySums>

function compareCategories(a: Tops, b: Tops, judge: Judge, of: Of): ComparedCategory[] {
  const known = byId(judge.ruleset.categories)
  const timesOf = (side: Tops, id: number | null) => {
    const { activeMs, foregroundMs, cpuMs } = side.get(id) ?? noTime
    return { activeMs, foregroundMs, cpuMs }
  }
  return byChange(
    [...new Set([...a.keys(), ...b.keys()])].map((id) => {
      const category = id === null ? undefined : known.get(id)
      const sides = { a: timesOf(a, id), b: timesOf(b, id) }
      const shown = category ? { id: category.id, key: category.key, name: category.name } : noCategory
      return { ...shown, ...sides, changeMs: toChange(of, sides) }
    }),
  )
}

const toChange = (of: Of, { a, b }: { readonly a: Counted; readonly b: Counted }) => msOf(of, b) - msOf(of, a)

const byChange = <T extends { readonly changeMs: number; readonly name: string | null }>(all: T[]): T[] =>
  all.sort((a, b) => Math.abs(b.changeMs) - Math.abs(a.changeMs) || ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
