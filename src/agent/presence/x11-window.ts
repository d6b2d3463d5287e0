import type { App } from '../../core/apps.ts'
import type { X11Connection } from './x11-connection.ts'

/** How a window becomes the app of its process, the same as among the running ones. */
export interface WindowIdentity {
  /** Of this computer, as processes tell their own. */
  readonly hostname: string
  /** Undefined if the process is not there, or is not recorded. */
  appOf(pid: number): App | undefined
  /** The app whose desktop entry claims one of these names of windows. */
  appOfClass(names: readonly string[]): App | undefined
}

/** The names of the properties that are asked for, as atoms of one connection. */
export type Atoms = Readonly<Record<(typeof atomNames)[number], number>>
const atomNames = [
  '_NET_ACTIVE_WINDOW',
  '_NET_SUPPORTING_WM_CHECK',
  '_NET_WM_PID',
  'WM_CLASS',
  'WM_CLIENT_MACHINE',
  '_NET_WM_NAME',
  'WM_NAME',
  'STRING',
  'UTF8_STRING',
  'COMPOUND_TEXT',
] as const

export async function readAtoms(connection: X11Connection): Promise<Atoms> {
  const atoms = await Promise.all(atomNames.map(async (name) => [name, await connection.atom(name)] as const))
  return Object.fromEntries(atoms) as Atoms
}

/** A property that is one number, as a window or a process id; undefined where it is none, or 0. */
export async function readNumber(connection: X11Connection, window: number, atom: number): Promise<number | undefined> {
  const data = await connection.property(window, atom)
  return data && data.length >= 4 ? data.readUInt32LE(0) || undefined : undefined
}

/**
 * Whose window it is; null if nobody can tell. The server's own word for the process comes first: what a window says of itself
 * may be a number of another computer or of a container. Its class is asked only where no process is known.
 */
export async function findWindowApp(
  connection: X11Connection,
  atoms: Atoms,
  window: number,
  { hostname, appOf, appOfClass }: WindowIdentity,
): Promise<App | null> {
  const pid = (await connection.processOf(window)) ?? (await readOwnPid(connection, atoms, window, hostname))
  if (pid !== undefined) return appOf(pid) ?? null
  const names = await connection.property(window, atoms.WM_CLASS)
  return (names && appOfClass(toText(names).split('\0').filter(Boolean))) ?? null
}

/** What the window says of its process, if it says that it is of this computer. */
async function readOwnPid(connection: X11Connection, atoms: Atoms, window: number, hostname: string) {
  const machine = await connection.property(window, atoms.WM_CLIENT_MACHINE)
  if (!machine || toText(machine).replace(/\0+$/, '') !== hostname) return undefined
  return readNumber(connection, window, atoms._NET_WM_PID)
}

const toText = (data: Buffer) => data.toString('latin1')
