import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Bus, connectBus } from '../agent/dbus.ts'
import { extensionFolder } from '../agent/presence/gnome-extension.ts'
import { AppError } from '../core/errors.ts'
import { secondMs } from '../core/time.ts'
import type { Cli } from './cli.ts'
import { findBuses } from './session.ts'

/** Where this account's extension of GNOME Shell lies. */
export const findExtensionFolder = ({ XDG_DATA_HOME }: Cli['env']): string =>
  extensionFolder(XDG_DATA_HOME || join(homedir(), '.local/share'))

/**
 * The message bus of the desktop session.
 * @throws AppError `unavailable` if there is none
 */
export async function connectSession(env: Cli['env']): Promise<Bus> {
  const { session: address } = findBuses({ env })
  const away = 'no message bus of a desktop session is here; run this in a terminal of your GNOME session'
  if (!address) throw new AppError('unavailable', away)
  try {
    return await connectBus(address, 5 * secondMs)
  } catch (cause) {
    throw new AppError('unavailable', away, { cause })
  }
}
