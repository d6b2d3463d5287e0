import type { App } from '../../core/apps.ts'
import type { Identify } from './identify.ts'
import type { ProcessSample, ProcessSource } from './source.ts'
import type { WindowsProcesses } from './windows-api.ts'
import { createWindowsIdentify } from './windows-identify.ts'
import type { WindowsProcess } from './windows-list.ts'
import { findFileDescription } from './windows-version.ts'

export interface WindowsOptions {
  /** `own`: only processes that run as this account. */
  readonly accounts: 'own' | 'all'
  /** Tells what has no path: the agent itself, and what Windows does not let us look at. */
  readonly identify: Identify
  readonly home: string
  readonly ownPid: number
}

/**
 * Processes of Windows from one system call for all of them; identity (path, account, description) is asked once for each.
 *
 * Windows keeps no count of what children did that have ended, so of a process that came and went between two samples nothing is
 * seen, and of one that ended what it did since the sample before is missing. Nor is there a count by account that would tell
 * how much that is: it is not in the figures, not even as unattributed.
 */
export function createWindowsSource(api: WindowsProcesses, options: WindowsOptions): ProcessSource {
  const { accounts, home, ownPid } = options
  const identify = createWindowsIdentify({
    home,
    ownPid,
    readDescription: (exe) => {
      const resource = api.readVersion(exe)
      return resource && findFileDescription(resource)
    },
    otherwise: options.identify,
  })
  /** The app of each process by its id, for it never changes; undefined: not to be recorded. */
  let known = new Map<string, App | undefined>()

  function meet({ pid, name }: WindowsProcess): App | undefined {
    const found = api.inspect(pid)
    const isOwn = found?.account !== undefined && found.account === api.ownAccount
    return accounts === 'all' || isOwn ? identify({ pid, exe: found?.exe ?? '', name }) : undefined
  }

  function read(): ProcessSample[] {
    const next = new Map<string, App | undefined>()
    const samples: ProcessSample[] = []
    for (const process of api.list()) {
      if (isKernel(process)) continue
      const id = toId(process.pid, process.createdAt)
      const app = known.has(id) ? known.get(id) : meet(process)
      next.set(id, app)
      if (app) samples.push(toSample(process, id, app))
    }
    known = next
    return samples
  }

  return {
    name: 'windows',
    sample: async () => read(),
    appOf: (pid) => {
      const createdAt = api.findCreatedAt(pid)
      if (createdAt === undefined) return undefined
      const id = toId(pid, createdAt)
      if (!known.has(id)) read()
      return known.get(id)
    },
    runningApps: () => [...known.values()].filter((app) => app !== undefined),
    totalCpuMs: () => undefined,
  }
}

const toId = (pid: number, createdAt: number) => `${pid}:${createdAt}`

/** The idle process, the system, and what it starts that is no file: `Registry`, `Memory Compression`, `Secure System`. */
const isKernel = ({ pid, parentPid, name }: WindowsProcess) =>
  pid === 0 || pid === 4 || (parentPid === 4 && !name.includes('.'))

const toSample = (process: WindowsProcess, id: string, app: App): ProcessSample => ({
  id,
  pid: process.pid,
  parentPid: process.parentPid,
  startedAt: process.startedAt,
  cpuMs: process.cpuMs,
  childrenCpuMs: 0,
  memoryKiB: process.memoryKiB,
  ended: process.threads === 0,
  // Whoever loses its parent on Windows is adopted by nobody.
  reaper: false,
  app,
})
