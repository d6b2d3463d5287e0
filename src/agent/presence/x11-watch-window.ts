import type { App } from '../../core/apps.ts'
import { createPace } from './pace.ts'
import type { FrontWindow } from './presence.ts'
import type { X11Connection } from './x11-connection.ts'
import { readTitle } from './x11-title.ts'
import { type Atoms, findWindowApp, readAtoms, readNumber, type WindowIdentity } from './x11-window.ts'

export interface WindowListener {
  now(): number
  onWindow(at: number, window: FrontWindow | null): void
  /** Whether there is a window manager that tells which window is in front. */
  onWatched(isWatched: boolean, at: number): void
}

/** The window that was told last, if its app is known. */
interface Known {
  readonly window: number
  readonly app: App
  readonly title: string | undefined
}

/**
 * Tells of the window in front at every event of it, from now on until the connection is lost.
 * @param titles whether titles are asked for; then a change of the title is told too
 * @throws ConnectionLost
 */
export async function watchWindow(
  connection: X11Connection,
  identity: WindowIdentity,
  titles: boolean,
  { now, onWindow, onWatched }: WindowListener,
): Promise<void> {
  const { root } = connection
  const atoms = await readAtoms(connection)
  const inTurn = createTurns(now)
  let manager: number | undefined
  let known: Known | undefined
  /** The window whose properties are listened to besides the root's. */
  let followed: number | undefined
  const tellWindow = async (at: number) => {
    if (manager === undefined) return
    const window = await readNumber(connection, root, atoms._NET_ACTIVE_WINDOW)
    // A window manager says the same more than once.
    if (window !== undefined && window === known?.window) return
    if (titles) await follow(window)
    const app = window === undefined ? null : await findWindowApp(connection, atoms, window, identity)
    const title = app && titles ? await readTitle(connection, atoms, window!) : undefined
    known = app ? { window: window!, app, title } : undefined
    onWindow(at, app && toFront(app, title))
  }
  const tellTitle = async (at: number) => {
    if (!known) return
    const title = await readTitle(connection, atoms, known.window)
    if (title === known.title) return
    known = { ...known, title }
    onWindow(at, toFront(known.app, title))
  }
  /** Only the window in front is listened to. */
  const follow = async (window: number | undefined) => {
    if (window === followed) return
    if (followed !== undefined) await connection.listen(followed, 'nothing')
    followed = window === root || window === manager ? undefined : window
    if (followed !== undefined) await connection.listen(followed, 'properties')
  }
  const findManager = async (at: number) => {
    const found = await readManager(connection, atoms)
    if (found !== undefined && (await connection.listen(found, 'end'))) manager = found
    else manager = undefined
    known = undefined
    onWatched(manager !== undefined, at)
    await tellWindow(at)
  }
  const retell = createPace(() => void inTurn(tellTitle))
  connection.onEvent(({ name, window, atom }) => {
    if (name === 'DestroyNotify' && window === manager) void inTurn(findManager)
    if (name !== 'PropertyNotify') return
    const isTitle = atom === atoms._NET_WM_NAME || atom === atoms.WM_NAME
    if (titles && isTitle && window === known?.window) retell()
    if (window !== root) return
    if (atom === atoms._NET_ACTIVE_WINDOW) void inTurn(tellWindow)
    if (atom === atoms._NET_SUPPORTING_WM_CHECK) void inTurn(findManager)
  })
  await connection.listen(root, 'properties')
  await inTurn(findManager)
}

const toFront = (app: App, title: string | undefined): FrontWindow => (title === undefined ? { app } : { app, title })

/**
 * One step after the other, so that they are told in the order in which they happened, each with the instant it was asked for. One
 * that waits already is not asked for again, for it will see the same: any program may change what the root says, without end.
 */
function createTurns(now: () => number) {
  let queue = Promise.resolve()
  const waiting = new Set<(at: number) => Promise<void>>()
  return (step: (at: number) => Promise<void>) => {
    if (waiting.has(step)) return queue
    waiting.add(step)
    const at = now()
    const begin = () => {
      waiting.delete(step)
      return step(at)
    }
    queue = queue.then(begin).catch(() => {}) // lost: whoever waits for the connection tells
    return queue
  }
}

/** A window manager lives if the window that it names names itself: one that died leaves its word on the root. */
async function readManager(connection: X11Connection, atoms: Atoms): Promise<number | undefined> {
  const named = await readNumber(connection, connection.root, atoms._NET_SUPPORTING_WM_CHECK)
  if (named === undefined) return undefined
  return (await readNumber(connection, named, atoms._NET_SUPPORTING_WM_CHECK)) === named ? named : undefined
}
