import type { ProcessSample } from '../../src/agent/processes/source.ts'

interface Process {
  readonly pid: number
  readonly id: string
  readonly startedAt: number
  app: string
  parent: Process | undefined
  ownMs: number
  childrenMs: number
  zombie: boolean
  readonly reaper: boolean
}

/** What may happen; numbers choose a process among those that are there. */
export type Step =
  | { readonly kind: 'spawn'; readonly who: number; readonly app: number }
  | { readonly kind: 'exec'; readonly who: number; readonly app: number }
  | { readonly kind: 'exit'; readonly who: number }
  | { readonly kind: 'wait'; readonly who: number }
  | { readonly kind: 'burn'; readonly who: number; readonly ms: number }
  | { readonly kind: 'sample' }

/** A Unix kernel's accounting of processes, small enough to be seen to be right, with the truth kept beside it. */
export interface SimulatedKernel {
  readonly now: number
  /** CPU time of everything that ever ran. */
  readonly burnedMs: number
  step(step: Step): void
  /** All processes at this instant, ascending by pid. */
  sample(): ProcessSample[]
  /** The same as it is read in life: `between` happens after each process that is read. */
  sampleSlowly(between: () => void): ProcessSample[]
}

export const appName = (app: number) => `app${app % 4}`

export function createSimulatedKernel({ reusePids }: { readonly reusePids: boolean }): SimulatedKernel {
  const init = create(1, 'init', undefined, true, 0)
  const session = create(2, 'session', init, true, 0)
  let processes = [init, session, create(3, 'shell', session, false, 0), create(4, appName(0), session, false, 0)]
  let nextPid = 5
  let burnedMs = 0
  let now = 1_000_000

  function create(pid: number, app: string, parent: Process | undefined, reaper: boolean, startedAt: number): Process {
    return { pid, id: `${pid}:${startedAt}`, startedAt, app, parent, ownMs: 0, childrenMs: 0, zombie: false, reaper }
  }

  const living = () => processes.filter((process) => !process.zombie)
  const choose = (who: number) => living()[who % living().length]!
  const chooseWaiting = (who: number) => {
    const waiting = living().filter((parent) => processes.some((child) => child.parent === parent && child.zombie))
    return waiting[who % waiting.length]
  }
  const takePid = () => {
    if (!reusePids) return nextPid++
    let pid = 5
    while (processes.some((process) => process.pid === pid)) pid++
    return pid
  }

  function findReaper(process: Process): Process {
    let at = process.parent!
    while (!at.reaper || at.zombie) at = at.parent!
    return at
  }

  function exit(process: Process) {
    // The init and one process more stay, so that a world never ends.
    if (process.reaper || living().length < 4) return
    process.zombie = true
    const reaper = findReaper(process)
    for (const child of processes) if (child.parent === process) child.parent = reaper
  }

  function wait(parent: Process) {
    for (const child of processes.filter((process) => process.parent === parent && process.zombie)) {
      parent.childrenMs += child.ownMs + child.childrenMs
      processes = processes.filter((process) => process !== child)
    }
  }

  const toSample = (process: Process): ProcessSample => ({
    id: process.id,
    pid: process.pid,
    parentPid: process.parent?.pid ?? 0,
    startedAt: process.startedAt,
    cpuMs: process.ownMs,
    childrenCpuMs: process.childrenMs,
    memoryKiB: process.zombie ? 0 : 100,
    ended: process.zombie,
    reaper: process.reaper,
    app: { key: process.app, name: process.app },
  })

  function burn(process: Process, ms: number) {
    process.ownMs += ms
    burnedMs += ms
    now += ms
  }

  function exec(process: Process, app: number) {
    if (!process.reaper) process.app = appName(app)
  }

  /** Half of the children stay what their parent is, as a fork does. */
  function spawn(parent: Process, app: number) {
    const name = parent.reaper || app % 2 === 0 ? appName(app >> 1) : parent.app
    processes.push(create(takePid(), name, parent, false, now))
  }

  function step(step: Step) {
    now += 7
    if (step.kind === 'sample') return
    const process = choose(step.who)
    if (step.kind === 'spawn') spawn(process, step.app)
    else if (step.kind === 'exec') exec(process, step.app)
    else if (step.kind === 'burn') burn(process, step.ms)
    else if (step.kind === 'exit') exit(process)
    else wait(chooseWaiting(step.who) ?? process)
  }

  return {
    get now() {
      return now
    },
    get burnedMs() {
      return burnedMs
    },
    step,
    sample: () => [...processes].sort((a, b) => a.pid - b.pid).map(toSample),
    sampleSlowly(between) {
      const samples: ProcessSample[] = []
      for (const listed of [...processes].sort((a, b) => a.pid - b.pid)) {
        if (processes.includes(listed)) samples.push(toSample(listed))
        between()
      }
      const isThere = ({ id }: ProcessSample) => processes.some((process) => process.id === id)
      return samples.filter((sample) => sample.parentPid < sample.pid || isThere(sample))
    },
  }
}
