/** One metric as a scrape tells it. */
export interface Scraped {
  readonly type: string
  readonly help: string
  readonly samples: readonly {
    readonly name: string
    readonly labels: Record<string, string>
    readonly value: number
  }[]
}

const suffixes: Readonly<Record<string, readonly string[]>> = {
  counter: [''],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count'],
}

/**
 * Reads the text format 0.0.4 as strictly as it is written down: HELP and TYPE once and before any sample, families together, no
 * sample twice, histograms whole and growing.
 * @throws where a line is not as it has to be
 */
export function parseMetrics(text: string): Map<string, Scraped> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end')
  const families = new Map<string, Scraped>()
  const seen = new Set<string>()
  const lines = text.split('\n').slice(0, -1)
  const heads = lines.flatMap((line, i) => (line.startsWith('# HELP ') ? [i] : []))
  if (heads[0] !== 0) throw new Error('it does not begin with a metric')
  for (const [i, head] of heads.entries()) {
    const [name, family] = parseFamily(lines.slice(head, heads[i + 1]), seen)
    if (families.has(name)) throw new Error(`${name} comes twice`)
    families.set(name, family)
  }
  return families
}

function parseFamily([first, second = '', ...rest]: string[], seen: Set<string>): [string, Scraped] {
  const [, name, help] = /^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ((?:[^\\]|\\[\\n])+)$/.exec(first!) ?? []
  const type = new RegExp(`^# TYPE ${name} (counter|gauge|histogram)$`).exec(second)?.[1]
  if (!name || !type || rest.length === 0) throw new Error(`not the head of a metric with samples: ${first}`)
  const samples = rest.map((line) => {
    const sample = parseSample(line)
    const key = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).sort())}`
    const isOurs = suffixes[type]!.some((suffix) => sample.name === name + suffix)
    if (!isOurs || seen.has(key)) throw new Error(`not a new sample of ${name}: ${line}`)
    seen.add(key)
    return sample
  })
  if (type === 'counter' && !name.endsWith('_total')) throw new Error(`${name} is a counter without _total`)
  if (type === 'histogram') checkHistogram(name, samples)
  return [name, { type, help: help!, samples }]
}

function parseSample(line: string): Scraped['samples'][number] {
  const [, name, , inner = '', number] =
    /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*",?)*)\})? (\S+)$/.exec(line) ?? []
  const value =
    number === '+Inf' ? Number.POSITIVE_INFINITY : number === '-Inf' ? Number.NEGATIVE_INFINITY : Number(number)
  if (!name || number === undefined || (Number.isNaN(value) && number !== 'NaN')) throw new Error(`no sample: ${line}`)
  const labels = Object.fromEntries(
    [...inner.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)].map(([, k, v]) => [k, v]),
  )
  return { name, labels, value }
}

function checkHistogram(name: string, samples: Scraped['samples']): void {
  const series = new Map<string, { le: number; value: number }[]>()
  const seriesOf = ({ le: _, ...labels }: Record<string, string>) => JSON.stringify(labels)
  for (const { name: full, labels, value } of samples)
    if (full === `${name}_bucket`) {
      const key = seriesOf(labels)
      const le = labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le)
      series.set(key, [...(series.get(key) ?? []), { le, value }])
    }
  for (const [key, buckets] of series) {
    const grows = buckets.every(
      ({ le, value }, i) => i === 0 || (le > buckets[i - 1]!.le && value >= buckets[i - 1]!.value),
    )
    const last = buckets.at(-1)!
    const of = (suffix: string) => samples.find((s) => s.name === name + suffix && seriesOf(s.labels) === key)
    if (!grows || last.le !== Number.POSITIVE_INFINITY || of('_count')?.value !== last.value || !of('_sum'))
      throw new Error(`the histogram ${name} ${key} is not whole`)
  }
}
