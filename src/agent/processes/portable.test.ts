import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ProcessDescriptor } from 'ps-list'
import { describe, expect, it } from 'vitest'
import { createPortableSource, type PortableOptions } from './portable.ts'
import type { Usage } from './portable-usage.ts'

const identify = ({ exe, name }: { exe: string; name: string }) => ({ key: exe || name, name })
const startTime = new Date('2026-11-30T12:00:00Z')

/** As ps-list gives them on macOS: the name is a path, or cut; a path is known only if the command line begins with one. */
const macList: ProcessDescriptor[] = [
  {
    pid: 1,
    ppid: 0,
    uid: 0,
    name: 'launchd',
    path: '/sbin/launchd',
    cmd: '/sbin/launchd',
    cpu: 0,
    memory: 0.1,
    startTime,
  },
  {
    pid: 300,
    ppid: 1,
    uid: 501,
    name: 'firefox',
    path: '/Applications/Firefox.app/Contents/MacOS/firefox',
    cmd: '/Applications/Firefox.app/Contents/MacOS/firefox -foreground',
    cpu: 1,
    memory: 2,
    startTime,
  },
  {
    pid: 301,
    ppid: 1,
    uid: 501,
    name: '/System/Library/CoreServices/Dock.app/Contents/MacOS/Dock',
    path: '',
    cmd: 'Dock',
    startTime,
  },
  { pid: 302, ppid: 1, uid: 501, name: '(bash)', path: '', cmd: '(bash)', startTime },
  { pid: 400, ppid: process.pid, uid: 501, name: 'ps', path: '/bin/ps', cmd: 'ps wwxo pid=,args=', startTime },
]

/** As ps-list gives them on Windows: nothing but ids and names. */
const windowsList: ProcessDescriptor[] = [
  { pid: 0, ppid: 0, name: '[System Process]' },
  { pid: 4, ppid: 0, name: 'System' },
  { pid: 2000, ppid: 900, name: 'firefox.exe' },
  { pid: 2001, ppid: process.pid, name: 'fastlist-0.3.0-x64.exe' },
]

const usage = (ctime: number, elapsed = 60_000): Usage => ({ ctime, elapsed, memory: 2_097_152, timestamp: 0 })

interface World {
  at: number
  list: ProcessDescriptor[]
  usages: Record<string, Usage>
  asked: { lists: number; usages: number }
}

function open(platform: NodeJS.Platform, list: ProcessDescriptor[], more: Partial<PortableOptions> = {}) {
  const usages = Object.fromEntries(list.map(({ pid }) => [pid, usage(pid)]))
  const world: World = { at: 1_000_000, list, usages, asked: { lists: 0, usages: 0 } }
  const source = createPortableSource({
    accounts: 'own',
    identify,
    platform,
    now: () => world.at,
    list: async () => {
      world.asked.lists++
      return world.list
    },
    usage: async () => {
      world.asked.usages++
      return world.usages
    },
    ...more,
  })
  return { world, sample: () => source.sample() }
}

describe('createPortableSource', () => {
  it('createPortableSource › reads what macOS tells, without the ps that told it', async () => {
    const samples = await open('darwin', macList).sample()
    expect(samples.map(({ pid, app, ended, reaper }) => [pid, app.key, app.name, ended, reaper])).toEqual([
      [1, '/sbin/launchd', 'launchd', false, true],
      [300, '/Applications/Firefox.app/Contents/MacOS/firefox', 'firefox', false, false],
      [301, '/System/Library/CoreServices/Dock.app/Contents/MacOS/Dock', 'Dock', false, false],
      [302, '(bash)', '(bash)', true, false],
    ])
    expect(samples[1]).toMatchObject({
      id: `300:${startTime.getTime()}`,
      parentPid: 1,
      startedAt: startTime.getTime(),
      cpuMs: 300,
      childrenCpuMs: 0,
      memoryKiB: 2048,
    })
  })

  it('createPortableSource › reads what Windows tells, without the idle process', async () => {
    const { world, sample } = open('win32', windowsList)
    world.usages = { 4: { ...usage(1), elapsed: Number.NaN }, 2000: usage(50) }
    const samples = await sample()
    expect(samples.map(({ pid, app, cpuMs }) => [pid, app.key, cpuMs])).toEqual([
      [4, 'System', 0],
      [2000, 'firefox.exe', 50],
    ])
    world.at += 10_000
    expect((await sample()).map(({ id }) => id)).toEqual(samples.map(({ id }) => id))
  })

  it('createPortableSource › completes a name that the kernel cut, and undoes a login shell', async () => {
    const row = (name: string, cmd: string): ProcessDescriptor => ({ pid: 9, ppid: 1, name, path: '', cmd, startTime })
    const named = async (each: ProcessDescriptor) => (await open('linux', [each]).sample())[0]!.app.name
    expect(await named(row('gnome-terminal-', 'gnome-terminal-server --x'))).toBe('gnome-terminal-server')
    expect(await named(row('bash', '-bash'))).toBe('bash')
    expect(await named(row('innocent', '/usr/bin/other --x'))).toBe('innocent')
  })

  it('createPortableSource › leaves out kernel threads of Linux, but not process 2 of a container', async () => {
    const row = (pid: number, ppid: number, name: string): ProcessDescriptor => ({ pid, ppid, name, startTime })
    const pids = async (list: ProcessDescriptor[]) => (await open('linux', list).sample()).map(({ pid }) => pid)
    expect(await pids([row(1, 0, 'init'), row(2, 0, 'kthreadd'), row(3, 2, 'kworker'), row(5, 1, 'a')])).toEqual([1, 5])
    expect(await pids([row(1, 0, 'sh'), row(2, 1, 'make'), row(3, 2, 'cc')])).toEqual([1, 2, 3])
  })

  it('createPortableSource › asks for the dear half less often', async () => {
    const mac = open('darwin', macList)
    const windows = open('win32', windowsList)
    for (const { world, sample } of [mac, windows]) {
      for (let i = 0; i < 20; i++) {
        await sample()
        world.at += 5000
      }
    }
    expect(mac.world.asked).toEqual({ lists: 10, usages: 20 })
    expect(windows.world.asked).toEqual({ lists: 20, usages: 2 })
  })

  it('createPortableSource › notices that a process is gone, or its id another’s', async () => {
    const { world, sample } = open('darwin', macList)
    await sample()
    delete world.usages[301]
    world.usages[300] = usage(5, 1000)
    world.at += 1000
    expect((await sample()).map(({ pid }) => pid)).toEqual([1, 302])
    const reborn = { ...macList[1]!, startTime: new Date(startTime.getTime() + 50_000) }
    world.list = [macList[0]!, reborn]
    world.at += 1000
    expect((await sample())[1]).toMatchObject({ id: `300:${reborn.startTime.getTime()}`, cpuMs: 5 })
  })

  it('createPortableSource › keeps a process whose start is told a second off', async () => {
    const { world, sample } = open('linux', macList, { listEveryMs: 0 })
    const before = await sample()
    world.list = macList.map((row) => ({ ...row, startTime: new Date(startTime.getTime() + 1000) }))
    world.at += 1000
    expect((await sample()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  })

  it('createPortableSource › keeps the last counters when pidusage fails', async () => {
    let fails = false
    const ask = async () => {
      if (fails) throw new Error('ps: something')
      return { 300: usage(77) }
    }
    const { world, sample } = open('darwin', [macList[1]!], { usage: ask })
    await sample()
    fails = true
    world.at += 1000
    expect(await sample()).toMatchObject([{ pid: 300, cpuMs: 77 }])
  })
})

describe.skipIf(process.platform === 'win32')('createPortableSource on this machine', () => {
  it('createPortableSource › sees itself and a child that works, and not its own readers', async () => {
    const work = 'while (process.cpuUsage().user < 300_000); console.log(1); setTimeout(() => {}, 20000)'
    const child = spawn(process.execPath, ['-e', work])
    try {
      await once(child.stdout, 'data')
      const source = createPortableSource({ accounts: 'own', identify, listEveryMs: 0 })
      await source.sample()
      const samples = await source.sample()
      const worker = samples.find(({ pid }) => pid === child.pid)!
      expect(worker.cpuMs).toBeGreaterThan(200)
      expect(worker.parentPid).toBe(process.pid)
      expect(worker.memoryKiB).toBeGreaterThan(10_000)
      expect(Math.abs(worker.startedAt - Date.now())).toBeLessThan(10_000)
      expect(samples.some(({ pid }) => pid === process.pid)).toBe(true)
      expect(samples.filter(({ parentPid, app }) => parentPid === process.pid && app.name === 'ps')).toEqual([])
    } finally {
      child.kill('SIGKILL')
    }
  })
})
