import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { addBelow } from '../../src/core/categories/totals.ts'
import { dayMs, hourMs, minuteMs } from '../../src/core/time.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { readJudge } from '../../src/server/store/categories/ruleset.ts'
import { categoryTotals } from '../../src/server/store/categories/sums.ts'
import type { Store } from '../../src/server/store/store.ts'
import { aBatch, type Enrolled, noon } from './records.ts'
import { send } from './replicate.ts'

/** Apps that `sendWork` tells of: two browsers, an editor, and a program that no starter rule knows. */
export const apps = [
  ['app', 'firefox.desktop', 'Firefox'],
  ['app', 'c:\\program files\\google\\chrome\\application\\chrome.exe', 'Google Chrome'],
  ['app', 'code.desktop', 'Visual Studio Code'],
  ['app', '/opt/acme/bin/acme', 'Acme'],
] satisfies Batch['subjects']

export const titles = ['Inbox', 'Cats - YouTube', 'A film | Netflix', 'Budget 2026', 'example.org/x']

/** Windows one after another, each of some app with a title or none, and some of them with input. */
export const aDayOfWork = fc.array(
  fc.record({
    app: fc.nat(apps.length - 1),
    title: fc.option(fc.constantFrom(...titles)),
    minutes: fc.integer({ min: 1, max: 40 }),
    touched: fc.boolean(),
  }),
  { minLength: 1, maxLength: 10 },
)
type Work = typeof aDayOfWork extends fc.Arbitrary<infer W> ? W : never

/** Uploads days of work, the first on 2 November. */
export async function sendWork(store: Store, device: Enrolled['device'], days: readonly Work[]): Promise<void> {
  for (const [day, work] of days.entries()) {
    const start = noon + day * dayMs
    const watched = ['window', 'input', 'lock', 'inhibit']
    const spans: Batch['spans'] = []
    let at = start
    for (const { app, title, minutes, touched } of work) {
      const end = at + minutes * minuteMs
      spans.push([0, 'window', at, end, app, title === null ? null : { title }])
      if (touched) spans.push([0, 'input', at, end, null, null])
      at = end
    }
    spans.push([0, 'clock', start, at, null, { zone: 'UTC', offsetMs: 0, watched }])
    const processHours = apps.map((_, i): Batch['processHours'][0] => [
      0,
      i,
      start,
      hourMs,
      60_000 * (i + 1),
      1,
      7,
      5,
      3,
    ])
    await send(store, device, aBatch({ stream: randomUUID(), subjects: [...apps], spans, processHours }))
  }
}

export const november = { from: '2026-11-01', to: '2026-11-30' }

/** Foreground time by category with what lies below it, by key or name; `-` is what no rule sorts. */
export async function foregroundByName(store: Store, orgId: number): Promise<Record<string, number>> {
  const { categories } = (await readJudge(store, orgId)).ruleset
  const totals = addBelow(await categoryTotals(store, orgId, 'all', november), categories)
  const name = (id: number | null) => {
    const found = categories.find((one) => one.id === id)
    return found ? (found.name ?? found.key ?? '') : '-'
  }
  return Object.fromEntries([...totals].map(([id, { foregroundMs }]) => [name(id), (foregroundMs ?? 0) / minuteMs]))
}
