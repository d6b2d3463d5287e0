import { readdirSync } from 'node:fs'
import type { Identify } from './identify.ts'
import { createPasses, findApp, runPass } from './proc-pass.ts'
import { readKernelTotalMs, readSliceTotalMs, tickMs } from './proc-system.ts'
import type { ProcessSource } from './source.ts'

export interface ProcOptions {
  /** `own`: only processes that run as this account (effective user). */
  readonly accounts: 'own' | 'all'
  readonly identify: Identify
  readonly root?: string
  readonly cgroupRoot?: string
}

/** None where they cannot be listed. */
function listPids(root: string): number[] {
  try {
    return readdirSync(root)
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

/**
 * Processes of a Linux system from one synchronous pass over `/proc`: one read per process into one reused buffer, and
 * identity (executable, account) asked again only when the process executes another file.
 *
 * Keeps the order that the accounting of children relies on: a process in the sample was alive after its parent was read,
 * so its CPU time is never in that parent's children time as well.
 */
export function createProcSource(options: ProcOptions): ProcessSource {
  const { accounts, identify, root = '/proc', cgroupRoot = '/sys/fs/cgroup' } = options
  const account = process.geteuid?.() ?? -1
  const passes = createPasses({ root, identify, account: accounts === 'own' ? account : undefined })
  return {
    name: 'proc',
    sample: async () => runPass(passes),
    appOf: (pid) => findApp(passes, pid),
    runningApps: () => listPids(root).flatMap((pid) => findApp(passes, pid) ?? []),
    totalCpuMs() {
      if (accounts === 'own') return readSliceTotalMs(cgroupRoot, account)
      const busyMs = readKernelTotalMs(root)
      return busyMs === undefined ? undefined : busyMs - passes.kernelTicks * tickMs
    },
  }
}
