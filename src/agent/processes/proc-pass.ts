import { closeSync, openSync, readdirSync, readlinkSync, readSync, statSync } from 'node:fs'
import type { App } from '../../core/apps.ts'
import type { Identify } from './identify.ts'
import { createStat, parseStat } from './proc-stat.ts'
import { readPageKiB, readUptimeMs, tickMs } from './proc-system.ts'
import type { ProcessSample } from './source.ts'

/** What is remembered of a process between passes: all that need not be asked again. */
interface Known {
  readonly path: string
  readonly id: string
  readonly startTicks: number
  readonly startedAt: number
  image: number
  /** Undefined: not to be recorded, because it is a kernel thread, another account's, or was met too late. */
  app: App | undefined
  reaper: boolean
  /** Of a kernel thread, as last read. */
  ownTicks: number
  /** The last pass that saw it. */
  seenIn: number
}

export interface PassOptions {
  readonly root: string
  readonly identify: Identify
  /** The only account that is recorded, or undefined for all. */
  readonly account: number | undefined
}

/** Passes over one `/proc`: what they share and remember. */
export interface Passes extends PassOptions {
  readonly known: Map<string, Known>
  readonly buffer: Buffer
  readonly stat: ReturnType<typeof createStat>
  readonly pageKiB: number
  count: number
  /** CPU time of kernel threads since the first pass. */
  kernelTicks: number
  /** Epoch milliseconds of tick 0; NaN until a pass needs it. */
  bootedAt: number
}

export const createPasses = (options: PassOptions): Passes => ({
  ...options,
  known: new Map(),
  buffer: Buffer.allocUnsafeSlow(4096),
  stat: createStat(),
  pageKiB: readPageKiB(options.root),
  count: 0,
  kernelTicks: 0,
  bootedAt: Number.NaN,
})

const kernelThreadFlag = 0x0020_0000
const exitingFlag = 0x4
const zombie = 90

const reaperNames = new Set(['systemd', 'init'])

/**
 * Reads every process once. What vanishes or cannot be read meanwhile is left out.
 * @throws if the root itself cannot be listed
 */
export function runPass(passes: Passes): ProcessSample[] {
  passes.count++
  passes.bootedAt = Number.NaN
  const samples: ProcessSample[] = []
  for (const name of readdirSync(passes.root)) {
    if (name.charCodeAt(0) > 57) continue
    const sample = readProcess(passes, name)
    if (sample) samples.push(sample)
  }
  for (const [name, entry] of passes.known) if (entry.seenIn !== passes.count) passes.known.delete(name)
  return samples.filter((sample) => sample.parentPid < sample.pid || isStillThere(passes, sample))
}

/** Reads one process between passes; the next pass finds it as it would have without. */
export function findApp(passes: Passes, pid: number): App | undefined {
  passes.bootedAt = Number.NaN
  return readProcess(passes, String(pid))?.app
}

function readProcess(passes: Passes, name: string): ProcessSample | undefined {
  const { known, stat } = passes
  const before = known.get(name)
  const path = before?.path ?? `${passes.root}/${name}/stat`
  if (!readStat(passes, path)) return undefined
  const entry = before?.startTicks === stat.startTicks ? recall(passes, before, name) : meet(passes, name, path)
  entry.seenIn = passes.count
  if (stat.flags & kernelThreadFlag) {
    // By difference, because a kernel thread that ends takes its counter with it.
    passes.kernelTicks += stat.ownTicks - entry.ownTicks
    entry.ownTicks = stat.ownTicks
  }
  return entry.app && toSample(passes, entry, entry.app, Number(name))
}

function readStat({ buffer, stat }: Passes, path: string): boolean {
  let file: number
  try {
    file = openSync(path, 0)
  } catch {
    return false
  }
  try {
    return parseStat(buffer, readSync(file, buffer, 0, buffer.length, null), stat)
  } catch {
    return false
  } finally {
    closeSync(file)
  }
}

function meet(passes: Passes, name: string, path: string): Known {
  const { stat } = passes
  // Asked once in a pass that meets anyone, and not kept: the clock may be set between passes.
  if (Number.isNaN(passes.bootedAt)) passes.bootedAt = Date.now() - readUptimeMs(passes.root)
  const entry: Known = {
    path,
    id: `${name}:${stat.startTicks}`,
    startTicks: stat.startTicks,
    startedAt: Math.round(passes.bootedAt + stat.startTicks * tickMs),
    image: stat.image,
    app: undefined,
    reaper: false,
    ownTicks: 0,
    seenIn: passes.count,
  }
  passes.known.set(name, entry)
  look(passes, entry, name)
  return entry
}

function recall(passes: Passes, entry: Known, name: string): Known {
  const { stat } = passes
  // A process that is ending loses its executable before it is gone: it stays what it was.
  if (entry.image !== stat.image && !(stat.flags & exitingFlag)) {
    entry.image = stat.image
    look(passes, entry, name)
  }
  return entry
}

function look(passes: Passes, entry: Known, name: string): void {
  const { root, buffer, stat } = passes
  if (stat.flags & kernelThreadFlag) return
  const comm = buffer.toString('utf8', stat.nameStart, stat.nameEnd)
  const folder = `${root}/${name}`
  const recorded = passes.account === undefined || readAccount(folder) === passes.account
  const exe = recorded ? readExecutable(folder) : ''
  // What is first seen at its end can no longer tell what it was. Left out, its CPU time comes with its parent's children's.
  const isTooLate = exe === '' && (stat.flags & exitingFlag) !== 0
  entry.app = recorded && !isTooLate ? passes.identify({ pid: Number(name), exe, name: comm }) : undefined
  entry.reaper = name === '1' || reaperNames.has(comm)
}

/** The effective user: the folder is always that user's, while an undumpable process's files in it are root's. */
function readAccount(folder: string): number | undefined {
  try {
    return statSync(folder).uid
  } catch {
    return undefined
  }
}

const deleted = ' (deleted)'

/** Empty if it cannot be read: another account's, or ended. */
function readExecutable(folder: string): string {
  try {
    const exe = readlinkSync(`${folder}/exe`)
    return exe.endsWith(deleted) ? exe.slice(0, -deleted.length) : exe
  } catch {
    return ''
  }
}

function toSample({ stat, pageKiB }: Passes, entry: Known, app: App, pid: number): ProcessSample {
  return {
    id: entry.id,
    pid,
    parentPid: stat.parentPid,
    startedAt: entry.startedAt,
    cpuMs: stat.ownTicks * tickMs,
    childrenCpuMs: stat.childrenTicks * tickMs,
    memoryKiB: stat.memoryPages * pageKiB,
    // While other threads live on, a first thread that has ended looks like a zombie.
    ended: stat.state === zombie && stat.threads <= 1,
    reaper: entry.reaper,
    app,
  }
}

/** Reads again a process that was read before its parent: if it has ended meanwhile, the parent may have counted it already. */
function isStillThere(passes: Passes, { id, pid }: ProcessSample): boolean {
  const entry = passes.known.get(String(pid))
  return entry?.id === id && readStat(passes, entry.path) && passes.stat.startTicks === entry.startTicks
}
