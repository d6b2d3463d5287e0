/*
 * Prometheus' text format 0.0.4. Names and units follow its conventions: seconds and bytes, `_total` for what only grows.
 */

export const metricsType = 'text/plain; version=0.0.4; charset=utf-8'

export type Labels = Readonly<Record<string, string>>

export interface Sample {
  /** What comes after the family's name, as `_bucket`. */
  readonly suffix?: string
  readonly labels?: Labels
  readonly value: number
}

/** One metric with all its samples; without any it is left out. */
export interface Family {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  readonly samples: readonly Sample[]
}

/** What a scrape is answered. */
export const toText = (families: readonly Family[]): string =>
  families
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, type, help, samples }) => {
      const lines = samples.map(
        ({ suffix = '', labels = {}, value }) => `${name}${suffix}${toLabels(labels)} ${toNumber(value)}`,
      )
      return `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n${lines.join('\n')}\n`
    })
    .join('')

function toLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const escapeHelp = (text: string) => text.replace(/[\\\n]/g, (char) => (char === '\n' ? '\\n' : '\\\\'))
const escapeValue = (text: string) => text.replace(/[\\\n"]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`))

const toNumber = (value: number) =>
  Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'

/** Counts by one label; labels come from code, never from a caller, so that they stay few. */
export interface Counter {
  add(label: string, count?: number): void
  samples(): Sample[]
}

export function createCounter(label: string): Counter {
  const counts = new Map<string, number>()
  return {
    add: (value, count = 1) => void counts.set(value, (counts.get(value) ?? 0) + count),
    samples: () => [...counts].map(([name, value]) => ({ labels: { [label]: name }, value })),
  }
}

/** How many of what was measured lay below each bound, by one label. */
export interface Histogram {
  observe(label: string, value: number): void
  samples(): Sample[]
}

/** @param bounds ascending */
export function createHistogram(label: string, bounds: readonly number[]): Histogram {
  const series = new Map<string, { counts: number[]; sum: number }>()
  return {
    observe: (name, value) => {
      const known = series.get(name) ?? { counts: Array(bounds.length + 1).fill(0), sum: 0 }
      series.set(name, known)
      const place = bounds.findIndex((bound) => value <= bound)
      known.counts[place < 0 ? bounds.length : place]! += 1
      known.sum += value
    },
    samples: () =>
      [...series].flatMap(([name, { counts, sum }]) => {
        let below = 0
        const buckets = counts.map((count, i): Sample => {
          below += count
          const le = i < bounds.length ? String(bounds[i]) : '+Inf'
          return { suffix: '_bucket', labels: { [label]: name, le }, value: below }
        })
        const labels = { [label]: name }
        return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: below }]
      }),
  }
}
