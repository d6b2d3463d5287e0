import { setTimeout as sleep } from 'node:timers/promises'
import { type Interval, intersect, totalMs } from '../../src/core/spans.ts'
import { minuteMs } from '../../src/core/time.ts'
import type { Desktop, Moment } from './desktop.ts'

/** A person has an app in front, types for a while, then looks at it. */
export interface Visit {
  readonly app: string
  readonly typeMs: number
  readonly lookMs: number
}

/** A moment of a person: many changes, and no idle but at the end. */
export const shortPlan: readonly Visit[] = [
  { app: 'editor', typeMs: 3_000, lookMs: 1_000 },
  { app: 'mailer', typeMs: 0, lookMs: 3_000 },
  { app: 'shell', typeMs: 2_000, lookMs: 500 },
  { app: 'editor', typeMs: 2_500, lookMs: 0 },
  { app: 'mailer', typeMs: 0, lookMs: 700 },
  { app: 'editor', typeMs: 0, lookMs: 4_000 },
]

/** Ten minutes: many changes, reading between keys, and once away for longer than it takes to be idle. */
export const longPlan: readonly Visit[] = [
  ...Array.from({ length: 12 }, (_, i) => ({
    app: ['editor', 'mailer', 'shell'][i % 3]!,
    typeMs: i % 2 ? 0 : 4_000,
    lookMs: 3_000 + 1_000 * (i % 5),
  })),
  { app: 'editor', typeMs: 20_000, lookMs: 6 * minuteMs },
  { app: 'mailer', typeMs: 5_000, lookMs: 25_000 },
  { app: 'shell', typeMs: 5_000, lookMs: 20_000 },
  { app: 'editor', typeMs: 5_000, lookMs: 5_000 },
]

/** What really happened, by the person's own log. */
export interface Truth extends Interval {
  readonly visits: readonly { readonly app: string; readonly came: Moment }[]
  readonly keys: readonly Moment[]
}

/** Plays a plan in real time. */
export async function play(desktop: Desktop, plan: readonly Visit[]): Promise<Truth> {
  const visits: Truth['visits'][number][] = []
  const keys: Moment[] = []
  for (const { app, typeMs, lookMs } of plan) {
    visits.push({ app, came: await desktop.bringToFront(app) })
    const start = Date.now()
    while (Date.now() - start < typeMs) {
      keys.push(await desktop.press('a'))
      await sleep(150)
    }
    await sleep(lookMs)
  }
  return { start: visits[0]!.came.before, end: Date.now(), visits, keys }
}

/** A span of the agent's journal, as `agent log` prints it. */
export interface LoggedSpan extends Interval {
  readonly kind: string
  readonly source: string
  readonly app: string | null
  readonly detail: { readonly watched?: readonly string[] } | null
}

/** The apps in the order in which they were in front, each with the instant it came; a stretch cut by midnight is one. */
export function toChanges(spans: readonly LoggedSpan[], { start, end }: Interval) {
  const windows = spans
    .filter((span) => span.source === 'window' && span.end > start && span.start < end)
    .sort((a, b) => a.start - b.start)
  return windows.filter((span, i) => i === 0 || windows[i - 1]!.app !== span.app || windows[i - 1]!.end !== span.start)
}

/** Each app's time in front and active time within the truth's time, by the truth. */
export function toTotals({ visits, keys, start, end }: Truth, idleMs: number) {
  const active: { start: number; end: number }[] = []
  for (const { before } of keys) {
    const last = active.at(-1)
    if (last && before - last.end < idleMs) last.end = before
    else active.push({ start: before, end: before })
  }
  const stretches = visits.map(({ app, came }, i) => ({
    app,
    start: Math.max(start, came.before),
    end: visits[i + 1]?.came.before ?? end,
  }))
  return [...new Set(visits.map(({ app }) => app))].map((app) => {
    const own = stretches.filter((stretch) => stretch.app === app)
    return { app, changes: own.length, frontMs: totalMs(own), activeMs: totalMs(intersect(own, active)) }
  })
}
