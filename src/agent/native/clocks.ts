import { readClocks } from '../clocks.ts'
import type { ClockReading } from '../interval.ts'
import { bind, type Declaration } from './bind.ts'

export const windowsClock = {
  /** In 100 ns; stands still in sleep and hibernation. */
  queryUnbiasedInterruptTime: ['kernel32.dll', 'int __stdcall QueryUnbiasedInterruptTime(void *time)'],
} as const satisfies Record<string, Declaration>

interface WindowsClock {
  queryUnbiasedInterruptTime(time: Buffer): number
}

export const macosClock = {
  clockGettimeNsecNp: ['/usr/lib/libSystem.B.dylib', 'uint64_t clock_gettime_nsec_np(int32_t clock)'],
} as const satisfies Record<string, Declaration>

interface MacosClock {
  clockGettimeNsecNp(clock: number): number | bigint
}

/** `CLOCK_UPTIME_RAW` of `<time.h>`: stands still while the computer sleeps. */
const uptimeRaw = 8

/**
 * The clocks of this computer, of which the monotonic one stands still in sleep. Node's own does so on Linux only: on Windows it is
 * `QueryPerformanceCounter`, on macOS `mach_continuous_time`, and both count sleep, so that it would look as if the agent had
 * been stopped. `os.uptime` counts sleep everywhere (`CLOCK_BOOTTIME`, `GetTickCount64`, the time since `kern.boottime`).
 * Where the system's clock cannot be asked, Node's stands in, and sleep is told as `not_running`.
 */
export async function openClocks(platform: NodeJS.Platform = process.platform): Promise<() => ClockReading> {
  const readAwakeMs = await openAwakeClock(platform).catch(() => undefined)
  return readAwakeMs ? () => ({ ...readClocks(), monotonic: readAwakeMs() }) : readClocks
}

async function openAwakeClock(platform: NodeJS.Platform): Promise<(() => number) | undefined> {
  if (platform === 'win32') {
    const { functions } = await bind<WindowsClock>(windowsClock)
    const time = Buffer.alloc(8)
    return () => {
      functions.queryUnbiasedInterruptTime(time)
      return Number(time.readBigUInt64LE()) / 10_000
    }
  }
  if (platform === 'darwin') {
    const { functions } = await bind<MacosClock>(macosClock)
    return () => Number(functions.clockGettimeNsecNp(uptimeRaw)) / 1_000_000
  }
  return undefined
}
