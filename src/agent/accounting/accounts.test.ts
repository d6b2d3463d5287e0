import { describe, expect, it } from 'vitest'
import type { ProcessSample } from '../processes/source.ts'
import { createAccounts } from './accounts.ts'
import { createReconciliation } from './unattributed.ts'

const startAt = 1_000_000

/** `[pid, parent, app, own, children]`, started with the first sample unless told otherwise. */
function process(
  pid: number,
  parent: number,
  app: string,
  cpu: number,
  children = 0,
  more: Partial<ProcessSample> = {},
) {
  const sample: ProcessSample = {
    id: String(pid),
    pid,
    parentPid: parent,
    startedAt: startAt - 5000,
    cpuMs: cpu,
    childrenCpuMs: children,
    memoryKiB: 10,
    ended: false,
    reaper: pid === 1,
    app: { key: app, name: app },
    ...more,
  }
  return sample
}

/** Samples once a second, the baseline first; answers with each tick in few words. */
function open(baseline: readonly ProcessSample[]) {
  const accounts = createAccounts()
  let at = startAt
  accounts.add(baseline, undefined, { previousAt: at, at, creditFrom: at })
  return (
    samples: readonly ProcessSample[],
    { totalMs, creditFrom }: { totalMs?: number; creditFrom?: number } = {},
  ) => {
    const previousAt = at
    at += 1000
    const tick = accounts.add(samples, totalMs, { previousAt, at, creditFrom: creditFrom ?? previousAt })
    const apps = new Map(tick.apps.map(({ app, ...rest }) => [app.key, rest]))
    return {
      apps,
      cpu: Object.fromEntries(tick.apps.map(({ app, cpuMs }) => [app.key, cpuMs])),
      unattributed: tick.unattributedCpuMs,
    }
  }
}

const shell = process(10, 1, 'shell', 100, 50)

describe('createAccounts › baseline', () => {
  it('baseline › launches nothing and credits no past, also for what is seen late', () => {
    const tick = open([shell])
    const { apps } = tick([shell, process(11, 1, 'old', 900, 900)])
    expect(apps.get('shell')).toMatchObject({ launches: 0, cpuMs: 0, runningFrom: startAt })
    expect(apps.get('old')).toMatchObject({ launches: 0, cpuMs: 0, runningFrom: startAt })
  })
})

describe('createAccounts › running', () => {
  it('running › counts from the start of what is new, not before what may be credited', () => {
    const started = (offset: number) => process(20, 10, 'new', 1, 0, { startedAt: startAt + offset })
    expect(open([shell])([shell, started(300)]).apps.get('new')?.runningFrom).toBe(startAt + 300)
    const late = { creditFrom: startAt + 600 }
    expect(open([shell])([shell, started(300)], late).apps.get('new')?.runningFrom).toBe(startAt + 600)
    expect(open([shell])([shell, started(5000)]).apps.get('new')?.runningFrom).toBeNull()
  })

  it('running › is null at the end, said once, and zombies do not run', () => {
    const tick = open([shell])
    expect(tick([{ ...shell, ended: true }]).apps.get('shell')).toMatchObject({
      runningFrom: null,
      ended: true,
      memoryKiB: 0,
    })
    expect(tick([{ ...shell, ended: true }]).apps.get('shell')).toMatchObject({ ended: false })
    expect(tick([]).apps.size).toBe(0)
  })
})

describe('createAccounts › launches', () => {
  const fresh = { startedAt: startAt + 100 }

  it('launches › counts families once, whoever stands between', () => {
    const samples = [
      shell,
      process(20, 10, 'web', 0, 0, fresh),
      process(21, 20, 'helper', 0, 0, fresh),
      process(22, 21, 'web', 0, 0, fresh),
    ]
    const { apps } = open([shell])(samples)
    expect([apps.get('web')?.launches, apps.get('helper')?.launches]).toEqual([1, 1])
  })

  it('launches › counts an exec, and not a change of parent', () => {
    const tick = open([shell, process(20, 10, 'shell', 0)])
    expect(tick([shell, process(20, 10, 'editor', 0)]).apps.get('editor')?.launches).toBe(1)
    expect(tick([process(20, 1, 'editor', 0)]).apps.get('editor')?.launches).toBe(0)
  })

  it('launches › does not take a younger process for a parent', () => {
    const samples = [process(30, 1, 'web', 0, 0, { startedAt: startAt + 9000 }), process(31, 30, 'web', 0, 0, fresh)]
    expect(open([shell])(samples).apps.get('web')?.launches).toBe(2)
  })
})

describe('createAccounts › CPU time', () => {
  it('CPU time › of helpers nobody saw goes to whoever waited for them', () => {
    expect(open([shell])([process(10, 1, 'shell', 110, 90)]).cpu).toEqual({ shell: 50 })
  })

  it('CPU time › of a known child’s end goes to it at its last rate, the rest to its parent', () => {
    const tick = open([shell, process(20, 10, 'make', 0)])
    tick([shell, process(20, 10, 'make', 200)])
    expect(tick([process(10, 1, 'shell', 100, 50 + 200 + 150)]).cpu).toEqual({ shell: 0, make: 150 })
    const other = open([shell, process(20, 10, 'make', 0)])
    other([shell, process(20, 10, 'make', 200)])
    expect(other([process(10, 1, 'shell', 100, 50 + 200 + 500)]).cpu).toEqual({ shell: 300, make: 200 })
  })

  it('CPU time › of orphans is not counted again when a reaper collects it', () => {
    const init = process(1, 0, 'init', 0)
    const tick = open([init, shell, process(20, 10, 'bash', 0), process(21, 20, 'vim', 0)])
    tick([init, shell, process(20, 10, 'bash', 10), process(21, 20, 'vim', 600)])
    const { cpu, unattributed } = tick([process(1, 0, 'init', 0, 640), process(10, 1, 'shell', 100, 60)])
    expect([Object.values(cpu).reduce((a, b) => a + b), unattributed]).toEqual([0, 40])
  })

  it('CPU time › of a zombie is not counted again when it is waited for', () => {
    const tick = open([shell, process(20, 10, 'make', 100)])
    expect(tick([shell, process(20, 10, 'make', 130, 0, { ended: true })]).cpu).toMatchObject({ make: 30 })
    expect(tick([process(10, 1, 'shell', 100, 50 + 130)]).cpu).toEqual({ shell: 0 })
  })

  it('CPU time › is complete without children’s time, as from the portable source, and keeps no debt for ever', () => {
    const tick = open([process(10, 1, 'shell', 5.7)])
    expect(
      tick([process(10, 1, 'shell', 6.2), process(20, 10, 'make', 40.9, 0, { startedAt: startAt + 10 })]).cpu,
    ).toEqual({ shell: 1, make: 40 })
    expect(tick([process(10, 1, 'shell', 6.9)]).cpu).toEqual({ shell: 0, make: 0 })
    expect(tick([process(10, 1, 'shell', 7.1, 30)]).cpu).toEqual({ shell: 1 })
    expect(tick([process(10, 1, 'shell', 7.1, 60)]).cpu).toEqual({ shell: 30 })
  })

  it('CPU time › of a reused process id begins anew', () => {
    const reborn = process(10, 1, 'other', 30, 0, { id: '10 again', startedAt: startAt + 200 })
    expect(open([shell])([reborn]).cpu).toEqual({ shell: 0, other: 30 })
  })
})

describe('createReconciliation', () => {
  it('createReconciliation › tells what nothing explains, and does not let noise add up', () => {
    const { add } = createReconciliation()
    expect(add(1000, 50, 1000)).toBe(0)
    expect(add(1100, 60, 1000)).toBe(40)
    let noise = 0
    let total = 1100
    for (let i = 0; i < 100; i++) {
      total += 100
      noise += add(total, i % 2 ? 120 : 80, 1000)
    }
    expect(noise).toBeLessThanOrEqual(20)
  })

  it('createReconciliation › does not hide the truth for long after work outside of the count', () => {
    const { add } = createReconciliation()
    add(0, 0, 1000)
    expect(add(0, 3_600_000, 1000)).toBe(0)
    expect(add(1500, 0, 1000)).toBe(500)
    expect(add(undefined, 0, 1000)).toBe(0)
    expect(add(9000, 0, 1000)).toBe(0)
    expect(add(9010, 0, 1000)).toBe(10)
  })
})
