import { readFileSync } from 'node:fs'

/** USER_HZ, the unit of all times in `/proc`, is 100 in Linux's ABI whatever the kernel's own tick is. */
export const tickMs = 10

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** Time since boot, sleep included, in milliseconds, to 10 ms: the clock that processes' start times are told in. */
export function readUptimeMs(root: string): number {
  const uptimeMs = Number.parseFloat(readText(`${root}/uptime`)) * 1000
  if (Number.isFinite(uptimeMs)) return uptimeMs
  const bootedAt = Number(/^btime (\d+)$/m.exec(readText(`${root}/stat`))?.[1] ?? Number.NaN) * 1000
  return Number.isFinite(bootedAt) ? Date.now() - bootedAt : 0
}

/**
 * Size of a memory page: 4 KiB nearly everywhere, 16 or 64 on some arm64. Found by comparing the two ways in which the
 * kernel tells the same process's memory, since asking the system for it would take a child process.
 */
export function readPageKiB(root: string): number {
  const pages = Number(readText(`${root}/self/statm`).split(' ')[1])
  const memoryKiB = Number(/^VmRSS:\s+(\d+)/m.exec(readText(`${root}/self/status`))?.[1])
  const ratio = memoryKiB / pages
  // The two are read at different moments; sizes are powers of two, so the nearest one is right.
  return ratio > 0 && Number.isFinite(ratio) ? Math.max(4, 2 ** Math.round(Math.log2(ratio))) : 4
}

/**
 * CPU time of everything since boot without waiting, interrupts and stolen time: those are no process's. Guests are in the
 * user time already, as they are in their hypervisor's process.
 */
export function readKernelTotalMs(root: string): number | undefined {
  const cpu = /^cpu +(\d+) (\d+) (\d+)/.exec(readText(`${root}/stat`))
  return cpu ? (Number(cpu[1]) + Number(cpu[2]) + Number(cpu[3])) * tickMs : undefined
}

/** CPU time of one account's slice under systemd with cgroup v2; undefined where there is no such account kept. */
export function readSliceTotalMs(cgroupRoot: string, account: number): number | undefined {
  const slice = readText(`${cgroupRoot}/user.slice/user-${account}.slice/cpu.stat`)
  const usage = /^usage_usec (\d+)$/m.exec(slice)
  return usage ? Number(usage[1]) / 1000 : undefined
}
