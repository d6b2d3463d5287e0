import pidusage from 'pidusage'
import psList, { type ProcessDescriptor } from 'ps-list'
import type { App } from '../../core/apps.ts'
import type { Identify } from './identify.ts'
import { type Listed, toListed } from './portable-list.ts'
import { readUsage, type Usage } from './portable-usage.ts'
import type { ProcessSample, ProcessSource } from './source.ts'

export interface PortableOptions {
  /** `own` has no effect on Windows, which lists what this account may see. */
  readonly accounts: 'own' | 'all'
  readonly identify: Identify
  /** How long a list of processes is good: for new ones, their parents and names. */
  readonly listEveryMs?: number
  /** How long their counters are good. */
  readonly usageEveryMs?: number
  readonly platform?: NodeJS.Platform
  readonly now?: () => number
  readonly list?: (options: { readonly all: boolean }) => Promise<ProcessDescriptor[]>
  readonly usage?: (pids: number[], options: { readonly maxage?: number }) => Promise<Record<string, Usage | undefined>>
}

interface Known {
  readonly id: string
  readonly name: string
  readonly app: App
  readonly startedAt: number
  listed: Listed
  usage: Usage | undefined
}

/**
 * The two halves of a sample cost differently. On macOS and Linux the list is two `ps` and the counters are one or none, so
 * the list may be 10 s old; on Windows the counters start PowerShell, and the list is a small program.
 */
const cadence = (platform: NodeJS.Platform) =>
  platform === 'win32' ? { listEveryMs: 0, usageEveryMs: 60_000 } : { listEveryMs: 10_000, usageEveryMs: 0 }

/** A timer that comes early by less than this still means its turn. */
const slackMs = 500
/** `ps` tells start times in whole seconds, and from a boot time that is rounded anew each time. */
const startErrorMs = 2000

const reaperNames = new Set(['systemd', 'init', 'launchd'])

/**
 * Processes through ps-list and pidusage, for systems without `/proc`. Does not know the CPU time of children that ended.
 * @throws whatever ps-list throws, as where it has no program for the machine
 */
export function createPortableSource(options: PortableOptions): ProcessSource {
  const { accounts, identify, platform = process.platform, now = Date.now, list = psList, usage = pidusage } = options
  const { listEveryMs, usageEveryMs } = { ...cadence(platform), ...options }
  let known = new Map<number, Known>()
  let listedAt = Number.NEGATIVE_INFINITY
  let usedAt = Number.NEGATIVE_INFINITY

  function meet(listed: Listed, at: number): Known {
    const { pid, exe, name } = listed
    const startedAt = listed.startedAt ?? at
    return { id: `${pid}:${startedAt}`, name, app: identify({ pid, exe, name }), startedAt, listed, usage: undefined }
  }

  async function readList(at: number) {
    const rows = toListed(await list({ all: accounts === 'all' }), process.pid, platform)
    const next = new Map<number, Known>()
    for (const listed of rows) {
      const before = known.get(listed.pid)
      const entry = before && isSame(before, listed) ? before : meet(listed, at)
      entry.listed = listed
      next.set(listed.pid, entry)
    }
    known = next
    listedAt = at
  }

  async function readCounters(at: number) {
    const usages = await readUsage(usage, [...known.keys()], platform)
    for (const [pid, entry] of known) note(pid, entry, usages.get(pid))
    usedAt = at
  }

  function note(pid: number, entry: Known, answer: Usage | 'gone' | undefined) {
    if (answer === undefined) return
    // Windows hides the counters of some of its own processes; there the list has just been read anyway.
    if (answer === 'gone') {
      if (platform !== 'win32') known.delete(pid)
    } else if (isAnother(entry, answer)) {
      known.delete(pid)
      listedAt = Number.NEGATIVE_INFINITY
    } else entry.usage = answer
  }

  return {
    name: 'portable',
    async sample() {
      const at = now()
      if (isDue(at, listedAt, listEveryMs)) await readList(at)
      if (isDue(at, usedAt, usageEveryMs)) await readCounters(at)
      return [...known.values()].map(toSample)
    },
    appOf: (pid) => known.get(pid)?.app,
    runningApps: () => [...known.values()].map(({ app }) => app),
    totalCpuMs: () => undefined,
  }
}

const isDue = (at: number, lastAt: number, everyMs: number) => Math.abs(at - lastAt) >= everyMs - slackMs

const isSame = (before: Known, { startedAt, name }: Listed) =>
  startedAt === undefined ? before.name === name : Math.abs(before.startedAt - startedAt) <= startErrorMs

/** The process id was given to another process since: it is younger, or has used less. */
const isAnother = ({ usage }: Known, { elapsed, ctime }: Usage) =>
  usage !== undefined && (elapsed < usage.elapsed - startErrorMs || ctime < usage.ctime)

function toSample({ id, app, startedAt, listed, usage }: Known): ProcessSample {
  return {
    id,
    pid: listed.pid,
    parentPid: listed.parentPid,
    startedAt,
    cpuMs: usage?.ctime ?? 0,
    childrenCpuMs: 0,
    memoryKiB: Math.round((usage?.memory ?? 0) / 1024),
    ended: listed.ended,
    reaper: listed.pid === 1 || reaperNames.has(listed.name),
    app,
  }
}
