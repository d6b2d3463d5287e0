import { unattributed } from '../../core/apps.ts'
import type { Judge } from '../../core/categories/judge.ts'
import { toMean } from '../../core/report/to-mean.ts'
import type { AppSums, ShownCategory, Times } from '../../protocol/usage-shapes.ts'
import type { AppSumsRow } from '../store/app-sums.ts'

/** What stands where no rule sorts an app. */
export const noCategory: ShownCategory = { id: null, key: null, name: null }

/** What the rules say of an app as a whole. */
export function categoryOf(
  judge: Judge,
  subject: { readonly kind: string; readonly key: string; readonly name: string },
) {
  const rule = judge.ruleOf(subject)
  const category = rule && judge.ruleset.categories.find(({ id }) => id === rule.categoryId)
  return category ? { id: category.id, key: category.key, name: category.name } : noCategory
}

export const toTimes = ({ activeMs, foregroundMs, cpuMs, runningMs }: Times): Times => ({
  activeMs,
  foregroundMs,
  cpuMs,
  runningMs,
})

export const noTimes: Times = { activeMs: null, foregroundMs: null, cpuMs: 0, runningMs: 0 }

type Row = Omit<AppSumsRow, 'subjectId' | 'kind' | 'key' | 'name' | 'days'>

/** Sums as screens show them. */
export const toMonthSums = (row: Row): Omit<AppSums, 'days'> => ({
  ...toTimes(row),
  watchingMs: row.watchingMs,
  launches: row.launches,
  memoryMeanKiB: toMean(row),
  memoryPeakKiB: row.memoryPeakKiB,
})

/** Without what belongs to no app. */
export const onlyApps = <R extends { readonly key: string }>(rows: readonly R[]): R[] =>
  rows.filter(({ key }) => key !== unattributed.key)
