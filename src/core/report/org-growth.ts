import { unattributed } from '../apps.ts'
import type { OrgReport } from './org-report.ts'
import type { OrgAppSums } from './org-sums.ts'

const mostGrowth = 10

/** Apps that more, or fewer, computers ran than in the month before; of those that somebody used in either. */
export function toGrowthByComputers(before: readonly OrgAppSums[], now: readonly OrgAppSums[]): OrgReport['growth'] {
  const of = (apps: readonly OrgAppSums[]) => new Map(apps.map((app) => [app.subjectId, app]))
  const [old, current] = [of(before), of(now)]
  const all = new Map([...old, ...current])
  return [...all]
    .filter(([id, { key }]) => key !== unattributed.key && [old.get(id), current.get(id)].some((app) => app?.people))
    .map(([id, { key, name }]) => ({ key, name, from: old.get(id)?.devices ?? 0, to: current.get(id)?.devices ?? 0 }))
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || (a.name < b.name ? -1 : 1))
    .slice(0, mostGrowth)
}
