import type { FrontWindow } from './presence.ts'
import type { X11Connection } from './x11-connection.ts'
import { type Atoms, findWindowApp, readAtoms, readNumber, type WindowIdentity } from './x11-window.ts'

export interface WindowListener {
  now(): number
  onWindow(at: number, window: FrontWindow | null): void
  /** Whether there is a window manager that tells which window is in front. */
  onWatched(isWatched: boolean, at: number): void
}

/**
 * Tells of the window in front at every event of it, from now on until the connection is lost.
 * @throws ConnectionLost
 */
export async function watchWindow(
  connection: X11Connection,
  identity: WindowIdentity,
  { now, onWindow, onWatched }: WindowListener,
): Promise<void> {
  const { root } = connection
  const atoms = await readAtoms(connection)
  let manager: number | undefined
  /** The window that was told last, if its app is known. */
  let known: number | undefined
  let queue = Promise.resolve()
  /** One after the other, so that they are told in the order in which they happened. */
  const inTurn = (step: (at: number) => Promise<void>) => {
    const at = now()
    queue = queue.then(() => step(at)).catch(() => {}) // lost: whoever waits for the connection tells
    return queue
  }
  const tellWindow = async (at: number) => {
    if (manager === undefined) return
    const window = await readNumber(connection, root, atoms._NET_ACTIVE_WINDOW)
    // A window manager says the same more than once.
    if (window !== undefined && window === known) return
    const app = window === undefined ? null : await findWindowApp(connection, atoms, window, identity)
    known = app ? window : undefined
    onWindow(at, app && { app })
  }
  const findManager = async (at: number) => {
    const found = await readManager(connection, atoms)
    if (found !== undefined && (await connection.listen(found, 'end'))) manager = found
    else manager = undefined
    known = undefined
    onWatched(manager !== undefined, at)
    await tellWindow(at)
  }
  connection.onEvent(({ name, window, atom }) => {
    if (name === 'DestroyNotify' && window === manager) void inTurn(findManager)
    if (name !== 'PropertyNotify' || window !== root) return
    if (atom === atoms._NET_ACTIVE_WINDOW) void inTurn(tellWindow)
    if (atom === atoms._NET_SUPPORTING_WM_CHECK) void inTurn(findManager)
  })
  await connection.listen(root, 'properties')
  await inTurn(findManager)
}

/** A window manager lives if the window that it names names itself: one that died leaves its word on the root. */
async function readManager(connection: X11Connection, atoms: Atoms): Promise<number | undefined> {
  const named = await readNumber(connection, connection.root, atoms._NET_SUPPORTING_WM_CHECK)
  if (named === undefined) return undefined
  return (await readNumber(connection, named, atoms._NET_SUPPORTING_WM_CHECK)) === named ? named : undefined
}
