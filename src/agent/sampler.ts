import { createAccounts } from './accounting/accounts.ts'
import type { Interval, Tick } from './accounting/tick.ts'
import type { ProcessSource } from './processes/source.ts'

export type { AppTick, Interval, Tick } from './accounting/tick.ts'

export interface Sampler {
  /**
   * Reads the processes now and tells what each app did since the sample before. The first call is the baseline and
   * credits nothing. Calls must not overlap.
   */
  sample(interval: Interval): Promise<Tick>
}

/** Reads processes from `source` and keeps their accounts, for one run of the agent. */
export function createSampler(source: ProcessSource): Sampler {
  const accounts = createAccounts()
  return {
    async sample(interval) {
      const samples = await source.sample()
      return accounts.add(samples, source.totalCpuMs(), interval)
    },
  }
}
