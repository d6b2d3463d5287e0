import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createProcSource } from './proc.ts'
import { readKernelTotalMs, readPageKiB, readSliceTotalMs } from './proc-system.ts'

let root: string
let children: ChildProcess[]
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'usage-audit-proc-')))
  children = []
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

const identify = ({ exe, name }: { exe: string; name: string }) => ({ key: exe || name, name })

interface Fake {
  readonly name?: string | Buffer
  readonly parent?: number
  readonly state?: string
  readonly flags?: number
  readonly ticks?: readonly [number, number, number, number]
  readonly threads?: number
  readonly start?: number
  readonly stack?: number
  readonly exe?: string
}

function fake(pid: number, process: Fake = {}) {
  const { name = 'app', parent = 1, state = 'S', flags = 0, ticks = [1, 2, 3, 4], threads = 1 } = process
  const { start = 500, stack = 7777, exe = `/opt/${pid}` } = process
  const folder = join(root, String(pid))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const fields = [
    state,
    parent,
    7,
    7,
    0,
    -1,
    flags,
    0,
    0,
    0,
    0,
    ...ticks,
    20,
    0,
    threads,
    0,
    start,
    9,
    10,
    1,
    2,
    3,
    stack,
    0,
  ]
  const parts = [Buffer.from(`${pid} (`), Buffer.from(name as string), Buffer.from(`) ${fields.join(' ')} 0 0\n`)]
  writeFileSync(join(folder, 'stat'), Buffer.concat(parts))
  if (exe) symlinkSync(exe, join(folder, 'exe'))
}

function open(accounts: 'own' | 'all' = 'all') {
  writeFileSync(join(root, 'uptime'), '100.00 1.0\n')
  const source = createProcSource({ accounts, identify, root, cgroupRoot: join(root, 'cgroup') })
  return { source, sample: () => source.sample() }
}

describe('createProcSource', () => {
  it('createProcSource › tells a process in our units', async () => {
    fake(10, { parent: 3 })
    const [sample] = await open().sample()
    expect(sample).toMatchObject({ id: '10:500', pid: 10, parentPid: 3, cpuMs: 30, childrenCpuMs: 70, memoryKiB: 40 })
    expect(sample).toMatchObject({ ended: false, reaper: false, app: { key: '/opt/10', name: 'app' } })
    expect(Math.abs(sample!.startedAt - (Date.now() - 95_000))).toBeLessThan(1000)
  })

  it('createProcSource › tells the app of one process between samples, and counts nothing twice for it', async () => {
    fake(10, { exe: '/opt/early' })
    const { source, sample } = open()
    const [before] = await sample()
    fake(11, { exe: '/opt/late' })
    fake(2, { flags: 0x0020_0040 })
    expect([10, 11, 2, 99].map((pid) => source.appOf(pid)?.key)).toEqual([
      '/opt/early',
      '/opt/late',
      undefined,
      undefined,
    ])
    expect(source.runningApps().map(({ key }) => key)).toEqual(['/opt/early', '/opt/late'])
    expect((await sample()).find(({ pid }) => pid === 10)).toEqual(before)
  })

  it('createProcSource › leaves out kernel threads, and knows zombies and reapers', async () => {
    fake(1, { name: 'anything', parent: 0 })
    fake(2, { flags: 0x0020_0040 })
    fake(3, { name: 'systemd' })
    fake(4, { state: 'Z' })
    fake(5, { state: 'Z', threads: 4 })
    const samples = await open().sample()
    expect(samples.map(({ pid, reaper, ended }) => [pid, reaper, ended])).toEqual([
      [1, true, false],
      [3, true, false],
      [4, false, true],
      [5, false, false],
    ])
  })

  it('createProcSource › asks again who it is when it executes another file, not when it ends', async () => {
    const { sample } = open()
    const seen = async () => (await sample())[0]?.app.key
    fake(10, { name: 'bash', exe: '/bin/bash' })
    expect(await seen()).toBe('/bin/bash')
    fake(10, { name: 'vim', exe: '/bin/vim (deleted)' })
    expect(await seen()).toBe('/bin/vim')
    fake(10, { name: 'vim', exe: '/lib/vim/vim', stack: 8888 })
    expect(await seen()).toBe('/lib/vim/vim')
    fake(10, { name: 'vim', exe: '', stack: 0, state: 'Z', flags: 0x4 })
    expect(await seen()).toBe('/lib/vim/vim')
    fake(10, { name: 'new', exe: '/bin/new', start: 900 })
    expect(await seen()).toBe('/bin/new')
  })

  it('createProcSource › leaves what is first seen at its end to its parent’s counter', async () => {
    const { sample } = open()
    fake(10, { state: 'Z', flags: 0x4, exe: '' })
    fake(11)
    expect((await sample()).map(({ pid }) => pid)).toEqual([11])
    fake(11, { state: 'Z', flags: 0x4, exe: '' })
    expect((await sample()).map(({ pid, ended }) => [pid, ended])).toEqual([[11, true]])
  })

  it('createProcSource › takes any name for what it is', async () => {
    fake(10, { name: 'a) R 1 (b\n\u001b[31m', exe: '' })
    fake(11, { name: '__proto__', exe: '' })
    fake(12, { name: Buffer.from([0x61, 0xff, 0xfe]), exe: '' })
    expect((await open().sample()).map(({ app }) => app.name)).toEqual([
      'a) R 1 (b\n\u001b[31m',
      '__proto__',
      'a\uFFFD\uFFFD',
    ])
  })

  it('createProcSource › survives what vanishes or is not readable', async () => {
    mkdirSync(join(root, '20'))
    mkdirSync(join(root, '21'))
    writeFileSync(join(root, '21/stat'), 'nonsense')
    mkdirSync(join(root, '22/stat'), { recursive: true })
    fake(23)
    const { sample } = open()
    expect((await sample()).map(({ pid }) => pid)).toEqual([23])
    rmSync(join(root, '23'), { recursive: true })
    expect(await sample()).toEqual([])
  })

  it('createProcSource › counts what the kernel counts without its own threads', async () => {
    writeFileSync(join(root, 'stat'), 'cpu  100 20 30 999 999 50 60 70 5 6\n')
    fake(2, { flags: 0x0020_0040, ticks: [3, 4, 0, 0] })
    const { source, sample } = open()
    await sample()
    expect(source.totalCpuMs()).toBe(1500 - 70)
    rmSync(join(root, '2'), { recursive: true })
    await sample()
    expect(source.totalCpuMs()).toBe(1500 - 70)
    expect(open('own').source.totalCpuMs()).toBeUndefined()
    const slice = join(root, `cgroup/user.slice/user-${process.geteuid!()}.slice`)
    mkdirSync(slice, { recursive: true })
    writeFileSync(join(slice, 'cpu.stat'), 'usage_usec 1234567\nuser_usec 1\n')
    expect(open('own').source.totalCpuMs()).toBe(1234.567)
  })

  it('readPageKiB › finds the size of a page by comparison', () => {
    const self = (pages: number, memoryKiB: number) => {
      mkdirSync(join(root, 'self'), { recursive: true })
      writeFileSync(join(root, 'self/statm'), `9999 ${pages} 3 4`)
      writeFileSync(join(root, 'self/status'), `Name:\tx\nVmRSS:\t  ${memoryKiB} kB\n`)
      return readPageKiB(root)
    }
    expect(self(1000, 4010)).toBe(4)
    expect(self(1000, 63_000)).toBe(64)
    expect(self(0, 0)).toBe(4)
    expect(readPageKiB(join(root, 'nowhere'))).toBe(4)
    expect(readKernelTotalMs(join(root, 'nowhere'))).toBeUndefined()
    expect(readSliceTotalMs(join(root, 'nowhere'), 1)).toBeUndefined()
  })
})

describe.skipIf(process.platform !== 'linux')('createProcSource on this machine', () => {
  const source = () => createProcSource({ accounts: 'own', identify })

  it('createProcSource › sees itself as the system tells it', async () => {
    const self = (await source().sample()).find(({ pid }) => pid === process.pid)!
    expect(self.app.key).toBe(realpathSync(process.execPath))
    expect(self.parentPid).toBe(process.ppid)
    const { rss } = process.memoryUsage()
    expect(Math.abs(self.memoryKiB * 1024 - rss) / rss).toBeLessThan(0.2)
    const cpuMs = process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000
    expect(Math.abs(self.cpuMs - cpuMs)).toBeLessThan(200)
    expect(Math.abs(self.startedAt - (Date.now() - process.uptime() * 1000))).toBeLessThan(2000)
  })

  it('createProcSource › follows a shell that becomes another program under a hostile name', async () => {
    const exe = join(root, 'evil\n\u001b[31m (deleted) __proto__')
    copyFileSync('/bin/sleep', exe)
    const child = spawn('/bin/sh', ['-c', 'read -r _; exec "$0" 30', exe], { stdio: ['pipe', 'ignore', 'ignore'] })
    children.push(child)
    const { sample } = source()
    const seen = async () => (await sample()).find(({ pid }) => pid === child.pid)
    const before = await seen()
    child.stdin!.write('go\n')
    await sleep(300)
    const after = await seen()
    expect(after?.app.key).toBe(exe)
    expect(after?.id).toBe(before?.id)
    child.kill()
    await once(child, 'exit')
    expect(await seen()).toBeUndefined()
  })
})
