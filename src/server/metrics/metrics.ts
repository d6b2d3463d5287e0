import { monitorEventLoopDelay } from 'node:perf_hooks'
import { within } from '../../core/deadline.ts'
import { secondMs } from '../../core/time.ts'
import type { Store } from '../store/store.ts'
import { readStored } from './stored.ts'
import { createCounter, createHistogram, type Family, toText } from './text.ts'

/** What happens in this process, counted since it began, and what a scrape is told of it. */
export interface Metrics {
  answered(of: { readonly route: string; readonly code: string | undefined; readonly ms: number }): void
  stored(of: { readonly rows: number; readonly refused: number }): void
  /** Of this process and of the database; without the database's where it does not answer in time. */
  scrape(): Promise<string>
  stop(): void
}

export interface MetricsOptions {
  readonly store: Store
  now(): number
  /** How many requests of devices are under way. */
  inFlight(): number
}

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
const nanosecondsPerSecond = 1e9
const patienceMs = 2 * secondMs

export function createMetrics({ store, now, inFlight }: MetricsOptions): Metrics {
  const durations = createHistogram('route', bounds)
  const refusals = createCounter('code')
  const rows = createCounter('outcome')
  let batches = 0
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()

  const readProcess = (): Family[] => {
    const { user, system } = process.cpuUsage()
    const p99 = delay.percentile(99) / nanosecondsPerSecond
    const most = delay.max / nanosecondsPerSecond
    delay.reset()
    return [
      one('usage_audit_batches_total', 'counter', 'Batches that were stored.', batches),
      family('usage_audit_rows_total', 'counter', 'Rows of those batches, stored or refused alone.', rows.samples()),
      family('usage_audit_refusals_total', 'counter', 'Requests that were refused, by error code.', refusals.samples()),
      family(
        'usage_audit_http_request_duration_seconds',
        'histogram',
        'From the head of a request to the end of its answer.',
        durations.samples(),
      ),
      one('usage_audit_requests_in_flight', 'gauge', 'Requests of devices that are under way.', inFlight()),
      one('usage_audit_event_loop_delay_p99_seconds', 'gauge', 'Event-loop delay since the last scrape.', p99),
      one('usage_audit_event_loop_delay_max_seconds', 'gauge', 'Longest event-loop delay since then.', most),
      one('process_resident_memory_bytes', 'gauge', 'Resident memory.', process.memoryUsage.rss()),
      one('process_cpu_seconds_total', 'counter', 'User and system CPU time.', (user + system) / 1e6),
      one(
        'process_start_time_seconds',
        'gauge',
        'When the process began, since 1970.',
        performance.timeOrigin / secondMs,
      ),
    ]
  }
  return {
    answered: ({ route, code, ms }) => {
      durations.observe(route, ms / secondMs)
      if (code !== undefined) refusals.add(code)
    },
    stored: (of) => {
      batches++
      rows.add('stored', of.rows - of.refused)
      rows.add('refused', of.refused)
    },
    scrape: async () => {
      // A scrape that fails would tell nothing of the process either: a database that is away is one figure of it.
      const stored = await within(patienceMs, readStored(store, now()), late).catch(() => undefined)
      const up = one('usage_audit_database_up', 'gauge', 'Whether the database answers: 1 or 0.', stored ? 1 : 0)
      return toText([...readProcess(), up, ...(stored ?? [])])
    },
    stop: () => delay.disable(),
  }
}

const family = (name: string, type: Family['type'], help: string, samples: Family['samples']): Family => ({
  name,
  type,
  help,
  samples,
})

const one = (name: string, type: Family['type'], help: string, value: number) => family(name, type, help, [{ value }])

const late = () => new Error('the database does not answer in time')
