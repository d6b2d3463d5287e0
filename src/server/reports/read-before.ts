import { unattributed } from '../../core/apps.ts'
import { type DeviceMonth, withSilence } from '../../core/device-month.ts'
import { addDays, type PeriodSums } from '../../core/report/earlier.ts'
import { type Period, partsOf, periodsUpTo } from '../../core/report/periods.ts'
import { type PeriodApp, readSummedDays } from '../store/earlier-usage.ts'
import { type PersonKey, readPersonDays } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'

const periodsBefore = 3

/**
 * What the three periods before come to as they are stored now, the last one first.
 * @param devices with all that they ever told of: silence after that is due
 */
export async function readBefore(
  store: Store,
  person: PersonKey,
  question: { readonly period: Period; readonly madeAt: number },
  devices: readonly DeviceMonth[],
  apps: readonly PeriodApp[],
): Promise<PeriodSums[]> {
  const periods = periodsUpTo(question.period, periodsBefore + 1)
    .slice(0, -1)
    .reverse()
  const bounds = [partsOf(periods.at(-1)!).first, partsOf(periods[0]!).last] as const
  const days = await readSummedDays(store, person, ...bounds)
  const together = await readPersonDays(store, person, ...bounds)
  return periods.map((period) => {
    const { first, last } = partsOf(period)
    const sums = addDays(
      days.filter(({ day }) => day >= first && day <= last),
      together,
    )
    const silence = devices.flatMap((device) => withSilence({ ...question, period }, { ...device, days: [] }))
    const silentMs = silence.reduce((sum, { dueMs }) => sum + dueMs, 0)
    return { period, ...sums, dueMs: sums.dueMs + silentMs, ...addCpu(apps.filter((app) => app.period === period)) }
  })
}

function addCpu(apps: readonly PeriodApp[]) {
  let [cpuMs, unattributedCpuMs] = [0, 0]
  for (const app of apps)
    if (app.key === unattributed.key) unattributedCpuMs += app.cpuMs
    else cpuMs += app.cpuMs
  return { cpuMs, unattributedCpuMs }
}
