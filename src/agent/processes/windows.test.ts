import { describe, expect, it, vi } from 'vitest'
import { address, type Entry, layOut } from '../../../tests/support/windows-processes.ts'
import { createWindowsSource, type WindowsOptions } from './windows.ts'
import type { WindowsProcesses } from './windows-api.ts'
import { parseProcesses } from './windows-list.ts'

const startedAt = Date.UTC(2026, 10, 2, 12)
const firefox = { pid: 2_000, parentPid: 900, name: 'firefox.exe', startedAt, userMs: 1_500, workingSet: 4_194_304 }
const service = { pid: 800, parentPid: 700, name: 'svchost.exe', startedAt }
const hidden = { pid: 804, parentPid: 700, name: 'csrss.exe', startedAt }
const system: readonly Entry[] = [
  { pid: 0, threads: 2 },
  { pid: 4, name: 'System' },
  { pid: 140, parentPid: 4, name: 'Registry', startedAt },
  { pid: 2_300, parentPid: 4, name: 'Memory Compression', startedAt },
  { pid: 600, parentPid: 4, name: 'smss.exe', startedAt },
]

/** A Windows that answers from tables: whose processes are, and where their files lie. */
function open(entries: readonly Entry[], accounts: WindowsOptions['accounts'] = 'own') {
  let now = entries
  const accountOf = ({ pid }: Entry) => (pid >= 2_000 ? 'ana' : 'system')
  const find = (pid: number) => parseProcesses(layOut(now), address).find((process) => process.pid === pid)
  const api: WindowsProcesses = {
    list: vi.fn(() => parseProcesses(layOut(now), address)),
    inspect: vi.fn((pid) =>
      pid === hidden.pid ? undefined : { exe: `C:\\bin\\${find(pid)?.name}`, account: accountOf({ pid }) },
    ),
    findCreatedAt: (pid) => find(pid)?.createdAt,
    ownAccount: 'ana',
    readVersion: () => undefined,
  }
  const identify = ({ name }: { readonly name: string }) => ({ key: `comm:${name}`, name })
  const source = createWindowsSource(api, { accounts, identify, home: 'C:\\Users\\ana', ownPid: 1 })
  const change = (next: readonly Entry[]) => {
    now = next
  }
  return { api, source, change }
}

describe('createWindowsSource', () => {
  it('createWindowsSource › tells of the own processes what Windows tells', async () => {
    const { source } = open([...system, service, hidden, firefox])
    const createdAt = (startedAt + 11_644_473_600_000) * 10_000
    expect(await source.sample()).toEqual([
      {
        id: `2000:${createdAt}`,
        pid: 2_000,
        parentPid: 900,
        startedAt,
        cpuMs: 1_500,
        childrenCpuMs: 0,
        memoryKiB: 4_096,
        ended: false,
        reaper: false,
        app: { key: 'c:\\bin\\firefox.exe', name: 'firefox' },
      },
    ])
    expect(source.totalCpuMs()).toBeUndefined()
  })

  it('createWindowsSource › tells of all accounts, by name where Windows hides the file, but not of the system itself', async () => {
    const { source } = open([...system, service, hidden, firefox], 'all')
    const samples = await source.sample()
    expect(samples.map(({ app }) => app.key)).toEqual([
      'c:\\bin\\smss.exe',
      'c:\\bin\\svchost.exe',
      'comm:csrss.exe',
      'c:\\bin\\firefox.exe',
    ])
  })

  it('createWindowsSource › looks at each process once, and again at another one with its number', async () => {
    const { api, source, change } = open([service, firefox])
    const [before] = await source.sample()
    await source.sample()
    expect(api.inspect).toHaveBeenCalledTimes(2)
    change([service, { ...firefox, name: 'mailer.exe', startedAt: startedAt + 60_000 }])
    const [after] = await source.sample()
    expect(after!.app.name).toBe('mailer')
    expect(after!.id).not.toBe(before!.id)
    expect(api.inspect).toHaveBeenCalledTimes(3)
  })

  it('createWindowsSource › takes a process without a thread for ended', async () => {
    const { source } = open([{ ...firefox, threads: 0 }])
    expect((await source.sample())[0]).toMatchObject({ ended: true, cpuMs: 1_500 })
  })

  it('createWindowsSource › finds the app of a process, known or new, without listing all for a known one', async () => {
    const { api, source, change } = open([service, firefox])
    await source.sample()
    expect(source.appOf(firefox.pid)?.name).toBe('firefox')
    expect(source.appOf(service.pid)).toBeUndefined()
    expect(source.appOf(99)).toBeUndefined()
    expect(api.list).toHaveBeenCalledOnce()
    change([service, firefox, { ...firefox, pid: 2_004, name: 'new.exe' }])
    expect(source.appOf(2_004)?.name).toBe('new')
    expect(api.list).toHaveBeenCalledTimes(2)
  })
})
