import { BusLost } from '../../agent/dbus.ts'
import { findExtension, renderExtension } from '../../agent/presence/gnome-extension.ts'
import { isFocusTold, readShellVersion } from '../../agent/presence/gnome-shell.ts'
import { AppError } from '../../core/errors.ts'
import type { Cli } from '../cli.ts'
import { connectSession, findExtensionFolder } from '../extension-side.ts'
import { isDesktop, isWayland } from '../presence.ts'
import type { Case } from './cases.ts'

/** The extension that GNOME needs under Wayland; nothing is said of it elsewhere. */
export async function probeExtension({ env }: Cli): Promise<Case[]> {
  if (process.platform !== 'linux' || !isWayland(env) || !isDesktop(env, 'GNOME')) return []
  try {
    const bus = await connectSession(env)
    try {
      const shell = await readShellVersion(bus)
      return shell === undefined ? [] : [judge(env, shell, await isFocusTold(bus))]
    } finally {
      bus.close()
    }
  } catch (error) {
    if (error instanceof AppError || error instanceof BusLost) return [] // no session to speak of
    throw error
  }
}

function judge(env: Cli['env'], shell: string, told: boolean): Case {
  const files = renderExtension(shell)
  if (!files) return { code: 'extension_unknown', shell }
  const found = findExtension(findExtensionFolder(env), files)
  if (found === 'absent') return { code: 'extension_absent', shell }
  if (found === 'other') return { code: 'extension_old', shell }
  return { code: told ? 'extension_fine' : 'extension_waiting', shell }
}
