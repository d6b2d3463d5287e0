import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { idleAfterMs } from '../../src/core/presence.ts'
import { intersect, totalMs } from '../../src/core/spans.ts'
import { type Desktop, until } from './desktop.ts'
import { type LoggedSpan, play, type Truth, toChanges, toTotals, type Visit } from './person.ts'
import { cleanEnvironment, newFolder, runProgram, startProgram } from './program.ts'

/** How often the agent asks an X server for the last input. */
export const pollMs = 2_000
/** What an event may take to be seen on a busy machine. */
const eventMs = 300

/** The real agent on a desktop. */
export async function recordDesktop(desktop: Desktop, sample: string, more: Readonly<Record<string, string>> = {}) {
  const env = cleanEnvironment({
    ...desktop.env,
    USAGE_AUDIT_DATA_DIR: newFolder(),
    USAGE_AUDIT_AGENT__SAMPLE: sample,
    ...more,
  })
  const agent = startProgram(['agent'], env)
  let said = ''
  agent.stderr?.on('data', (chunk) => {
    said += chunk
  })
  const readSpans = async (): Promise<LoggedSpan[]> => {
    const { out } = await runProgram(['agent', 'log'], env)
    const lines = out.split('\n').filter(Boolean)
    return lines.map((line) => JSON.parse(line) as LoggedSpan).filter(({ kind }) => kind === 'span')
  }
  /** What the last clock says is watched. */
  const readWatched = async () => {
    const clocks = (await readSpans()).filter(({ source }) => source === 'clock')
    return clocks.sort((a, b) => a.start - b.start).at(-1)?.detail?.watched ?? []
  }
  return {
    agent,
    /** What it wrote for a person or a log. */
    said: () => said,
    readSpans,
    readToday: async () => JSON.parse((await runProgram(['today', '--json'], env)).out) as Today,
    untilWatched: (watched: readonly string[], withinMs?: number) =>
      until(async () => expect(await readWatched(), said).toEqual(watched), withinMs),
    untilSpans: (check: (spans: readonly LoggedSpan[]) => void) => until(async () => check(await readSpans())),
    stop: async () => {
      if (agent.exitCode !== null) throw new Error(`the agent ended: ${said}`)
      agent.kill('SIGINT')
      const [code] = await once(agent, 'close')
      expect([code, said.match(/bug|at .*\.js/)], said).toEqual([0, null])
    },
  }
}

export interface Today {
  readonly recordedMs: number
  readonly watchedMs: number
  readonly activeMs: number | null
  readonly apps: readonly {
    readonly key: string
    readonly foregroundMs: number | null
    readonly activeMs: number | null
  }[]
}

/** Plays a plan before the real agent and compares what both say. Prints truth beside record. */
export async function checkPlan(desktop: Desktop, plan: readonly Visit[]): Promise<void> {
  const apps = [...new Set(plan.map(({ app }) => app))]
  for (const app of apps) await desktop.openWindow(app)
  const recording = await recordDesktop(desktop, '1s')
  await recording.untilWatched(['input', 'window'])
  const truth = await play(desktop, plan)
  await sleep(pollMs + 500)
  await recording.stop()
  const spans = await recording.readSpans()
  checkOrder(desktop, truth, spans)
  const today = await recording.readToday()
  checkTotals(desktop, truth, spans, today)
  checkIdle(truth, spans)
  checkToday(today, spans)
}

function checkOrder(desktop: Desktop, { visits, start, end }: Truth, spans: readonly LoggedSpan[]): void {
  // The change with which it all began may be seen a moment after it.
  const changes = toChanges(spans, { start: start + eventMs, end })
  expect(changes.map(({ app }) => app)).toEqual(visits.map(({ app }) => desktop.keyOf(app)))
  for (const [i, { came }] of visits.entries()) {
    if (i === 0) continue
    expect(changes[i]!.start).toBeGreaterThanOrEqual(came.after - 5)
    expect(changes[i]!.start).toBeLessThanOrEqual(came.before + eventMs)
  }
}

function checkTotals(desktop: Desktop, truth: Truth, spans: readonly LoggedSpan[], today: Today): void {
  const within = [{ start: truth.start, end: truth.end }]
  const rows = toTotals(truth, idleAfterMs).map(({ app, changes, frontMs, activeMs }) => {
    const key = desktop.keyOf(app)
    const own = spans.filter((span) => span.source === 'window' && span.app === key)
    // What was in front before the plan began and after it ended is not the person's.
    const around = totalMs(own) - totalMs(intersect(own, within))
    const shown = today.apps.find((each) => each.key === key)
    const front = compare(frontMs, (shown?.foregroundMs ?? Number.NaN) - around)
    const active = compare(activeMs, shown?.activeMs ?? Number.NaN)
    return { app, changes, front, active }
  })
  console.log(`${desktop.name}: the truth beside what \`usage-audit today --json\` says, in milliseconds`)
  console.table(
    rows.map(({ app, front, active }) => ({
      app,
      'true front': front.trueMs,
      foregroundMs: front.shownMs,
      'error ms': front.errorMs,
      'error %': front.percent,
      'true active': active.trueMs,
      activeMs: active.shownMs,
      'error ms ': active.errorMs,
      'error % ': active.percent,
    })),
  )
  for (const { app, changes, front, active } of rows) {
    expect(Math.abs(front.errorMs), app).toBeLessThanOrEqual(Math.max(front.trueMs / 100, eventMs * changes))
    // A person who comes back is seen at the first answer after the first key.
    expect(active.errorMs, app).toBeLessThanOrEqual(eventMs * (changes + 1))
    expect(active.errorMs, app).toBeGreaterThanOrEqual(-eventMs * (changes + 1) - pollMs * returns(truth))
  }
}

const compare = (trueMs: number, shownMs: number) => ({
  trueMs,
  shownMs,
  errorMs: shownMs - trueMs,
  percent: trueMs > 0 ? Number((((shownMs - trueMs) / trueMs) * 100).toFixed(2)) : 0,
})

/** How often somebody came back from being idle, the first time included. */
const returns = ({ keys }: Truth) =>
  keys.filter((key, i) => i === 0 || key.before - keys[i - 1]!.before >= idleAfterMs).length

/** Idle starts at the last key before each pause that parts two stretches of input, and at the very last. */
function checkIdle({ keys }: Truth, spans: readonly LoggedSpan[]): void {
  const ends = spans.filter(({ source }) => source === 'input').map(({ end }) => end)
  const pauseMs = 20_000
  const last = keys.filter((key, i) => (keys[i + 1]?.before ?? Number.POSITIVE_INFINITY) - key.before > pauseMs)
  const errors = last.map(({ before }) =>
    ends.map((end) => end - before).reduce((best, error) => (Math.abs(error) < Math.abs(best) ? error : best)),
  )
  console.log(`idle starts ${errors.map(Math.round).join(', ')} ms after the last key`)
  for (const error of errors) expect(Math.abs(error)).toBeLessThanOrEqual(eventMs)
}

/** What is shown is what the spans say, wholly watched as they are. */
function checkToday(today: Today, spans: readonly LoggedSpan[]): void {
  const keys = new Set(spans.filter(({ source }) => source === 'window').map(({ app }) => app))
  for (const key of keys) {
    const own = spans.filter(({ source, app }) => source === 'window' && app === key)
    expect(today.apps.find((app) => app.key === key)).toMatchObject({ foregroundMs: totalMs(own) })
  }
  expect(today.recordedMs - today.watchedMs).toBeLessThan(3_000)
  expect(today.activeMs).toBeGreaterThan(0)
}
