import { setTimeout as sleep } from 'node:timers/promises'
import type { JournalEntry } from '../agent/journal/journal.ts'
import { steadyManners } from '../agent/manners.ts'
import { openClocks } from '../agent/native/clocks.ts'
import { isPaused, readPause } from '../agent/pause.ts'
import { pauseOf, readHeldPolicy } from '../agent/policy/held.ts'
import { createPresenceTracker } from '../agent/presence/tracker.ts'
import { createRecorder } from '../agent/recorder.ts'
import type { Standstill } from '../agent/standstill.ts'
import { createZoneReader } from '../agent/zone.ts'
import { type App, unattributed } from '../core/apps.ts'
import type { WatchedSource } from '../core/clocks.ts'
import { needsTitles, type Verdict } from '../core/privacy.ts'
import { type Interval, totalMs } from '../core/spans.ts'
import { secondMs } from '../core/time.ts'
import { createAgentIdentify, openProcessSource, toWindowApps } from './app-side.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'
import { chooseWatchers } from './presence.ts'
import { isOutsideHours, toPrivacy, toSettings } from './privacy-side.ts'

/** What would have been stored, and what had a say in it. Nothing of it was. */
export interface Preview {
  readonly forMs: number
  /** Why nothing at all would have been stored; null if something would. */
  readonly still: 'paused' | 'org_paused' | 'outside_hours' | null
  readonly titles: boolean
  /** What the desktop told of. */
  readonly watched: readonly WatchedSource[]
  readonly apps: readonly PreviewApp[]
  readonly leftOut: readonly (App & { readonly rule: number })[]
  /** Ascending. */
  readonly windows: readonly PreviewWindow[]
  readonly inputMs: number
}

interface PreviewApp extends App {
  readonly runningMs: number
  readonly cpuMs: number
  readonly memoryKiB: number
}

export interface PreviewWindow extends Interval {
  readonly app: App
  /** As it would be stored; null if none would. */
  readonly title: string | null
  /** False if nothing of this window would be. */
  readonly stored: boolean
  /** The rule that matched, from 0, the organisation's after one's own; null if none did. */
  readonly rule: number | null
  readonly redacted: Verdict['redacted']
}

interface Judged extends Interval {
  readonly app: App
  readonly verdict: Verdict
}

const tickMs = secondMs

/** Watches this computer as the agent does, by the same rules, and writes nothing: beside one that runs, too. */
export async function watchForPreview(
  cli: Cli,
  config: Config,
  forMs: number,
  stopping: AbortSignal,
): Promise<Preview> {
  const still = findStill(cli, config)
  const { titles } = toSettings(cli, config)()
  if (still) return { forMs: 0, still, titles, watched: [], apps: [], leftOut: [], windows: [], inputMs: 0 }
  const { entries, judged, leftOut } = await watch(cli, config, forMs, stopping)
  const spans = entries.flatMap((entry) => entry.spans ?? [])
  return {
    forMs: totalMs(entries.flatMap(({ recorded }) => recorded)),
    still,
    titles,
    watched: [...new Set(entries.flatMap(({ recorded }) => recorded.flatMap(({ clock }) => clock.watched ?? [])))],
    apps: sumApps(entries),
    leftOut: [...leftOut.values()],
    windows: toWindows(spans, judged),
    inputMs: totalMs(spans.filter(({ source }) => source === 'input')),
  }
}

function findStill(cli: Cli, config: Config): Preview['still'] {
  const { journal } = cli.dataPaths()
  if (isPaused(readPause(journal), cli.now())) return 'paused'
  if (pauseOf(readHeldPolicy(journal))) return 'org_paused'
  return isOutsideHours(cli, config) ? 'outside_hours' : null
}

/** The agent's own recorder, with a journal that only listens. */
async function watch(cli: Cli, config: Config, forMs: number, stopping: AbortSignal) {
  const entries: JournalEntry[] = []
  const judged: Judged[] = []
  const leftOut = new Map<string, App & { rule: number }>()
  const privacy = toPrivacy(cli, config, undefined)
  const tracker = createPresenceTracker((front, piece) => {
    const verdict = privacy.judgeWindow(front, piece)
    judged.push({ ...piece, app: front.app, verdict })
    return verdict
  })
  const identify = createAgentIdentify(cli, config)
  const source = await openProcessSource(config, identify)
  const apps = toWindowApps(source, identify)
  const readClocks = await openClocks()
  const first = readClocks()
  const recorder = createRecorder(
    {
      journal: { write: (entry) => entries.push(entry), makeDurable: () => {}, openStream: () => {} },
      source,
      sampleMs: tickMs,
      privacy: {
        ...privacy,
        findDropRule: (app, piece) => {
          const rule = privacy.findDropRule(app, piece)
          if (rule !== undefined) leftOut.set(app.key, { ...app, rule })
          return rule
        },
      },
      zone: createZoneReader(cli.env.TZ),
      readClocks,
    },
    { standstill: neverStill, tracker, manners: steadyManners(tickMs) },
    first,
    first.wall,
  )
  await recorder.begin(first)
  const open = await chooseWatchers(cli, config, apps, { titles: needsTitles(toSettings(cli, config)()) })
  const presence = open?.(tracker, readClocks)
  for (const until = first.monotonic + forMs; readClocks().monotonic < until && !stopping.aborted; ) {
    await sleep(Math.min(tickMs, until - readClocks().monotonic), undefined, { signal: stopping }).catch(() => {})
    await recorder.record()
  }
  await presence?.close()
  return { entries, judged, leftOut }
}

const neverStill: Standstill = {
  check: () => 'record',
  guard: (_, __, write) => {
    write()
    return true
  },
  excuse: (gaps) => [...gaps],
}

function sumApps(entries: readonly JournalEntry[]): PreviewApp[] {
  const apps = new Map<string, PreviewApp>()
  for (const { app, runningMs, cpuMs, memoryKiB } of entries.flatMap(({ hours }) => hours)) {
    if (app.key === unattributed.key) continue
    const sum = apps.get(app.key) ?? { ...app, runningMs: 0, cpuMs: 0, memoryKiB: 0 }
    apps.set(app.key, {
      ...sum,
      runningMs: sum.runningMs + runningMs,
      cpuMs: sum.cpuMs + cpuMs,
      memoryKiB: Math.max(sum.memoryKiB, memoryKiB),
    })
  }
  return [...apps.values()].sort((a, b) => b.cpuMs - a.cpuMs || (a.name < b.name ? -1 : 1))
}

/** What would be stored of windows, and beside it what would not. */
function toWindows(spans: readonly NonNullable<JournalEntry['spans']>[number][], judged: readonly Judged[]) {
  const stored = spans
    .filter(({ source }) => source === 'window')
    .map(({ start, end, app, detail }): PreviewWindow => {
      const title = (detail?.title as string | undefined) ?? null
      const by = judged.find(({ app: { key }, verdict }) => key === app!.key && (verdict.title ?? null) === title)
      return { start, end, app: app!, title, stored: true, ...toReasons(by?.verdict) }
    })
  const dropped = judged
    .filter(({ verdict }) => verdict.dropped)
    .map(({ start, end, app, verdict }) => ({ start, end, app, title: null, stored: false, ...toReasons(verdict) }))
  return joinSame([...stored, ...dropped].sort((a, b) => a.start - b.start))
}

const toReasons = (verdict: Verdict | undefined) => ({ rule: verdict?.rule ?? null, redacted: verdict?.redacted ?? [] })

function joinSame(windows: readonly PreviewWindow[]): PreviewWindow[] {
  const joined: PreviewWindow[] = []
  const sayingOf = ({ app, title, stored, rule }: PreviewWindow) => JSON.stringify([app.key, title, stored, rule])
  for (const window of windows) {
    const last = joined.at(-1)
    if (last && last.end === window.start && sayingOf(last) === sayingOf(window))
      joined[joined.length - 1] = { ...last, end: window.end }
    else joined.push(window)
  }
  return joined
}
