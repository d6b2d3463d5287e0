import { type DesktopReading, openPolled, type PolledOptions } from '../agent/presence/polled.ts'
import type { OpenPresence } from '../agent/presence/presence.ts'

/** The way to watch the desktop of Windows or macOS; undefined where the system cannot be asked. */
export async function choosePolledPresence(
  platform: 'win32' | 'darwin',
  options: Pick<PolledOptions, 'appOf' | 'everyMs'> & { readonly titles: boolean },
): Promise<OpenPresence | undefined> {
  const [name, open] = platform === 'win32' ? (['windows', openWindows] as const) : (['macos', openMacos] as const)
  const read = await open(options).catch(() => undefined)
  return read && openPolled({ name, read, ...options })
}

type Open = (options: { readonly titles: boolean }) => Promise<() => DesktopReading>

const openWindows: Open = async (options) => {
  const { openWindowsDesktop } = await import('../agent/presence/windows-api.ts')
  const { toDesktopReading } = await import('../agent/presence/windows.ts')
  const read = await openWindowsDesktop(options)
  return () => toDesktopReading(read())
}

const openMacos: Open = async (options) => {
  const { openMacosDesktop } = await import('../agent/presence/macos-api.ts')
  const { toDesktopReading } = await import('../agent/presence/macos.ts')
  const read = await openMacosDesktop(options)
  return () => toDesktopReading(read())
}
